"""事项管理动态化: a change of an item is drafted, reviewed by separate people, and published from a date.

Ground: 国办函〔2016〕108号 (every change is reviewed by those in charge of establishment and of legality).
Verbs: propose, revise, rebase, hand_in, waive, unwaive, check, review_legality, review_establishment,
send_back, withdraw, publish_due. A running case stays on the version under which it began.
"""
