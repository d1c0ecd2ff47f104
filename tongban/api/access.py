"""Who calls: a token stands for an account, and the account for an applicant or an officer."""

import datetime as dt
import hashlib
import secrets

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from tongban.api.models import Token
from tongban.core import errors
from tongban.identity import queries as identity
from tongban.identity.models import Account, Representation
from tongban.identity.rules import Applicant, Desk

LIFETIME = dt.timedelta(hours=12)


class Unknown(errors.Problem):
    """Login and password do not fit."""

    status = 401


class NotOfThisKind(errors.NotEntitled):
    """An applicant's verb asked by an officer, or the other way round."""


class Bearer(HttpBearer):
    """`Authorization: Bearer …`."""

    def authenticate(self, request: HttpRequest, token: str) -> Account | None:
        """The account of a token in force."""
        found = (
            Token.objects.select_related("account__person", "account__officer")
            .filter(digest=digest(token), expires_at__gt=timezone.now(), account__is_active=True)
            .first()
        )
        return found.account if found else None


def digest(token: str) -> bytes:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).digest()


def grant(account: Account, *, at: dt.datetime) -> tuple[str, dt.datetime]:
    """A new token and its end; shown once."""
    token = secrets.token_urlsafe(32)
    expires = at + LIFETIME
    Token.objects.create(account=account, digest=digest(token), made_at=at, expires_at=expires)
    return token, expires


def applicant(request: HttpRequest, firm_code: str | None = None) -> Applicant:
    """The person who calls, for himself or for a firm he may act for."""
    account: Account = request.auth
    if account.person is None:
        raise NotOfThisKind("这个接口给申请人用，请换用申请人账号的令牌。")
    firm = identity.firm_by_code(firm_code) if firm_code else None
    if firm_code and firm is None:
        raise NotOfThisKind("您没有这家单位的办理授权，请核对统一社会信用代码。")
    try:
        return identity.applicant(
            account.person, firm_id=firm.pk if firm else None, day=timezone.localdate(), channel="api"
        )
    except Representation.DoesNotExist as missing:
        raise NotOfThisKind("您没有这家单位的办理授权，请核对统一社会信用代码。") from missing


def desk(request: HttpRequest) -> Desk:
    """The officer who calls, in the post he holds today."""
    account: Account = request.auth
    desks = identity.desks(account.officer, timezone.localdate()) if account.officer else []
    if not desks:
        raise NotOfThisKind("这个接口给在岗工作人员用，请换用工作人员账号的令牌。")
    return identity.through(desks[0], "api")
