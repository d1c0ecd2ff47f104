"""What every verb of a measure does: lock it, check step and power, keep the record, write the line."""

import datetime as dt
from collections.abc import Iterable

from tongban.catalogue.measures import states
from tongban.catalogue.measures.states import GROUND, STEPS
from tongban.catalogue.models import Item, Measure, MeasureAct
from tongban.core import errors
from tongban.identity.rules import Desk, Power
from tongban.journal import actions as journal
from tongban.journal.actions import Author


class NotEntitled(errors.NotEntitled):
    """无权: no delegation for one of the items, or the step belongs to somebody else."""


def locked(measure: Measure, verb: str) -> Measure:
    """The measure as it stands, locked; raises NotNow."""
    fresh = Measure.objects.select_for_update(of=("self",)).select_related("agency").get(pk=measure.pk)
    states.check(verb, fresh.state)
    return fresh


def power(verb: str, items: Iterable[Item], desk: Desk) -> Power:
    """The delegation on which the officer acts, for every item; raises NotEntitled."""
    held = [desk.power(STEPS[verb].act, item.agency_id, item.code) for item in items]
    if not held or None in held:
        raise NotEntitled("您的岗位没有办理这些事项处置的有效授权，没有办理。请联系本单位办理授权。")
    return next(one for one in held if one)


def second(measure: Measure, desk: Desk) -> Power:
    """The delegation of him who confirms or refuses: another than who asked."""
    held = power("confirm", measure.items.all(), desk)
    if desk.officer_id == measure.asked_by_id:
        raise NotEntitled("这项处置由您提出，应由其他人员确认。没有办理。")
    return held


def opinion(words: str) -> str:
    """What was said of it; raises Invalid when nothing was."""
    if not words.strip():
        raise errors.Invalid("没有办理。", [("opinion", "请写明意见")])
    return words.strip()


def record(
    measure: Measure,
    verb: str,
    *,
    at: dt.datetime,
    opinion: str = "",
    desk: Desk | None = None,
    held: Power | None = None,
) -> MeasureAct:
    """Keep who did it, in which post, on which delegation."""
    return MeasureAct.objects.create(
        measure=measure,
        verb=verb,
        opinion=opinion,
        officer_id=desk.officer_id if desk else None,
        post_name=desk.post_name if desk else "",
        instrument=held.instrument if held else "",
        at=at,
    )


def move(
    measure: Measure, verb: str, *, by: Author, at: dt.datetime, opinion: str = "", **columns: object
) -> None:
    """Set the state, and write the line."""
    measure.state = STEPS[verb].after
    for name, value in columns.items():
        setattr(measure, name, value)
    Measure.objects.filter(pk=measure.pk).update(state=measure.state, **columns)
    told = {"state": measure.state, "kind": measure.kind, "begins": measure.begins}
    told |= {"items": [*measure.items.order_by("code").values_list("code", flat=True)]}
    told |= {"opinion": opinion} if opinion else {}
    journal.append(
        f"catalogue.{verb}_measure", measure.chain, by=by, at=at, ground=by.ground or GROUND, **told
    )
