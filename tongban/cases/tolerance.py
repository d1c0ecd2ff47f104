"""容缺受理: which papers may follow, what the applicant undertakes, and what he still owes."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable

from django.db.models import QuerySet
from django.utils import timezone

from tongban.cases import wording
from tongban.cases.models import Case, Deferral, Draft, Undertaking
from tongban.cases.states import State
from tongban.catalogue.parts import Requirement
from tongban.catalogue.rules import Checklist
from tongban.clock import engine

HOLD = "tolerance"
ROUND = 3  # of a material that came after the acceptance


def deferrable(checklist: Checklist, given: Collection[str]) -> list[Requirement]:
    """次件: the papers that are not there and may follow; without a number of days none may."""
    return [
        paper
        for paper in checklist.uploads
        if paper.necessity == "deferrable" and paper.deferrable_days and paper.key not in given
    ]


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
        "知道补交以前不作准予的决定，办理期限照常计算；逾期没有补交的，同意终止办理，可以重新申请。"
    )


def paper(case: Case, signed: Undertaking, deferred: Iterable[Deferral]) -> dict:
    """容缺受理承诺书, with the last day of each paper."""
    day = timezone.localdate(signed.signed_at)
    electronic = case.channel != "counter"
    return {
        **wording.base(case),
        "papers": [{"name": one.name, "days": one.days, "until": one.until.isoformat()} for one in deferred],
        "signed_on": day.isoformat(),
        "signer": signed.name,
        **({"confirmed": signed.digest} if electronic else {}),
    }


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
