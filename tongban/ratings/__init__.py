"""好差评: five grades for every case, on every channel, by whoever was served (国办发〔2019〕51号).

Verb: rate. A rating below three needs an indicator or a comment; defaults are never counted as ratings.
"""
