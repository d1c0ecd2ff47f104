"""选证照: which certificate an application renews, and what follows from the day it is asked for."""

import datetime as dt
import uuid

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tongban.cases import actions, renewals, rules
from tongban.cases.models import Case
from tongban.cases.states import PENDING
from tongban.clock import queries as clock
from tongban.core import errors
from tongban.licences.models import Certificate
from tongban.licences.states import State
from tongban.portal import drafts
from tongban.portal.filling import Filling
from tongban.ui import access, formats


@access.person
@drafts.drafted
def certificate(request: HttpRequest, opened: Filling) -> HttpResponse:
    """One of his own, the first to end first."""
    if request.method != "POST":
        return choosing(request, opened)
    try:
        actions.choose_certificate(
            opened.draft, uuid_of(request.POST.get("renews", "")), by=opened.by, at=timezone.now()
        )
    except errors.Invalid as wrong:
        if "leave" not in request.POST:
            return choosing(request, opened, wrong)
    return drafts.onward(request, "certificate", opened)


def uuid_of(typed: str) -> uuid.UUID | None:
    """What was posted as an id."""
    try:
        return uuid.UUID(typed)
    except ValueError:
        return None


def choosing(request: HttpRequest, opened: Filling, wrong: errors.Invalid | None = None) -> HttpResponse:
    """The certificates that may be renewed, each with by when to ask."""
    today = timezone.localdate()
    item = opened.draft.item
    found = renewals.choices(item, opened.definition, opened.by, today)
    shown = {
        "choices": [(str(one.pk), label(one), last_day(opened, one)) for one in found],
        "today": today,
        "chosen": str(opened.draft.renews_id or ""),
        "wrong": wrong.errors[0][1] if wrong else "",
        "days": rules.term("renewal").value,
        "problems": [{"id": "f-renews", "label": "", "sentence": wrong.errors[0][1]}] if wrong else [],
    }
    return drafts.page(request, "certificate", opened, status=422 if wrong else 200, **shown)


def label(one: Certificate) -> str:
    """食品经营许可证 JY…，有效期到…."""
    said = {"title": one.title, "number": one.number, "day": formats.long_day(renewals.ends(one))}
    return _("%(title)s %(number)s，有效期到%(day)s") % said


def last_day(opened: Filling, one: Certificate) -> dt.date:
    """By when to ask for it."""
    return renewals.latest(renewals.ends(one), clock.calendar(opened.draft.item.region_id))


def of(case: Case) -> dict | None:
    """What a case renews, and until when silence is waited for; None after the decision."""
    if case.renews is None or case.state not in PENDING:
        return None
    return {"label": label(case.renews), "until": case.renews.valid_until, "in_time": renewals.in_time(case)}


def address(one: Certificate, today: dt.date) -> str:
    """Where a certificate that ends soon is renewed; empty where there is nothing to do."""
    ahead = dt.timedelta(days=2 * rules.term("renewal_notice").value)
    if one.state != State.VALID or one.valid_until is None or not today <= one.valid_until <= today + ahead:
        return ""
    item = None if hasattr(one, "renewal") else renewals.item_for(one)
    return reverse("portal:guide", args=[item.code]) if item else ""


def told(opened: Filling, today: dt.date) -> dict | None:
    """What a renewal says before it is submitted; None for everything else."""
    one = opened.draft.renews
    if not opened.definition.renews or one is None:
        return None
    last = last_day(opened, one)
    return {"certificate": one, "label": label(one), "latest": last, "in_time": today <= last}
