"""我的: what waits for me, my cases, drafts and certificates, all of the party I act for now."""

import datetime as dt
from collections.abc import Iterable

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy

from tongban.cases import rules, states
from tongban.cases.models import Case, Draft
from tongban.cases.states import State
from tongban.identity.rules import Applicant
from tongban.licences import queries as licences
from tongban.licences import rules as validity
from tongban.portal import acting, renewing, standing, waiting
from tongban.ui import access

SIZE = 20
FEW = 5  # on the first page
FILTERS = {
    "": (gettext_lazy("全部"), Q()),
    "waiting": (gettext_lazy("要我做的"), waiting.WAITS),
    "running": (gettext_lazy("办理中"), Q(state__in=sorted(states.OPEN)) & ~waiting.WAITS),
    "ended": (gettext_lazy("已办结"), ~Q(state__in=sorted(states.OPEN))),
}
ENDS = {
    State.DELIVERED: "ok",
    State.DECLINED: "bad",
    State.LAPSED: "bad",
    State.TERMINATED: "bad",
    State.REVOKED: "bad",
    State.VOIDED: "pause",
    State.WITHDRAWN: "pause",
}
VALIDITY = {
    "valid": ("ok", gettext_lazy("有效")),
    "expired": ("bad", gettext_lazy("已过期")),
    "not_yet": ("pause", gettext_lazy("还没有生效")),
    "suspended": ("warn", gettext_lazy("已暂扣")),
    "revoked": ("bad", gettext_lazy("已撤销")),
}


def own_cases(party: Applicant) -> QuerySet[Case]:
    """The cases of a party, newest first."""
    own = Case.objects.visible_to(party).select_related("agency", "item").order_by("-received_at", "-pk")
    return waiting.told(own)


def row(case: Case, today: dt.date) -> dict:
    """A case as the macro `lists.mine` wants it: which of its four steps are done, and how it stands."""
    done = (case.received_at, case.accepted_at, case.decided_at, case.closed_at)
    to_do = waiting.of(case)
    if to_do:
        light, words = "warn", to_do["short"]
    elif case.due_on is None:
        light, words = ENDS.get(State(case.state), "ok"), State(case.state).label
    else:
        light, words = rules.light(case.due_on, case.yellow_on, today), standing.headline(case, case.due_on)
    return {
        "name": case.item_name,
        "url": reverse("portal:case", args=[case.number]),
        "who": f"{case.agency.short_name or case.agency.name} · {case.number}",
        "done": sum(moment is not None for moment in done),
        "total": len(done),
        "light": light,
        "text": words,
    }


def frame(party: Applicant, every: list[Applicant]) -> dict:
    """What every page of 我的 shows: who acts, and whether he may act for others."""
    return {"party": acting.name(party), "several": len(every) > 1}


def elsewhere(party: Applicant, every: list[Applicant]) -> list[dict]:
    """The other parties he may act for with cases that run or wait for him."""
    others = [one for one in every if one != party]
    counted = Case.objects.visible_to(*others).filter(state__in=sorted(states.OPEN)).values_list("firm_id")
    sizes = dict(counted.annotate(size=Count("pk")).order_by("firm_id")) if others else {}
    return [
        {"key": acting.key(one), "name": acting.name(one), "size": sizes[one.firm_id]}
        for one in others
        if one.firm_id in sizes
    ]


def acting_for(request: HttpRequest) -> tuple[Applicant, dict]:
    """The party, and the frame of its pages."""
    every = acting.parties(request)
    party = acting.applicant(request, every)
    return party, frame(party, every)


@access.person
def home(request: HttpRequest) -> HttpResponse:
    """我的."""
    every = acting.parties(request)
    party = acting.applicant(request, every)
    today, cases = timezone.localdate(), own_cases(party)
    shown = frame(party, every) | {
        "elsewhere": elsewhere(party, every),
        "waiting": [(case.item_name, waiting.of(case)) for case in cases.filter(waiting.WAITS)[:FEW]],
        "cases": [row(case, today) for case in cases[:FEW]],
        "drafts": own_drafts(request, party)[:FEW],
        "certificates": list(certificate_rows(party, today))[:FEW],
    }
    return render(request, "portal/mine/home.html", shown)


@access.person
def cases(request: HttpRequest) -> HttpResponse:
    """我的办件: filtered, searched, in pages."""
    party, shown = acting_for(request)
    show = request.GET.get("show", "") if request.GET.get("show", "") in FILTERS else ""
    words = request.GET.get("q", "").replace("\0", "").strip()[:100]
    found = own_cases(party).filter(FILTERS[show][1])
    if words:
        found = found.filter(Q(number__icontains=words) | Q(item_name__icontains=words))
    page = Paginator(found, SIZE).get_page(request.GET.get("page"))
    kept = {"q": words} if words else {}
    shown |= {
        "page": page,
        "rows": [row(case, timezone.localdate()) for case in page.object_list],
        "q": words,
        "show": show,
        "filters": [
            (str(label), "?" + urlencode(kept | {"show": key}), key == show)
            for key, (label, _q) in FILTERS.items()
        ],
        "url_of": lambda number: "?" + urlencode(kept | {"show": show, "page": number}),
    }
    return render(request, "portal/mine/cases.html", shown)


def own_drafts(request: HttpRequest, party: Applicant) -> QuerySet[Draft]:
    """The drafts of this account for this party, last saved first."""
    own = Draft.objects.filter(account=request.user, firm_id=party.firm_id)
    return own.select_related("item__agency").order_by("-saved_at", "pk")


@access.person
def drafts(request: HttpRequest) -> HttpResponse:
    """草稿."""
    party, shown = acting_for(request)
    return render(request, "portal/mine/drafts.html", shown | {"drafts": own_drafts(request, party)})


def certificate_rows(party: Applicant, today: dt.date) -> Iterable[dict]:
    """The certificates of a party with their standing."""
    for one in licences.held_by(party).select_related("agency", "renewal").order_by("-issued_on", "pk"):
        standing_now = validity.standing(one.state, one.valid_from, one.valid_until, today)
        light, words = VALIDITY[standing_now]
        yield {
            "certificate": one,
            "url": reverse("portal:certificate", args=[one.pk]),
            "verify": reverse("portal:verdict", args=[one.identifier]),
            "light": light,
            "words": str(words),
            "renew": renewing.address(one, today),
        }


@access.person
def certificates(request: HttpRequest) -> HttpResponse:
    """我的证照."""
    party, shown = acting_for(request)
    return render(
        request,
        "portal/mine/certificates.html",
        shown | {"rows": list(certificate_rows(party, timezone.localdate()))},
    )
