"""以谁的名义: the applicant of a request is the person himself or a firm he may act for today."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from tongban.cases.models import Case
from tongban.core import errors, text
from tongban.identity import queries
from tongban.identity.rules import Applicant
from tongban.portal import waiting
from tongban.ui import access

CHOSEN = "firm_id"


class NoLongerRepresents(errors.NotEntitled):
    """代表权已终止: what was begun for a firm is finished by those who act for it now."""


def parties(request: HttpRequest) -> list[Applicant]:
    """Himself first, then every firm he may act for today."""
    return queries.parties(request.user.person, timezone.localdate())


def applicant(request: HttpRequest, every: list[Applicant] | None = None) -> Applicant:
    """The party he acts for now: the one he chose last, else himself."""
    chosen, every = request.session.get(CHOSEN), every or parties(request)
    return next((one for one in every if str(one.firm_id) == chosen), every[0])


def choose(request: HttpRequest, party: Applicant) -> None:
    """From now on he acts for this party; nothing is written where he does already."""
    chosen = str(party.firm_id) if party.firm_id else None
    if request.session.get(CHOSEN) != chosen:
        request.session[CHOSEN] = chosen


def party(request: HttpRequest, firm_id: uuid.UUID | None) -> Applicant:
    """Himself, or that firm; raises NoLongerRepresents."""
    for one in parties(request):
        if one.firm_id == firm_id:
            return one
    raise NoLongerRepresents(
        _("您现在不能代表这家单位办事，内容没有变化。请由该单位的法定代表人或者经办人办理。")
    )


def case(request: HttpRequest, number: str) -> tuple[Case, Applicant]:
    """A case of any party he may act for, and that party; another's does not exist for him."""
    every = parties(request)
    visible = Case.objects.visible_to(*every).select_related("item", "agency", "person", "firm")
    with_stages = waiting.told(visible).prefetch_related("turns", "pauses", "extensions")
    found = get_object_or_404(with_stages, number=number)
    return found, next(one for one in every if one.firm_id == found.firm_id)


def key(one: Applicant) -> str:
    """The party as a form names it."""
    return str(one.firm_id) if one.firm_id else "self"


def name(one: Applicant) -> str:
    """The party as its page shows it."""
    return one.firm_name or text.mask_name(one.name)


def options(every: list[Applicant]) -> list[tuple[str, str]]:
    """The parties to choose from."""
    own = _("本人（%(name)s）")
    return [(key(one), one.firm_name or own % {"name": text.mask_name(one.name)}) for one in every]


@access.person
def switch(request: HttpRequest) -> HttpResponse:
    """换身份办事: himself or a firm."""
    every = parties(request)
    if request.method != "POST":
        shown = {
            "options": options(every),
            "current": key(applicant(request)),
            "next": request.GET.get("next", ""),
        }
        return render(request, "portal/acting.html", shown)
    chosen = next((one for one in every if key(one) == request.POST.get("party")), None)
    if chosen is None:
        raise Http404
    choose(request, chosen)
    messages.success(request, _("现在以“%(name)s”的名义办事。") % {"name": name(chosen)})
    address = request.POST.get("next", "")
    inside = url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()})
    return redirect(address if inside else "portal:mine")
