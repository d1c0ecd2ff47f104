"""身份: divisions, agencies, posts, delegations, people, legal persons and the accounts they sign in with.

Posts and delegations are dated records (国务院令716号 and 行政许可法 ask who may act); `queries.desks`
answers who may do what, where, on which day. Verbs: represent, delegate, revoke.
"""
