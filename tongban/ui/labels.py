"""代码名称: labels that were added to the register reach every running process within seconds."""

import time
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse

from tongban.catalogue.registers import codesets


def middleware(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Before a page, look again when the last look was so many seconds ago."""
    if not settings.CODES_FRESH:
        raise MiddlewareNotUsed
    looked = [-float("inf")]

    def refreshed(request: HttpRequest) -> HttpResponse:
        now = time.monotonic()
        if now - looked[0] > settings.CODES_FRESH:
            looked[0] = now
            codesets.refresh()
        return answer(request)

    return refreshed
