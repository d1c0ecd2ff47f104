"""Tokens."""

from django.contrib.auth import authenticate
from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Status

from tongban.api import access, limits, shapes
from tongban.identity.models import Account

router = Router(tags=["令牌"])


@router.post("tokens", response={201: shapes.Granted}, auth=None, summary="取得访问令牌")
def tokens(request: HttpRequest, given: shapes.Credentials):
    """A token for twelve hours; wrong attempts are limited by address and login."""
    limits.attempt(request, given.login)
    account = authenticate(request, username=given.login, password=given.password)
    if not isinstance(account, Account):
        raise access.Unknown("登录名或者密码不对，请核对后再试。")
    token, expires = access.grant(account, at=timezone.now())
    return Status(201, {"token": token, "expires_at": expires})
