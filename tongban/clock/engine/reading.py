"""Facts from JSON, strictly: whatever is wrong or unknown is refused by the name of its field."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

from tongban.clock.engine.facts import OPENING, BadFacts, Extension, Facts, Limit, Pause, brief

FIELDS = {"start", "limit", "pauses", "extension", "today", "division", "days", "opening_hours"}
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?")
_DIVISION = re.compile(r"([0-9]{2}){1,3}|[0-9]{9}|[0-9]{12}")
_TIME = re.compile(r"[0-9]{2}:[0-9]{2}")


def read(given: object, now: dt.datetime) -> Facts:
    """The facts of one JSON object; `today` is that of `now` where it is not given."""
    given = _object("", given, FIELDS, required=("start", "limit"))
    limit = Limit(**_object("limit", given["limit"], {"value", "unit"}, required=("value", "unit")))
    moment = _moment if limit.unit == "working_hour" else _day
    extension = given.get("extension")
    if extension is not None:
        extension = _object("extension", extension, {"value", "unit", "rank", "reason"}, ("value", "unit"))
        extension = Extension(extension["value"], extension["unit"])
    check_options(given)
    return Facts(
        start=moment("start", given["start"]),
        limit=limit,
        today=_today(given, now, limit.unit == "working_hour"),
        pauses=_pauses(given.get("pauses"), moment),
        extension=extension,
        opening=_opening(given.get("opening_hours")),
    )


def check_options(given: dict) -> None:
    """`days` and `division` say how to answer; they are not facts of the clock."""
    if type(given.get("days", True)) is not bool:
        raise BadFacts("days", "应为true或false")
    division = given.get("division")
    if division is not None and not (isinstance(division, str) and _DIVISION.fullmatch(division)):
        raise BadFacts("division", "应为行政区划代码（2、4、6、9或12位数字）")


def _object(name: str, given: object, known: set[str], required: tuple[str, ...] = ()) -> dict:
    if not isinstance(given, dict):
        raise BadFacts(name, "应为JSON对象")
    prefix = f"{name}." if name else ""
    for key in given:
        if key not in known:
            raise BadFacts(f"{prefix}{brief(key)}", f"没有这个字段，可用的有{'、'.join(sorted(known))}")
    for key in required:
        if key not in given:
            raise BadFacts(f"{prefix}{key}", "缺少这个字段")
    return given


def _day(name: str, given: object) -> dt.date:
    try:
        if isinstance(given, str) and _DAY.fullmatch(given):
            return dt.date.fromisoformat(given)
    except ValueError:
        pass
    raise BadFacts(name, f"不是日期（{brief(given)}），应形如2026-09-18")


def _moment(name: str, given: object) -> dt.datetime:
    try:
        if isinstance(given, str) and _MOMENT.fullmatch(given):
            return dt.datetime.fromisoformat(given)
    except ValueError:
        pass
    raise BadFacts(name, f"不是日期和时间（{brief(given)}），应形如2026-09-18T16:00")


def _today(given: dict, now: dt.datetime, hourly: bool) -> dt.date:
    today = given.get("today")
    if today is None:
        return now.replace(tzinfo=None) if hourly else now.date()
    if hourly and isinstance(today, str) and not _DAY.fullmatch(today):
        return _moment("today", today)
    return _day("today", today)


def _pauses(given: object, moment: Callable[[str, object], dt.date]) -> tuple[Pause, ...]:
    if given is None:
        return ()
    if not isinstance(given, list):
        raise BadFacts("pauses", "应为数组")
    pauses = []
    for number, item in enumerate(given):
        name = f"pauses[{number}]"
        pause = _object(name, item, {"from", "to", "kind", "ground", "notice"}, ("from", "kind"))
        ends = pause.get("to")
        ends = None if ends is None else moment(f"{name}.to", ends)
        pauses.append(Pause(moment(f"{name}.from", pause["from"]), ends, pause["kind"]))
    return tuple(pauses)


def _opening(given: Any) -> tuple[tuple[dt.time, dt.time], ...]:
    if given is None:
        return OPENING
    try:
        return tuple((_time(begins), _time(ends)) for begins, ends in given)
    except (TypeError, ValueError):
        raise BadFacts("opening_hours", '应形如[["09:00","12:00"],["13:30","17:30"]]') from None


def _time(given: object) -> dt.time:
    if not (isinstance(given, str) and _TIME.fullmatch(given)):
        raise ValueError(given)
    return dt.time.fromisoformat(given)
