"""Short ways to write facts and to ask the engine, for the tests of this folder."""

import datetime as dt

from tongban.clock import default_calendar, engine

EXAMPLE = {
    "start": "2026-09-18",
    "limit": {"value": 20, "unit": "working_day"},
    "pauses": [{"from": "2026-09-22", "to": "2026-09-29", "kind": "expert_review"}],
    "extension": {"value": 10, "unit": "working_day"},
    "today": "2026-10-12",
}
NOW = dt.datetime(2026, 10, 12, 10, tzinfo=dt.UTC)
CALENDAR = default_calendar.calendar()


def day(text: str) -> dt.date:
    """09-18 is of 2026; else in full."""
    return dt.date.fromisoformat(text if len(text) > 5 else f"2026-{text}")


def moment(text: str) -> dt.datetime:
    """09-18T16:00 is of 2026."""
    return dt.datetime.fromisoformat(f"2026-{text}")


def pause(begins: str, ends: str | None = None, kind: str = "testing") -> engine.Pause:
    """A pause by days."""
    return engine.Pause(day(begins), ends and day(ends), kind)


def facts(
    start: str, value: int, unit: str = "working_day", *pauses, today: str = "", more: int | None = None
):
    """Facts by days; `more` is an extension."""
    extension = None if more is None else engine.Extension(more, unit)
    limit = engine.Limit(value, unit)
    return engine.Facts(day(start), limit, day(today or start), pauses, extension)


def explain(*given, days: bool = False, **named) -> engine.Explanation:
    """The explanation of facts by days, on the default calendar."""
    return engine.explain(facts(*given, **named), CALENDAR, days=days)
