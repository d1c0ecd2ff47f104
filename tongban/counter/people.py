"""认人 and 选事项: who has come to the window, for whom, and what for."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tongban.cases.models import Case, Draft
from tongban.cases.states import OPEN
from tongban.catalogue import queries as catalogue
from tongban.catalogue import search
from tongban.catalogue.models import Item
from tongban.core import identifiers, text
from tongban.counter import cases, finding
from tongban.identity import actions
from tongban.identity import queries as identity
from tongban.identity.models import Firm, Person, Representation
from tongban.identity.rules import Applicant, Desk
from tongban.ui import access, casework

OFFERED = 12  # items shown at once
SEARCHED = 200
PERSONS = {"1"}  # of the audience codes; the others are bodies


@access.staff
@require_safe
def intake(request: HttpRequest) -> HttpResponse:
    """收件: the first question, and what this clerk has begun and not finished."""
    cases.clerk(request)
    return asked(request)


def asked(request: HttpRequest, status: int = 200, **shown) -> HttpResponse:
    """The page on which a person is identified."""
    begun = Draft.objects.filter(account=request.user).select_related("item", "person", "firm")
    wrong = shown.get("problems", [])
    shown |= {
        "here_is": "intake",
        "typed": request.POST,
        "begun": begun.order_by("-saved_at")[:6],
        "wrong": dict(wrong),
        "lines": casework.lines(wrong),
    }
    return render(request, "counter/intake.html", shown, status=status)


@access.staff
@require_POST
def look_up(request: HttpRequest) -> HttpResponse:
    """By identity number, mobile number or credit code, typed or read; a scanned paper opens its case."""
    desk = cases.clerk(request)
    typed = text.tidy(casework.said(request, "who")).replace(" ", "").upper()
    if identifiers.is_uscc(typed):
        firm = identity.firm_by_code(typed)
        return redirect("counter:firm", firm.pk) if firm else asked(request, unknown_firm=typed)
    if identifiers.is_mobile(typed):
        people = identity.people_by_phone(typed)
    elif identifiers.is_citizen_id(typed):
        people = [found] if (found := identity.person_by_id_number(typed)) else []
    elif found := finding.case_of(typed, desk):
        return redirect("counter:case", found.number)
    else:
        problem = ("who", _("请填18位身份证号、11位手机号、18位统一社会信用代码，或者办件编号、文书的文号"))
        return asked(request, 422, problems=[problem])
    if len(people) == 1:
        return redirect("counter:person", people[0].pk)
    return asked(request, people=people, unknown=typed if not people else "")


@access.staff
@require_POST
def enrolment(request: HttpRequest) -> HttpResponse:
    """实名登记 on the spot, of somebody whose identity card the clerk has in hand."""
    desk = cases.clerk(request)
    given = {key: text.tidy(casework.said(request, key)) for key in ("name", "phone", "address")}
    number = request.POST.get("id_number", "").replace(" ", "").upper()
    problems = enrolment_faults(number, **given)
    if problems:
        return asked(request, 422, unknown=number or " ", problems=problems)
    known = identity.person_by_id_number(number)
    person = known or actions.enrol(
        given["name"],
        number,
        phone=given["phone"],
        address=given["address"],
        by=desk.author(),
        at=timezone.now(),
    )
    return redirect("counter:person", person.pk)


def enrolment_faults(number: str, name: str, phone: str, address: str) -> list[tuple[str, str]]:
    """What is wrong with what was typed, by field."""
    found = []
    if not 2 <= len(name) <= 100:
        found.append(("name", _("请照身份证填写姓名")))
    if not identifiers.is_citizen_id(number, today=timezone.localdate()):
        found.append(("id_number", _("身份证号不对，请核对18位号码")))
    if phone and not identifiers.is_mobile(phone):
        found.append(("phone", _("请填11位手机号，例如13900000026")))
    if len(address) > 200:
        found.append(("address", _("地址最多200个字")))
    return found


@access.staff
@require_safe
def firm(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """单位: which of those who may act for it has come."""
    cases.clerk(request)
    found = get_object_or_404(Firm.objects.select_related("legal_representative"), pk=pk)
    held = Representation.objects.filter(identity.in_force(timezone.localdate()), firm=found)
    shown = {
        "here_is": "intake",
        "firm": found,
        "handlers": held.select_related("person").order_by("role", "id"),
    }
    return render(request, "counter/firm.html", shown)


@access.staff
@require_safe
def person(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """选事项: the person, for whom he acts, what he has running, and the items of this window."""
    desk = cases.clerk(request)
    by = acting(pk, request.GET.get("firm", ""))
    asked_for = text.tidy(request.GET.get("q", ""))[:100]
    shown = applicant_shown(by, desk) | {
        "here_is": "intake",
        "q": asked_for,
        "items": offered(desk, by, asked_for),
        "firms": identity.firms_of(pk, timezone.localdate()),
    }
    return render(request, "counter/person.html", shown)


def acting(person_id: uuid.UUID, firm: str) -> Applicant:
    """The person, for himself or for that firm; 404 when he is unknown or may not act for it."""
    found = get_object_or_404(Person, pk=person_id)
    try:
        firm_id = uuid.UUID(firm) if firm else None
        return identity.applicant(found, firm_id=firm_id, day=timezone.localdate(), channel="counter")
    except (ValueError, Representation.DoesNotExist) as unknown:
        raise Http404 from unknown


def applicant_shown(by: Applicant, desk: Desk) -> dict:
    """Who stands at the window, masked, and what is running for him at this window."""
    found = Person.objects.get(pk=by.person_id)
    running = Case.objects.visible_to(by).within(desk).filter(state__in=OPEN)
    held = identity.firms_of(found.pk, timezone.localdate()).filter(firm_id=by.firm_id).first()
    return {
        "by": by,
        "person": found,
        "held": held,
        "running": running.order_by("-received_at")[:8],
        "party": f"{reverse('counter:person', args=[found.pk])}?{urlencode({'firm': by.firm_id or ''})}",
    }


def offered(desk: Desk, by: Applicant, asked_for: str) -> list[Item]:
    """The items for such an applicant that answer a question, of those this post may accept."""
    if asked_for:
        found = search.find(asked_for, size=SEARCHED).items
    else:
        agencies = {power.agency_id for power in desk.powers if "accept" in power.acts}
        of_window = catalogue.published().filter(agency__in=agencies).select_related("agency")
        found = of_window.order_by("agency", "name")[:SEARCHED]
    able = (item for item in found if meant_for(item, by) and desk.power("accept", item.agency_id, item.code))
    return [item for item in able if catalogue.definition(item.current_id).flow][:OFFERED]


def meant_for(item: Item, by: Applicant) -> bool:
    """Is the item for such as him, a person or a body? One that names nobody is for all."""
    meant = set(item.audiences)
    return not meant or bool(meant - PERSONS if by.firm_id else meant & PERSONS)
