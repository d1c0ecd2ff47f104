"""容缺受理: which papers may follow, what the applicant undertakes, and what he still owes."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from tongban.cases import queries, wording
from tongban.cases.models import Case, Deferral, Draft, Undertaking
from tongban.cases.states import State
from tongban.catalogue.models import Item
from tongban.catalogue.parts import Requirement
from tongban.catalogue.registers import restrictions
from tongban.catalogue.rules import Checklist
from tongban.clock import engine
from tongban.clock import queries as clock
from tongban.clock.terms import TERMS

HOLD = "tolerance"
BARRED = "lapsed_undertaking"  # how long nothing may follow, of TERMS
ROUND = 3  # of a material that came after the acceptance


def deferrable(checklist: Checklist, given: Collection[str]) -> list[Requirement]:
    """次件: the papers that are not there and may follow; without a number of days none may."""
    return [
        paper
        for paper in checklist.uploads
        if paper.necessity == "deferrable" and paper.deferrable_days and paper.key not in given
    ]


def admitted(item: Item, checklist: Checklist, given: Collection[str], day: dt.date) -> list[Requirement]:
    """Those that no negative list keeps from following on a day."""
    return [
        paper
        for paper in deferrable(checklist, given)
        if restrictions.unfit("deferral", item.code, day, paper.name, paper.issuer) is None
    ]


def offered(of: Draft | Case, given: Collection[str], day: dt.date) -> list[Requirement]:
    """What may follow of an application: nothing, of who let an undertaking lapse."""
    found = admitted(of.item, queries.checklist(of), given, day)
    return [] if found and barred(of.person_id, of.firm_id, of.item.region_id, day) else found


def barred(person_id: uuid.UUID, firm_id: uuid.UUID | None, region: str, day: dt.date) -> str:
    """Why a party may not ask for it now, in words; empty where he may."""
    whose = Q(case__firm=firm_id) if firm_id else Q(case__person=person_id, case__firm=None)
    last = Deferral.objects.filter(whose, lapsed_at__isnull=False).select_related("case")
    one = last.order_by("-lapsed_at", "pk").first()
    if one is None or one.lapsed_at is None:
        return ""
    until = engine.add(timezone.localdate(one.lapsed_at), TERMS[BARRED].limit, clock.calendar(region))
    if day > until:
        return ""
    last_day = f"{until.year}年{until.month}月{until.day}日"
    return _(
        "您申请“%(item)s”时承诺补交的“%(paper)s”没有按期补交。按照规定，%(until)s以前申请不能容缺受理，"
        "请备齐材料再提交。认为有误的，可以向办理部门提出。"
    ) % {"item": one.case.item_name, "paper": one.name, "until": last_day}


def undertaking(of: Draft | Case) -> Undertaking | None:
    """What was signed for an application."""
    return Undertaking.objects.filter(submission=of.submission if isinstance(of, Case) else of.pk).first()


def undertaken(submission: uuid.UUID, checklist: Checklist, given: Collection[str]) -> set[str]:
    """The keys of missing papers that may follow and that the applicant has undertaken to hand in."""
    missing = {paper.key for paper in deferrable(checklist, given)}
    if not missing:
        return set()
    signed = Undertaking.objects.filter(submission=submission).values_list("keys", flat=True).first()
    return missing & set(signed or ())


def words(papers: Iterable[Requirement]) -> str:
    """容缺受理承诺书 as it is signed: which papers, until when, what follows otherwise."""
    listed = "；".join(f"{paper.name}，受理之日起{paper.deferrable_days}个工作日内补交" for paper in papers)
    return (
        f"下列材料申请时暂缺：{listed}。申请人自愿申请容缺受理，承诺按期补交真实、有效、符合要求的材料；"
        "知道补交以前不作准予的决定，办理期限照常计算；逾期没有补交的，同意终止办理，可以重新申请，"
        f"但{TERMS[BARRED].value}个月内不能再容缺受理。"
    )


def paper(case: Case, signed: Undertaking, deferred: Iterable[Deferral]) -> dict:
    """容缺受理承诺书, with the last day of each paper."""
    day = timezone.localdate(signed.signed_at)
    electronic = case.channel != "counter"
    return {
        **wording.base(case),
        "papers": listed(deferred),
        "signed_on": day.isoformat(),
        "signer": signed.name,
        **({"confirmed": signed.digest} if electronic else {}),
    }


def listed(deferred: Iterable[Deferral]) -> list[dict]:
    """The papers that follow, as a paper lists them."""
    return [{"name": one.name, "days": one.days, "until": one.until.isoformat()} for one in deferred]


def owed(case: Case) -> list[Deferral]:
    """What still has to come, the nearest day first; those read ahead are not read again."""
    waiting = [one for one in case.deferrals.all() if one.supplied_at is None and one.lapsed_at is None]
    return sorted(waiting, key=lambda one: (one.until, one.pk))


def lapsed(late: Iterable[Deferral]) -> str:
    """Why it is ended, in words."""
    days = [(one.name, one.until) for one in late]
    each = "、".join(f"“{name}”（{day.year}年{day.month}月{day.day}日前）" for name, day in days)
    return f"容缺受理时承诺补交的{each}，到期没有补交"


def over(today: dt.date) -> QuerySet[Case]:
    """Open cases of which a paper did not come in time, oldest first."""
    late = Deferral.objects.filter(supplied_at=None, lapsed_at=None, until__lt=today)
    return Case.objects.filter(state=State.ACCEPTED, pk__in=late.values("case")).order_by("accepted_at", "id")


def again(one: Deferral, supplied: dt.date, today: dt.date, calendar: engine.Calendar) -> dt.date:
    """Until when, for a paper that did not fit: the days on which it lay with the office are not counted."""
    left = engine.working_days_between(supplied, one.until, calendar)
    return max(one.until, engine.add(today, engine.Limit(max(left, 1), "working_day"), calendar))
