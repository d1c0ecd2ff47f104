"""States of a certificate."""

from dataclasses import dataclass

from django.db.models import TextChoices


class State(TextChoices):
    """As the register keeps it; expiry follows from the dates and is no state."""

    VALID = "valid", "有效"
    SUSPENDED = "suspended", "暂扣"
    REVOKED = "revoked", "撤销"


@dataclass(frozen=True, slots=True)
class Step:
    """One verb: from which states to which."""

    before: frozenset[State]
    after: State
    ground: str


STEPS = {
    "suspend": Step(frozenset({State.VALID}), State.SUSPENDED, "行政处罚法第9条"),
    "restore": Step(frozenset({State.SUSPENDED}), State.VALID, "暂扣期满或决定撤销"),
    "revoke": Step(frozenset({State.VALID, State.SUSPENDED}), State.REVOKED, "行政许可法第69条"),
}
