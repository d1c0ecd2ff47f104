"""Who is told: of an urging, its answer and each rung of the ladder; of an overtime and its judgement."""

import datetime as dt
import uuid

from django.utils import timezone

from tongban.cases.models import Case, Turn
from tongban.identity.models import Officer
from tongban.journal.models import Line
from tongban.journal.news import after
from tongban.notices import actions, wording
from tongban.notices.actions import Recipient
from tongban.supervision import actions as verbs
from tongban.supervision import queries
from tongban.supervision.models import Accountability, Overtime, Urging

ENDS = (
    "accept",
    "deem_accepted",
    "decline",
    "return_for_correction",
    "review",
    "send_back",
    "decide",
    "deem_renewed",
    "deliver",
    "terminate",
    "void",
    "withdraw",
)  # of the clock that ran, or of a stage under it
WINDOW = {"received": "acceptance", "granted": "delivery", "refused": "delivery"}


@after(*(f"cases.{verb}" for verb in ENDS))
def note_ended(chain: str, line: int) -> None:
    """登记超时 of what was done late before any sweep saw it; called twice it is once."""
    told = Line.objects.get(pk=line)
    case = Case.objects.select_related("item").get(pk=uuid.UUID(chain.partition(":")[2]))
    day = timezone.localdate(told.at)
    clock, passed = WINDOW.get(told.data.get("left", "")), told.data.get("passed")
    late: list[tuple[str, dt.date | None, Turn | None]] = [
        ("decision", turn.due_on, turn) for turn in case.turns.filter(closed_at=told.at, due_on__lt=day)
    ]
    if clock and passed:
        late.append((clock, dt.date.fromisoformat(passed), None))
    for name, due, turn in late:
        if due:
            holders = Officer.objects.filter(
                pk__in=queries.holders(case, turn.post if turn else "window", day)
            )
            verbs.end_late(case, name, due, turn=turn, holders=list(holders), ended=told.at)


@after("supervision.urge", "supervision.answer", "supervision.escalate")
def tell(chain: str, line: int) -> None:
    """告知 whom a step of an urging concerns; called twice it tells once."""
    told = Line.objects.get(pk=line)
    urging = Urging.objects.select_related("case__item", "agency").get(pk=uuid.UUID(chain.partition(":")[2]))
    for officer in concerned(urging, told):
        actions.tell(
            f"{told.verb}.system" if told.data.get("origin") == "system" else told.verb,
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
        return [urging.officer_id] if urging.officer_id else queries.supervisors(urging.agency, day)
    return queries.hearers(urging.case, told.data["where"], told.data["post"], day)


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
    supervisors = told.verb == "supervision.answer" or told.data.get("post") == "supervisor"
    surface = "board" if supervisors else _surface(urging.post)
    return f"/{surface}/cases/{urging.case.number}/"


@after("supervision.note_late", "supervision.state_cause", "supervision.judge_cause")
def tell_overtime(chain: str, line: int) -> None:
    """告知 the post that was late, or who supervises it; called twice it tells once."""
    told = Line.objects.get(pk=line)
    late = Overtime.objects.select_related("case__item", "agency").get(pk=uuid.UUID(chain.partition(":")[2]))
    supervisors, day = told.verb == "supervision.state_cause", timezone.localdate(told.at)
    for officer in queries.supervisors(late.agency, day) if supervisors else _late(late, day):
        actions.tell(
            told.verb,
            Recipient(f"officer:{officer}"),
            {
                "item": late.case.item_name,
                "number": late.case.number,
                "agency": late.agency.short_name or late.agency.name,
                "day": wording.day(late.due_on),
                "verdict": late.get_state_display(),
                "opinion": late.opinion,
            },
            subject=chain,
            occasion=f"line:{line}",
            link=f"/board/overtimes/{late.pk}/"
            if supervisors
            else f"/{_surface(late.post)}/overtimes/{late.pk}/",
            at=told.at,
        )


def _late(late: Overtime, day: dt.date) -> list[int]:
    return late.officers or queries.holders(late.case, late.post, day)


def _surface(post: str) -> str:
    return "counter" if post == "window" else "desk"


@after(
    "supervision.open_accountability",
    "supervision.hear",
    "supervision.hold_accountable",
    "supervision.dismiss",
    "supervision.appeal",
    "supervision.answer_appeal",
)
def tell_accountability(chain: str, line: int) -> None:
    """告知 the post and its head; of a hearing or an appeal, the supervisors. Twice is once."""
    told = Line.objects.get(pk=line)
    one = Accountability.objects.select_related("case__item", "agency").get(
        pk=uuid.UUID(chain.partition(":")[2])
    )
    day, supervisors = timezone.localdate(told.at), told.verb in ("supervision.hear", "supervision.appeal")
    late, heads = queries.holders(one.case, one.post, day), queries.holders(one.case, "decide", day)
    for officer in queries.supervisors(one.agency, day) if supervisors else {*late, *heads}:
        surface = "board" if supervisors else _surface(one.post) if officer in late else "desk"
        actions.tell(
            told.verb,
            Recipient(f"officer:{officer}"),
            {
                "item": one.case.item_name,
                "number": one.case.number,
                "agency": one.agency.short_name or one.agency.name,
                "day": wording.day(one.answer_by),
                "kind": one.get_kind_display(),
                "opinion": told.data.get("opinion", one.opinion),
                "verdict": told.data.get("verdict", ""),
            },
            subject=chain,
            occasion=f"line:{line}",
            link=f"/{surface}/accountabilities/{one.pk}/",
            at=told.at,
        )
