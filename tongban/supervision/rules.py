"""What supervision asks and when it goes further up: facts in, verdict out."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from tongban.clock import engine

LONGEST = 1000  # characters of what is written
LATEST = dt.timedelta(30)  # until when an answer may be asked for


@dataclass(frozen=True, slots=True)
class Rung:
    """督办升级的一级: so many working days after the answer was due, these posts hear of it."""

    key: str
    days: int
    post: str
    where: str  # agency: the late one; city: of the city the agency lies in
    words: str


LADDER = (
    Rung("head", 1, "decide", "agency", "承办单位负责人"),
    Rung("city", 3, "supervisor", "city", "市级监察岗"),
)
RUNGS = {rung.key: rung for rung in LADDER}


def reached(
    answer_by: dt.date, today: dt.date, calendar: engine.Calendar, taken: Collection[str]
) -> list[Rung]:
    """The rungs an unanswered urging has come to and not yet taken, lowest first."""
    late = engine.working_days_between(answer_by, today, calendar)
    return [rung for rung in LADDER if late >= rung.days and rung.key not in taken]


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


def _text_faults(field: str, text: str, missing: str) -> list[tuple[str, str]]:
    if not text.strip():
        return [(field, missing)]
    return [(field, f"最多写{LONGEST}个字")] if len(text) > LONGEST else []
