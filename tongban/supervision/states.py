"""States of an urging and of a finding, and the table of their steps."""

from dataclasses import dataclass

from django.db.models import TextChoices

from tongban.core import errors


class Urged(TextChoices):
    """How an urging stands."""

    OPEN = "open", "待答复"
    ANSWERED = "answered", "已答复"
    OVER = "over", "办件已办，销号"


class Judged(TextChoices):
    """How a finding stands."""

    OPEN = "open", "待核查"
    UPHELD = "upheld", "核查属实"
    DISMISSED = "dismissed", "排除"


@dataclass(frozen=True, slots=True)
class Step:
    """One verb: from which state, to which, on what ground."""

    before: frozenset[str]
    after: frozenset[str]
    ground: str


STEPS = {
    "urge": Step(frozenset(), frozenset({Urged.OPEN}), "行政许可法第60条"),
    "answer": Step(frozenset({Urged.OPEN}), frozenset({Urged.ANSWERED}), "行政许可法第60条"),
    "escalate": Step(frozenset({Urged.OPEN}), frozenset({Urged.OPEN}), "行政许可法第60条"),
    "end": Step(frozenset({Urged.OPEN}), frozenset({Urged.OVER}), "行政许可法第60条"),
    "find": Step(frozenset(), frozenset({Judged.OPEN}), "行政许可法第60条"),
    "judge": Step(frozenset({Judged.OPEN}), frozenset({Judged.UPHELD, Judged.DISMISSED}), "行政许可法第60条"),
}


class NotNow(errors.Problem):
    """It is in a state in which this cannot be done."""
