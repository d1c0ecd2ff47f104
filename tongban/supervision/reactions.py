"""What follows from an urging: who is told of it, of its answer, and of each rung of the ladder."""

import uuid

from django.utils import timezone

from tongban.journal.models import Line
from tongban.journal.news import after
from tongban.notices import actions, wording
from tongban.notices.actions import Recipient
from tongban.supervision import queries, rules
from tongban.supervision.models import Urging


@after("supervision.urge", "supervision.answer", "supervision.escalate")
def tell(chain: str, line: int) -> None:
    """告知 whom a step of an urging concerns; called twice it tells once."""
    told = Line.objects.get(pk=line)
    urging = Urging.objects.select_related("case__item", "agency").get(pk=uuid.UUID(chain.partition(":")[2]))
    for officer in concerned(urging, told):
        actions.tell(
            told.verb,
            Recipient(f"officer:{officer}"),
            _facts(urging, told),
            subject=chain,
            occasion=f"line:{line}",
            link=_link(urging, told),
            at=told.at,
        )


def concerned(urging: Urging, told: Line) -> list[int]:
    """The holders of the case, the posts of a rung, or, of an answer, who urged."""
    day = timezone.localdate(told.at)
    if told.verb == "supervision.urge":
        return queries.holders(urging.case, urging.post, day)
    if told.verb == "supervision.answer":
        return [urging.officer_id]
    return queries.hearers(urging.case, rules.RUNGS[told.data["rung"]], day)


def _facts(urging: Urging, told: Line) -> dict[str, str]:
    return {
        "item": urging.case.item_name,
        "number": urging.case.number,
        "agency": urging.agency.short_name or urging.agency.name,
        "day": wording.day(urging.answer_by),
        "text": urging.text,
        "answer": urging.answer,
        "who": told.by_name,
    }


def _link(urging: Urging, told: Line) -> str:
    """Where it is read: at the desk or the window of the post, at the board by supervisors."""
    supervisors = told.verb == "supervision.answer" or told.data.get("rung") == "city"
    surface = "board" if supervisors else "counter" if urging.post == "window" else "desk"
    return f"/{surface}/cases/{urging.case.number}/"
