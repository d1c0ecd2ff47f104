"""清单和登记: the base catalogue, code sets, negative lists and standards that bind every item.

Ground: GB/T 39046 (one item keeps one name, code, kind, basis and limit on every level), 国办函〔2016〕108号.
Verbs: adopt, drop, add_code, end_code, restrict, lift_restriction, set_standard, end_standard,
sample_standard.
"""
