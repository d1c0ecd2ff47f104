"""告知承诺: who may choose it, what he signs, whether he has, and the checks that are due."""

import datetime as dt
import uuid

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from tongban.cases import queries, wording
from tongban.cases.models import Case, Commitment, CommitmentCheck, Draft
from tongban.cases.states import GIVEN
from tongban.catalogue import codes
from tongban.catalogue import rules as catalogue
from tongban.catalogue.definition import Definition
from tongban.catalogue.models import Item
from tongban.catalogue.parts import Requirement
from tongban.catalogue.queries import Subject
from tongban.catalogue.registers import restrictions
from tongban.clock import engine
from tongban.identity.rules import Applicant, Desk


def replaced(of: Draft | Case) -> list[Requirement]:
    """The papers of this situation that a commitment replaces."""
    definition = queries.definition(of)
    asked = catalogue.checklist(definition, of.answers, queries.held(of))
    return [paper for paper in asked.papers if paper.key in catalogue.replaced(definition)]


def broken(person_id: uuid.UUID, firm_id: uuid.UUID | None) -> QuerySet[CommitmentCheck]:
    """承诺不实 of a party."""
    whose = Q(case__firm=firm_id) if firm_id else Q(case__person=person_id, case__firm=None)
    return CommitmentCheck.objects.filter(whose, result=CommitmentCheck.Result.UNTRUE)


def barred(by: Applicant, today: dt.date) -> str:
    """Why a party may not choose it now, in words; empty where he may."""
    found = broken(by.person_id, by.firm_id).filter(barred_until__gte=today)
    last = found.select_related("case").order_by("-barred_until").first()
    if last is None:
        return ""
    checked, until = timezone.localdate(last.checked_at), last.barred_until
    return _(
        "您申请“%(item)s”时的承诺，%(checked)s核查不实。按照规定，%(until)s以前申请不能选择告知承诺，"
        "请按一般程序提交材料。认为核查有误的，可以向办理部门提出。"
    ) % {"item": last.case.item_name, "checked": _day(checked), "until": _day(until)}


def unlisted(item: Item | Subject, definition: Definition, day: dt.date) -> str:
    """Why the item takes no commitment on a day, by the negative list; empty where it may."""
    listed = restrictions.unfit("commitment", item.code, day, definition.name)
    if listed is None:
        return ""
    return _("“%(item)s”列入不适用告知承诺的清单（%(ground)s），请按一般程序提交材料。") % {
        "item": definition.name,
        "ground": listed.ground,
    }


def objection(item: Item, definition: Definition, by: Applicant, day: dt.date) -> str:
    """Why it cannot be chosen, for the item or for the party."""
    return unlisted(item, definition, day) or barred(by, day)


def _day(day: dt.date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def paper(case: Case, given: Commitment) -> dict:
    """告知承诺书: what was told and promised, which papers it spares, when it is checked, what follows."""
    terms = queries.definition(case).commitment_terms
    return {
        **wording.base(case),
        "promise": given.text,
        "spared": [one.name for one in replaced(case)],
        "checked": checked(queries.definition(case)),
        "consequence": terms.consequence if terms else "",
        "signed_on": timezone.localdate(given.signed_at).isoformat(),
        "signer": given.name,
        **({"confirmed": given.digest} if case.channel != "counter" else {}),
    }


def mending(case: Case, check: CommitmentCheck) -> dict:
    """限期整改通知书: what did not fit, until when it is mended, and what follows as it was told."""
    terms, given = queries.definition(case).commitment_terms, queries.commitment(case)
    return {
        **wording.base(case),
        "findings": check.findings,
        "mend_by": check.mend_by.isoformat() if check.mend_by else "",
        "consequence": terms.consequence if terms else "",
        **({"signed_on": timezone.localdate(given.signed_at).isoformat()} if given else {}),
        **({"granted_on": timezone.localdate(case.decided_at).isoformat()} if case.decided_at else {}),
    }


def checked(definition: Definition) -> str:
    """决定后20个工作日内，现场核查."""
    terms = definition.commitment_terms
    if terms is None or terms.within is None:
        return ""
    ways = "、".join(codes.CHECKS[way] for way in terms.ways)
    when = _("作出决定后%(n)s个工作日内") % {"n": terms.within}
    return f"{when}，{ways}" if ways else when


def dues(case: Case, within: int, decided: dt.date) -> engine.Due:
    """By when it is to be checked, and from when that is near."""
    facts = engine.Facts(decided, engine.Limit(within, "working_day"), today=decided)
    return engine.due(facts, queries.calendar(case))


def open_check(case: Case) -> CommitmentCheck | None:
    """The check that is still to be made."""
    return next((one for one in case.commitment_checks.all() if not one.result), None)


def to_check(desk: Desk) -> QuerySet[CommitmentCheck]:
    """待核查 within the officer's powers, nearest day first; his own cases are for others."""
    cases = Case.objects.within(desk).filter(state__in=GIVEN)
    if desk.person_id:
        cases = cases.exclude(person=desk.person_id)
    waiting = CommitmentCheck.objects.filter(result="", case__in=cases)
    return waiting.select_related("case__item", "case__agency").order_by("due_on", "id")


def overdue(today: dt.date) -> QuerySet[CommitmentCheck]:
    """逾期没有核查, wherever: for supervision."""
    late = CommitmentCheck.objects.filter(result="", due_on__lt=today, case__state__in=GIVEN)
    return late.select_related("case__item", "case__agency").order_by("due_on", "id")
