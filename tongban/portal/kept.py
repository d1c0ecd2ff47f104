"""Pages kept in process (页面缓存): what is public and the same for everybody is rendered once.

Who is signed in, or is owed a message, gets a page of his own. The key must name everything the page depends
on beside its address and the visitor's modes.
"""

import gzip
import hashlib
from collections.abc import Callable, Hashable
from threading import Lock

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response

from tongban.catalogue.registers import codesets
from tongban.ui import context

OWN = {settings.SESSION_COOKIE_NAME, CookieStorage.cookie_name}
ROOM = 48 * 1024 * 1024  # bytes, in each process


class Shelf:
    """Packed pages with their marks, up to so many bytes; the oldest make room for new ones."""

    def __init__(self, room: int) -> None:
        self.room, self.filled = room, 0
        self.pages: dict[tuple, tuple[str, bytes]] = {}
        self.lock = Lock()

    def put(self, key: tuple, body: bytes) -> tuple[str, bytes]:
        """Pack a page and keep it."""
        packed = gzip.compress(body, 6, mtime=0)
        kept = (f'W/"{hashlib.blake2b(body, digest_size=16).hexdigest()}"', packed)
        with self.lock:
            self.filled += len(packed) - len(self.pages.pop(key, ("", b""))[1])
            self.pages[key] = kept
            while self.filled > self.room:
                _mark, oldest = self.pages.pop(next(iter(self.pages)))
                self.filled -= len(oldest)
        return kept


SHELF = Shelf(ROOM)
SITUATIONS = Shelf(ROOM // 2)  # there are very many of them: they must not push out what most people read


def page(
    request: HttpRequest,
    template: str,
    key: tuple[Hashable, ...],
    content: Callable[[], dict],
    shelf: Shelf = SHELF,
) -> HttpResponseBase:
    """The page, whole or as 304 when the visitor has it already."""
    if OWN & request.COOKIES.keys():
        return render(request, template, content())
    place = (connection.settings_dict["NAME"], template, request.get_full_path(), codesets.EDITION.number)
    key = (*place, *context.modes(request).values(), *key)
    etag, packed = shelf.pages.get(key) or shelf.put(key, render(request, template, content()).content)
    headers = {"ETag": etag, "Cache-Control": "no-cache", "Vary": "Cookie, Accept-Encoding"}
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        response = HttpResponse(packed, headers=headers | {"Content-Encoding": "gzip"})
    else:
        response = HttpResponse(gzip.decompress(packed), headers=headers)
    return get_conditional_response(request, etag=etag, response=response)
