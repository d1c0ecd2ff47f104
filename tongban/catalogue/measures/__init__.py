"""事项处置: items are suspended, resumed, cancelled, split and merged, by two officers and from a day.

Ground: 国办函〔2016〕108号 (every change of an item is reviewed by somebody else).
Verbs: ask, confirm, refuse, retract, ask_again, enact_due. A running case stays on the version it began with.
"""
