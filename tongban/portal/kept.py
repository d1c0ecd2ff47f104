"""Pages kept in process (页面缓存): what is public and the same for everybody is rendered once.

Who is signed in, or is owed a message, gets a page of his own. The key must name everything the page depends
on beside its address and the visitor's modes.
"""

import hashlib
from collections.abc import Callable, Hashable
from threading import Lock

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_vary_headers

from tongban.ui import context

LIMIT = 512
OWN = {settings.SESSION_COOKIE_NAME, CookieStorage.cookie_name}

_pages: dict[tuple, tuple[str, bytes]] = {}
_lock = Lock()


def page(
    request: HttpRequest, template: str, key: tuple[Hashable, ...], content: Callable[[], dict]
) -> HttpResponseBase:
    """The page, whole or as 304 when the visitor has it already."""
    if OWN & request.COOKIES.keys():
        return render(request, template, content())
    place = (connection.settings_dict["NAME"], template, request.get_full_path())
    key = (*place, *context.modes(request).values(), *key)
    etag, body = _pages.get(key) or _keep(key, render(request, template, content()).content)
    response = HttpResponse(body, headers={"ETag": etag, "Cache-Control": "no-cache"})
    patch_vary_headers(response, ["Cookie"])
    return get_conditional_response(request, etag=etag, response=response)


def _keep(key: tuple, body: bytes) -> tuple[str, bytes]:
    kept = (f'"{hashlib.blake2b(body, digest_size=16).hexdigest()}"', body)
    with _lock:
        while len(_pages) >= LIMIT:
            del _pages[next(iter(_pages))]
        _pages[key] = kept
    return kept
