"""电子证照: certificates issued, suspended, revoked and verified by anyone (GB/T 36901 and following).

Verbs: issue, suspend, restore, revoke.
"""
