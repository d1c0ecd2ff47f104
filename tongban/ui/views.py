"""Preferences, the gallery, and the pages of errors that Django asks for."""

import re

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.utils.translation import gettext as _

from tongban.ui import access, gallery, refusals
from tongban.ui.context import MODES
from tongban.ui.forms import divisions as cascade

YEAR = 365 * 24 * 3600


def _back(request: HttpRequest) -> HttpResponse:
    address = request.GET.get("next", "")
    inside = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return HttpResponseRedirect(address if inside else "/")


def _remember(response: HttpResponse, cookie: str, value: str) -> HttpResponse:
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(cookie, value, max_age=YEAR, secure=secure, httponly=True, samesite="Lax")
    return response


@access.public
def preference(request: HttpRequest, name: str, value: str) -> HttpResponse:
    """Remember elder mode, contrast or language, and go back to the page."""
    if name == "language" and check_for_language(value):
        return _remember(_back(request), settings.LANGUAGE_COOKIE_NAME, value)
    if value not in MODES.get(name, ()):
        raise Http404
    return _remember(_back(request), f"tb_{name}", value)


@access.public
def paper(request: HttpRequest) -> HttpResponse:
    """The gallery of printed papers: a one-time notice."""
    return render(request, "ui/gallery_paper.html", {"today": gallery.TODAY})


@access.staff
def post(request: HttpRequest) -> HttpResponse:
    """Work on another of one's posts."""
    chosen = request.GET.get("post", "")
    if chosen not in {str(desk.post_id) for desk in request.desks}:
        raise Http404
    return _remember(_back(request), access.POST_COOKIE, chosen)


@access.public
def divisions(request: HttpRequest) -> HttpResponse:
    """区划: the lists of one field after a choice; it answers only below where the field begins."""
    name, given = request.GET.get("of", ""), request.GET
    deepest = int(given["level"]) if given.get("level", "") in set("12345") else cascade.LEVEL
    within = given.get("within", "")
    if not re.fullmatch(r"[a-z0-9_.]{1,120}", name) or not re.fullmatch("([0-9]{12})?", within):
        raise Http404
    code = cascade.chosen([code for code in given.getlist(name) if code])
    shown = {"key": name, "label": given.get("label", "")[:200], "within": within, "level": deepest}
    return render(request, "ui/divisions.html", shown | {"levels": cascade.levels(code, within, deepest)})


@access.public
def components(request: HttpRequest) -> HttpResponse:
    """The gallery: every component on realistic content."""
    return render(request, "ui/gallery.html", gallery.content())


@access.public
def staff_components(request: HttpRequest) -> HttpResponse:
    """The gallery of staff pages."""
    return render(request, "ui/gallery_staff.html", gallery.staff_content())


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler400; too much data is its own case."""
    return refusals.page(request, 413 if isinstance(exception, RequestDataTooBig) else 400)


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler403."""
    return refusals.page(request, 403, sentence=str(exception))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler404."""
    return refusals.page(request, 404)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler429, which the sign-in library looks for."""
    return refusals.page(request, 429)


def failed(request: HttpRequest) -> HttpResponse:
    """handler500."""
    return refusals.page(request, 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was left open too long, or that another site sent."""
    return refusals.page(
        request, 403, sentence=_("表单已过期，或者浏览器没有保存Cookie。请返回上一页，刷新后再提交一次。")
    )
