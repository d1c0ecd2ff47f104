"""撤销 of one part of a draft: what it was before, step by step."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from tongban.catalogue.models import Proposal

T = TypeVar("T")
REMEMBERED = 60  # revisions in which to look for what may be taken back


def earlier(proposal: Proposal, element: str, at: int, read: Callable[[object], T]) -> tuple[int, T] | None:
    """The last revision before that one in which the element was another, and what it was."""
    kept = proposal.revisions.order_by("-number").values_list("number", f"definition__{element}")[:REMEMBERED]
    return taken_back([(number, read(said)) for number, said in reversed(kept)], at)


def taken_back(past: Sequence[tuple[int, T]], at: int) -> tuple[int, T] | None:
    """The last revision before that one with another text than it had; None where there is none."""
    now = next((said for number, said in reversed(past) if number <= at), None)
    others = [(number, said) for number, said in past if number < at and said != now]
    return others[-1] if others else None
