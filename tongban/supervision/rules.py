"""What supervision asks and when it goes further up: facts in, verdict out."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tongban.clock import engine
from tongban.supervision.parameters import RUNGS
from tongban.supervision.states import Measure, Reviewed

LONGEST = 1000  # characters of what is written
LONGEST_SPAN = 731  # days of history that a rule is tried on
LATEST = dt.timedelta(30)  # until when an answer may be asked for


@dataclass(frozen=True, slots=True)
class Rung:
    """督办升级的一级: so many working days after the answer was due, these posts hear of it."""

    key: str
    days: int
    post: str
    where: str  # agency: the late one; division, city: of the supervision of that place


def ladder(parameters: Mapping[str, Any]) -> tuple[Rung, ...]:
    """The rungs that are used, lowest first."""
    rungs = [
        Rung(key, parameters[f"{key}_days"], parameters[f"{key}_post"], parameters[f"{key}_where"])
        for key in RUNGS
        if parameters.get(f"{key}_days")
    ]
    return tuple(sorted(rungs, key=lambda rung: rung.days))


def reached(
    ladder: Iterable[Rung],
    answer_by: dt.date,
    today: dt.date,
    calendar: engine.Calendar,
    taken: Collection[str],
) -> list[Rung]:
    """The rungs an unanswered urging has come to and not yet taken, lowest first."""
    late = engine.working_days_between(answer_by, today, calendar)
    return [rung for rung in ladder if late >= rung.days and rung.key not in taken]


def next_on(
    ladder: Iterable[Rung], answer_by: dt.date, calendar: engine.Calendar, taken: Collection[str] = ()
) -> dt.date | None:
    """The day on which the next rung is reached; None where none is left."""
    left = [rung.days for rung in ladder if rung.key not in taken]
    return calendar.nth(calendar.count(answer_by) + min(left)) if left else None


def city(region: str) -> str:
    """The city a division lies in."""
    return region[:4].ljust(12, "0")


def urging_faults(text: str, answer_by: dt.date | None, today: dt.date) -> list[tuple[str, str]]:
    """What is wrong with an urging, by field."""
    found = _text_faults("urging_text", text, "请写明督办什么、要求怎么办")
    if answer_by is None:
        return [*found, ("answer_by", "请选择答复期限")]
    if not today < answer_by <= today + LATEST:
        found.append(("answer_by", "答复期限要在明天到30天以内"))
    return found


def answer_faults(text: str) -> list[tuple[str, str]]:
    """What is wrong with the answer of a post."""
    return _text_faults("urging_answer", text, "请写明为什么晚、什么时候办好")


def judgement_faults(verdict: str, opinion: str) -> list[tuple[str, str]]:
    """What is wrong with a judgement."""
    found = [] if verdict in ("upheld", "dismissed") else [("verdict", "请选择“属实”或者“排除”")]
    return found + _text_faults("opinion", opinion, "请写明核对了什么、结论是什么")


def cause_faults(known: bool, statement: str) -> list[tuple[str, str]]:
    """What is wrong with the cause of an overtime."""
    found = [] if known else [("cause", "请选择超时的原因")]
    return found + _text_faults("statement", statement, "请写明经过和理由")


def verdict_faults(verdict: str, opinion: str) -> list[tuple[str, str]]:
    """What is wrong with the judgement on a cause."""
    found = [] if verdict in ("justified", "unjustified") else [("verdict", "请选择理由是否成立")]
    return found + _text_faults("opinion", opinion, "请写明核对了什么、结论是什么")


def accountability_faults(kind: str, reason: str) -> list[tuple[str, str]]:
    """What is wrong with an accountability that is opened."""
    found = [] if kind in Measure.values else [("kind", "请选择问责方式")]
    return found + _text_faults("reason", reason, "请写明事实和提出问责的理由")


def review_faults(verdict: str, opinion: str) -> list[tuple[str, str]]:
    """What is wrong with the answer to an appeal."""
    found = [] if verdict in Reviewed.values else [("verdict", "请选择维持还是撤销")]
    return found + _text_faults("appeal_opinion", opinion, "请写明复核了什么、结论是什么")


def statement_faults(text: str, field: str = "answer") -> list[tuple[str, str]]:
    """What is wrong with what an agency answers, or with an opinion."""
    return _text_faults(field, text, "请写明情况和理由")


def decision_faults(opinion: str, demand: str) -> list[tuple[str, str]]:
    """What is wrong with a decision to hold somebody accountable."""
    found = _text_faults("opinion", opinion, "请写明认定的事实和决定的理由")
    return found + _text_faults("demand", demand, "请写明约谈的时间和地点，或者整改、处理的要求")


def outcome_faults(
    outcome: str, on: dt.date | None, decided: dt.date, today: dt.date
) -> list[tuple[str, str]]:
    """What is wrong with the record of what was done."""
    found = _text_faults("outcome", outcome, "请写明怎么执行的、结果是什么")
    if on is None or not decided <= on <= today:
        found.append(("carried_on", "执行日期要在决定以后，不晚于今天"))
    return found


def source_faults(source: str) -> list[tuple[str, str]]:
    """What is wrong with the source of a rule's figures."""
    if not source.strip():
        return [("source", "请写明这些数值的来源，例如本地办法的名称和条款")]
    return [("source", "最多写200个字")] if len(source) > 200 else []


def span_faults(since: dt.date | None, until: dt.date | None, today: dt.date) -> list[tuple[str, str]]:
    """What is wrong with a span of history."""
    if since is None or until is None:
        return [("since", "请选择从哪一天到哪一天")]
    if not since <= until <= today or (until - since).days > LONGEST_SPAN:
        return [("since", "时间段要到今天为止，最长2年，开始不能晚于结束")]
    return []


def _text_faults(field: str, text: str, missing: str) -> list[tuple[str, str]]:
    if not text.strip():
        return [(field, missing)]
    return [(field, f"最多写{LONGEST}个字")] if len(text) > LONGEST else []
