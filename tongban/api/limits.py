"""How often a caller may try a password."""

import hashlib

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

from tongban.core import errors

ATTEMPTS, SECONDS = 20, 300


class TooOften(errors.Problem):
    """Too many attempts."""

    status = 429


def attempt(request: HttpRequest, login: str) -> None:
    """Count an attempt of this address on this login."""
    name = hashlib.sha256(login.encode()).hexdigest()
    key = f"token:{get_adapter().get_client_ip(request)}:{name}"
    cache.add(key, 0, SECONDS)
    if cache.incr(key) > ATTEMPTS:
        raise TooOften("尝试次数太多，请5分钟后再试。")
