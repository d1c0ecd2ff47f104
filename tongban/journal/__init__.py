"""日志: one append-only line per act, chained per subject.

At once timeline, audit trail, outbox of jobs and feed of supervision. `actions.append` writes a line,
`news.after` registers what follows from it, `queries.faults` finds what was tampered with.
Lines cannot be changed in the database (design §1); every chain has a head that its writers lock.
"""
