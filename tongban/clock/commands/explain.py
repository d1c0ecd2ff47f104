"""tongban clock explain: facts on standard input, deadlines on standard output."""

import datetime as dt
import importlib
import json
import sys
from collections.abc import Callable
from zoneinfo import ZoneInfo

from tongban.clock import default_calendar, engine

Choice = Callable[[str | None], engine.Calendar]


def run(argv: list[str]) -> int:
    """Print the answers in the order of the facts; or name what is wrong, and nothing else."""
    if argv not in ([], ["--installed"]):
        sys.stderr.write("用法：tongban clock explain [--installed] < facts.json\n")
        return 2
    now = dt.datetime.now(ZoneInfo("Asia/Shanghai"))
    try:
        given = parse(sys.stdin.buffer.read())
        answer = answers(given, now, installed if argv else known)
    except engine.BadFacts as error:
        sys.stderr.write(f"{error.sentence}\n")
        return 2
    sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
    return 0


def parse(content: bytes) -> object:
    """The JSON on standard input."""
    try:
        return json.loads(content.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        raise engine.BadFacts("", f"标准输入不是JSON：第{error.lineno}行第{error.colno}列") from None
    except (ValueError, RecursionError):
        raise engine.BadFacts("", "标准输入不是可以读取的JSON") from None


def answers(given: object, now: dt.datetime, calendar: Choice) -> dict | list[dict]:
    """One answer for an object, a list of them for an array; a fault in an array is named by its place."""
    if not isinstance(given, list):
        return answer(given, now, calendar)
    found = []
    for number, item in enumerate(given):
        try:
            found.append(answer(item, now, calendar))
        except engine.BadFacts as error:
            dot = "." if error.field else ""
            raise engine.BadFacts(f"[{number}]{dot}{error.field}", error.reason) from None
    return found


def answer(given: object, now: dt.datetime, calendar: Choice) -> dict:
    """The deadline of one object of facts."""
    facts = engine.read(given, now)
    return engine.explain(facts, calendar(given.get("division")), days=given.get("days", True)).json()


def known(_division: str | None) -> engine.Calendar:
    """The notices that the program knows."""
    return default_calendar.calendar()


def installed(division: str | None) -> engine.Calendar:
    """The notices imported here, with what the division changed."""
    # only this way of asking has a database under it
    queries = importlib.import_module("tongban.clock.queries")
    return queries.calendar(division and division.ljust(12, "0"))
