"""转办: a stage is given to a named officer of its post, by who handles it or who decides."""

import datetime as dt

from django.db import transaction

from tongban.cases import assigning, queries
from tongban.cases.actions import step
from tongban.cases.models import Case, Reassignment, Turn
from tongban.cases.states import State
from tongban.core import errors
from tongban.identity.rules import Desk, Power

LONGEST = 500  # characters of a reason


@transaction.atomic
def reassign(
    case: Case, *, stage: str, to: int | None, kind: str, reason: str, by: Desk, at: dt.datetime
) -> Reassignment:
    """转办 to somebody of that post who may handle it; until it is given on, he alone does."""
    case = step.locked(case, "reassign")
    turn = step.turn(case, by, stage)
    held = _power(case, turn, by, at)
    chosen = next((one for one in assigning.candidates(case, turn, step.day_of(at)) if one.pk == to), None)
    wrong = [] if chosen else [("reassign_to", "请选择这一岗位上可以办理这件办件的另一位人员")]
    if kind not in Reassignment.Kind.values:
        wrong.append(("reassign_kind", "请选择转办的原因"))
    if not 0 < len(reason.strip()) <= LONGEST:
        wrong.append(("reassign_reason", f"请写明转办的理由，最多{LONGEST}个字"))
    if wrong or chosen is None:
        raise errors.Invalid("没有转办，办件没有变化。", wrong)
    made = Reassignment.objects.create(
        turn=turn, kind=kind, reason=reason.strip(), was_id=turn.officer_id, given_to=chosen,
        **step.record(by, held, at),
    )  # fmt: skip
    Turn.objects.filter(pk=turn.pk).update(officer=chosen)
    told = {
        "to": turn.key,
        "stage_name": queries.definition(case).stages[turn.key].name,
        "officer": chosen.pk,
        "name": chosen.name,
        "why": made.get_kind_display(),
        "reason": made.reason,
    }
    step.move(case, "reassign", State.ACCEPTED, by=by.author(held), at=at, data=told)
    return made


def _power(case: Case, turn: Turn, by: Desk, at: dt.datetime) -> Power:
    """The delegation of who decides; else that of who handles the stage."""
    if by.power("decide", case.agency_id, case.item.code):
        return step.care(case, by, at, ("decide",))
    return step.power(case, assigning.act(case, turn), by, at, turn)
