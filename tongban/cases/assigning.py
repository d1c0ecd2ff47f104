"""转办: to whom a stage may be given, and who is told."""

import datetime as dt

from tongban.cases import access, queries
from tongban.cases.models import Case, Turn
from tongban.identity import queries as identity
from tongban.identity.models import Officer
from tongban.identity.rules import Desk
from tongban.journal.models import Line
from tongban.notices import actions, wording
from tongban.notices.actions import Recipient

NO_DAY = "恢复计时以后定的那一天"


def act(case: Case, turn: Turn) -> str:
    """What is done in a stage: decide, or review."""
    return "decide" if queries.definition(case).stages[turn.key].act == "decide" else "review"


def may_give(case: Case, turn: Turn, desk: Desk, day: dt.date) -> bool:
    """Who handles a stage now may give it to another, and so may who decides."""
    if access.own_case(case, desk, day):
        return False
    decides = desk.power("decide", case.agency_id, case.item.code) is not None
    return decides or access.objection(case, act(case, turn), desk, day, turn) is None


def candidates(case: Case, turn: Turn, day: dt.date) -> list[Officer]:
    """The officers of its post who may handle a stage, and do not yet."""
    held = identity.entitled(case.agency_id, case.item.code, act(case, turn), day)
    people = Officer.objects.filter(pk__in=held).exclude(pk=turn.officer_id).order_by("number")
    return [one for one in people if _able(case, turn, one, day)]


def _able(case: Case, turn: Turn, officer: Officer, day: dt.date) -> bool:
    unnamed = Turn(key=turn.key, post=turn.post)
    return any(
        access.objection(case, act(case, turn), desk, day, unnamed) is None
        for desk in identity.desks(officer, day)
    )


def holders(case: Case, turn: Turn, day: dt.date) -> list[int]:
    """Whom a stage waits for: who is named, else all of its post who may handle it."""
    if turn.officer_id:
        return [turn.officer_id]
    return [officer.pk for officer in candidates(case, turn, day)]


def tell(case: Case, line: Line, day: dt.date) -> None:
    """告知经办人 of a stage that was given or sent back to them; called twice it tells once."""
    turn = case.turns.filter(key=line.data["to"], outcome="").select_related("returned").first()
    if turn is None:
        return
    place = "counter" if turn.post == "window" else "desk"
    told = {
        "item": case.item_name,
        "number": case.number,
        "stage": queries.definition(case).stages[turn.key].name,
        "reason": str(line.data.get("reason", "")),
        "day": wording.day(case.due_on) if case.due_on else NO_DAY,
    }
    for officer in holders(case, turn, day):
        actions.tell(
            line.verb,
            Recipient(f"officer:{officer}"),
            told,
            subject=case.chain,
            occasion=f"line:{line.pk}",
            link=f"/{place}/cases/{case.number}/?stage={turn.key}",
            at=line.at,
        )
