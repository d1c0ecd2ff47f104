"""Pages that say no (出错页面): what happened, what became of your work, what to do now, and a number."""

import logging
import secrets

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme

from tongban.core.errors import Problem
from tongban.ui import context

log = logging.getLogger(__name__)

PAGES = (400, 403, 404, 409, 413, 429, 500)


def page(
    request: HttpRequest, status: int, *, sentence: str = "", template: int | None = None
) -> HttpResponse:
    """The page for a status; `sentence` is the reason when it is known. The log has the same number."""
    number = error_number()
    log.warning("refused %s %s %s %s", number, status, request.method, request.path)
    # Without the request, so that neither session nor database is needed: they may be what failed.
    given = context.frame(request) | {"number": number, "sentence": sentence, "back": _back(request)}
    shown = template or (status if status in PAGES else 400 if status < 500 else 500)
    return HttpResponse(render_to_string(f"ui/errors/{shown}.html", given), status=status)


def _back(request: HttpRequest) -> str:
    """Where the reader came from, since the address of an act is no page; else the same address again."""
    came_from = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(came_from, allowed_hosts={request.get_host()})
    return came_from if ours and request.method != "GET" else request.get_full_path()


def problem(request: HttpRequest, raised: Problem) -> HttpResponse:
    """The page for an act that cannot be done: a problem that no view has shown in its own place."""
    if hasattr(request, "desk"):
        return _at_desk(request, raised)
    shown = raised.status if raised.status in PAGES else 409
    return page(request, raised.status, sentence=raised.sentence, template=shown)


def _at_desk(request: HttpRequest, raised: Problem) -> HttpResponse:
    """The same for officers: the reason alone, for they know their work, and the way back."""
    number = error_number()
    log.warning("refused %s %s %s %s", number, raised.status, request.method, request.path)
    shown = {"number": number, "sentence": raised.sentence, "back": _back(request), "status": raised.status}
    return render(request, "ui/errors/staff.html", shown, status=raised.status)


def error_number() -> str:
    """Eight characters that can be read out on the telephone: 7F3A-21C8."""
    digits = secrets.token_hex(4).upper()
    return f"{digits[:4]}-{digits[4:]}"
