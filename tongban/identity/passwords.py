"""密码核验: whose login and password they are; wrong ones are counted by login and by address."""

import datetime as dt

from django.contrib import auth

from tongban.identity import limits
from tongban.identity.models import Account


def account_of(login: str, password: str, *, address: str, at: dt.datetime) -> Account | None:
    """The account, or None; right ones do not count."""
    spent = [(limits.PASSWORDS_FROM_ADDRESS, address), (limits.PASSWORDS_OF_LOGIN, login)]
    for limit, who in spent:
        limits.count(limit, who, at=at)
    account = auth.authenticate(username=login, password=password)
    if not isinstance(account, Account):
        return None
    for limit, who in spent:
        limits.give_back(limit, who)
    return account
