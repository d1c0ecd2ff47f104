"""Tokens."""

from allauth.account.adapter import get_adapter
from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Status

from tongban.api import access, shapes
from tongban.identity import passwords

router = Router(tags=["令牌"])


@router.post("tokens", response={201: shapes.Granted}, auth=None, summary="取得访问令牌")
def tokens(request: HttpRequest, given: shapes.Credentials):
    """A token for twelve hours; wrong attempts are limited by address and login."""
    address, at = get_adapter(request).get_client_ip(request), timezone.now()
    account = passwords.account_of(given.login, given.password, address=address, at=at)
    if account is None:
        raise access.Unknown("登录名或者密码不对，请核对后再试。")
    token, expires = access.grant(account, at=at)
    return Status(201, {"token": token, "expires_at": expires})
