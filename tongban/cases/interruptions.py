"""停表和延期: which special procedures an item has and a case is in, how far its limit may be extended."""

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone

from tongban.cases.models import Case, Extension, Pause
from tongban.catalogue.definition import Definition
from tongban.catalogue.parts import Extending, Stage
from tongban.clock import engine


def kind(name: str) -> str:
    """The kind of a procedure that an item names: of the eight the one named first, else one by law."""
    places = {key: name.find(word) for key, word in engine.PROCEDURES.items()}
    named = [key for key, place in places.items() if place >= 0]
    return min(named, key=lambda key: places[key]) if named else "other_by_law"


def allowed(definition: Definition, stage: Stage) -> list[str]:
    """The special procedures that may be begun in a stage: its own, and those that belong to none.

    A hearing has verbs of its own.
    """
    placed = {name for one in definition.flow for name in one.procedures}
    here = (n for n in definition.special_procedures if n in stage.procedures or n not in placed)
    return [name for name in here if kind(name) != "hearing"]


def running(case: Case) -> list[Pause]:
    """The procedures that are open, the first begun first; those read ahead are not read again."""
    return sorted((pause for pause in case.pauses.all() if pause.ended_on is None), key=lambda one: one.at)


def overdue(pause: Pause, today: dt.date) -> bool:
    """Does it last longer than was told to the applicant?"""
    return pause.ended_on is None and today > pause.planned_on


def pauses(held: Iterable[Pause], *, hourly: bool = False) -> tuple[engine.Pause, ...]:
    """As the engine wants them: in days, or in moments for a limit in hours."""
    return tuple(
        engine.Pause(
            *(_moments(each) if hourly else (each.began_on, each.ended_on)),
            each.kind,
            each.name if each.kind == "other_by_law" else "",
        )
        for each in held
    )


def _moments(pause: Pause) -> tuple[dt.datetime, dt.datetime | None]:
    """From the moment it was begun to the one of its end, or to the close of the day named for it."""
    began = timezone.localtime(pause.at).replace(tzinfo=None)
    if pause.ended_at is None or pause.ended_on is None:
        return began, None
    recorded = timezone.localtime(pause.ended_at).replace(tzinfo=None)
    return began, min(recorded, dt.datetime.combine(pause.ended_on, dt.time.max))


def extension(case: Case) -> Extension | None:
    """The extension that was granted, or is asked for."""
    standing = ("", Extension.Outcome.GRANTED)
    return next((each for each in case.extensions.all() if each.outcome in standing), None)


def longer(case: Case) -> int:
    """By how much the limit is extended."""
    found = extension(case)
    return found.value if found and found.outcome else 0


def extension_objection(case: Case, most: Extending | None, *, over: bool) -> str | None:
    """Why the limit of a case cannot be extended now, or None; `most` is as far as the law lets."""
    if most is None:
        return "法律没有规定这一事项的期限可以延长，不能延期。办件没有变化。"
    if running(case):
        return "特别程序还在进行，期限没有在走，不用延期。办件没有变化。"
    if case.due_on is None or over:
        return "期限已经届满，不能再延期。办件没有变化，请尽快作出决定。"
    return None
