"""待批准: what was asked of those who decide, and waits for one of them."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q, QuerySet, Value
from django.utils.translation import gettext as _

from tongban.cases import rules
from tongban.cases.models import Case, Extension, Hearing, Revocation, Voiding
from tongban.cases.states import PENDING, State
from tongban.clock import engine
from tongban.identity.rules import Desk

ACT = "decide"
PARTIES = ("case", "case__agency", "case__item", "officer")


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: what for, why, by whom, and by when it matters."""

    what: str
    reason: str
    who: str
    at: dt.datetime
    case: Case
    due_on: dt.date | None
    light: str | None


def extensions(desk: Desk) -> QuerySet[Extension]:
    """延期 that were asked for by others."""
    waiting = Extension.objects.filter(_within(desk), outcome="", case__state=State.ACCEPTED)
    return waiting.exclude(officer_id=desk.officer_id)


def voidings(desk: Desk) -> QuerySet[Voiding]:
    """作废 that was asked for by others."""
    waiting = Voiding.objects.filter(_within(desk), outcome="", case__state__in=PENDING)
    return waiting.exclude(officer_id=desk.officer_id)


def hearings(desk: Desk) -> QuerySet[Hearing]:
    """听证 that nobody has arranged yet."""
    return Hearing.objects.filter(
        _within(desk), pause__ended_on=None, notices=None, case__state=State.ACCEPTED
    )


def revocations(desk: Desk) -> QuerySet[Revocation]:
    """撤销许可 that was announced and is not decided yet."""
    return Revocation.objects.filter(_within(desk), outcome="")


SOURCES: tuple[Callable[[Desk], QuerySet], ...] = (extensions, voidings, hearings, revocations)


def _within(desk: Desk) -> Q:
    """The cases that this officer's post may decide; none of his own firm or person."""
    reach = Q(pk__in=[])
    for power in desk.powers:
        if ACT in power.acts:
            scope = Q(case__agency_id=power.agency_id)
            reach |= scope if power.items is None else scope & Q(case__item__code__in=power.items)
    own = Q(case__person_id=desk.person_id, case__firm=None) if desk.person_id else Q(pk__in=[])
    return reach & ~own


def decides(desk: Desk) -> bool:
    """May this post be asked for anything?"""
    return any(ACT in power.acts for power in desk.powers)


def count(desk: Desk) -> int:
    """How much waits; nothing is asked where the post decides nothing."""
    if not decides(desk):
        return 0
    first, *more = (source(desk).order_by().values(n=Value(1)) for source in SOURCES)
    return first.union(*more, all=True).count()


def waiting(desk: Desk, today: dt.date) -> list[Asked]:
    """All of it, that with the nearest limit first."""
    if not decides(desk):
        return []
    asked = [
        *(_extension(each, today) for each in extensions(desk).select_related(*PARTIES)),
        *(_voiding(each, today) for each in voidings(desk).select_related(*PARTIES)),
        *(_hearing(each, today) for each in hearings(desk).select_related(*PARTIES)),
        *(_revocation(each, today) for each in revocations(desk).select_related(*PARTIES)),
    ]
    return sorted(asked, key=lambda one: (one.due_on or dt.date.max, one.at))


def _extension(each: Extension, today: dt.date) -> Asked:
    what = _("延期%(value)s%(unit)s") % {"value": each.value, "unit": engine.UNITS[each.unit]}
    return Asked(what, each.reason, _who(each), each.at, each.case, *_limit(each.case, today))


def _voiding(each: Voiding, today: dt.date) -> Asked:
    what = _("作废：%(why)s") % {"why": each.get_kind_display()}
    return Asked(what, each.reason, _who(each), each.at, each.case, *_limit(each.case, today))


def _hearing(each: Hearing, today: dt.date) -> Asked:
    light = "red" if today > each.hold_by else "yellow"
    return Asked(_("安排听证"), each.reason, _who(each), each.at, each.case, each.hold_by, light)


def _revocation(each: Revocation, today: dt.date) -> Asked:
    heard = each.defended_at is not None or today > each.defence_until
    what = _("撤销许可：可以作出决定") if heard else _("撤销许可：等待陈述申辩")
    light = "yellow" if heard else "green"
    return Asked(what, each.reason, _who(each), each.at, each.case, each.defence_until, light)


def _who(each: Extension | Voiding | Hearing | Revocation) -> str:
    return f"{each.post_name} {each.officer.name}" if each.officer else each.case.applicant_name


def _limit(case: Case, today: dt.date) -> tuple[dt.date | None, str | None]:
    return case.due_on, rules.light(case.due_on, case.yellow_on, today) or "paused"
