"""环节: at which stages a case is, what was done before them, and what is still to come."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from tongban.cases import interruptions, queries, rules
from tongban.cases.models import Case, Pause, Review, Turn
from tongban.cases.states import Outcome
from tongban.catalogue import routes
from tongban.catalogue.parts import Stage
from tongban.clock import engine


def waiting(case: Case) -> list[Turn]:
    """The open turns, in the order of the flow; those that were read ahead are not read again."""
    turns = {turn.key: turn for turn in case.turns.all() if not turn.outcome}
    return [turns[key] for key in queries.definition(case).stages if key in turns]


def done(case: Case) -> set[str]:
    """The stages that are done and need not be done again."""
    return {turn.key for turn in case.turns.all() if turn.outcome == Outcome.DONE}


@dataclass(frozen=True, slots=True)
class Open:
    """A stage the case is at, with the last day of its own limit where it has one."""

    turn: Turn
    stage: Stage
    due_on: dt.date | None
    light: str | None


def at(case: Case, today: dt.date) -> list[Open]:
    """The stages a case is at."""
    turns, found = waiting(case), queries.definition(case).stages
    if not turns:
        return []
    held, calendar = list(case.pauses.all()), queries.calendar(case)
    return [
        Open(turn, found[turn.key], *_due(turn, found[turn.key], held, calendar, today)) for turn in turns
    ]


def _due(
    turn: Turn, stage: Stage, held: list[Pause], calendar: engine.Calendar, today: dt.date
) -> tuple[dt.date | None, str | None]:
    if stage.limit is None:
        return None, None
    began = timezone.localtime(turn.opened_at).replace(tzinfo=None)
    hourly = stage.limit.unit == "working_hour"
    limit = engine.Limit(stage.limit.value, stage.limit.unit)
    pauses = interruptions.pauses([each for each in held if each.stage == stage.key], hourly=hourly)
    due = engine.due(engine.Facts(began if hourly else began.date(), limit, today, pauses), calendar)
    last, near = (day and dt.date(day.year, day.month, day.day) for day in (due.due_on, due.yellow_on))
    return last, rules.light(last, near, today)


def names(case: Case) -> str:
    """现场核查、消防审查: where a case is, in one line."""
    found = queries.definition(case).stages
    return "、".join(found[turn.key].name for turn in waiting(case))


def following(case: Case, key: str) -> list[Stage]:
    """What would open if this stage were done now."""
    open_now = {turn.key for turn in waiting(case)}
    ready = routes.ready(queries.definition(case), case.answers, done(case) | {key})
    return [stage for stage in ready if stage.key not in open_now]


def thereafter(case: Case) -> list[Stage]:
    """What would open if all that is open were done."""
    entered = done(case) | {turn.key for turn in waiting(case)}
    return routes.ready(queries.definition(case), case.answers, entered)


def upcoming(case: Case) -> list[Stage]:
    """The stages that are still to come, in the order in which they open."""
    entered = done(case) | {turn.key for turn in waiting(case)}
    return [s for s in routes.route(queries.definition(case), case.answers) if s.key not in entered]


def returnable(case: Case, key: str) -> list[Stage]:
    """The stages to which this one may send back: those done before it, the one directly before it first."""
    definition, finished = queries.definition(case), done(case)
    near = routes.nearest(definition, key, finished)
    behind = [stage for stage in routes.behind(definition, key) if stage.key in finished]
    return [*reversed(near), *reversed([stage for stage in behind if stage not in near])]


def opposing(case: Case) -> list[Review]:
    """会签 opinions against granting that stand."""
    countersigned = [s.key for s in queries.definition(case).flow if s.act == "countersign"]
    standing = case.reviews.filter(turn__outcome=Outcome.DONE, turn__key__in=countersigned)
    return list(standing.filter(verdict=Review.Verdict.OPPOSE).order_by("at"))
