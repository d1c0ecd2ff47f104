"""下放、授权、委托: an item, or certain acts of it, exercised by another agency from a day to a day.

Ground: 行政许可法24 (entrusted bodies act in the name of the holder) and the power sources of the national
list. Verbs: entrust, approve_entrusting, decline_entrusting, take_back, empower. A running case stays where
it is.
"""
