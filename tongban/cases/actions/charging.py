"""缴费通知: what is to be paid is told in writing, before it is paid (行政许可法 58, 59)."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from tongban.cases import queries, wording
from tongban.cases.actions import reviewing, step
from tongban.cases.models import Case, FeeNotice, Hold
from tongban.cases.rules import Charged
from tongban.cases.states import NotNow
from tongban.core import errors
from tongban.identity.rules import Desk
from tongban.journal import actions as journal

LARGEST = 10_000_000_000  # 分


def place(case: Case, by: step.Hand, at: dt.datetime) -> None:
    """The fee a case must wait for; told at once where the guide says the amounts."""
    fee = queries.checklist(case).fee
    if not fee.charged:
        return
    charges = [Charged(each.name, each.amount, each.basis) for each in fee.charges]
    known = bool(charges) and all(each.fen is not None for each in charges)
    if known and not any(each.fen for each in charges):
        return
    held = Hold.objects.create(case=case, kind="fee", placed_at=at)
    if known:
        _notify(held, case, charges, by, at)


@transaction.atomic
def assess_fee(held: Hold, *, amounts: Mapping[str, int], by: Desk, at: dt.datetime) -> FeeNotice | None:
    """核定收费: an officer names the amounts (分) computed case by case; nothing due ends the wait."""
    case = step.locked(held.case, "lift")
    power = step.care(case, by, at, ("accept", "review", "decide"))
    if held.lifted_at or FeeNotice.objects.filter(hold=held).exists():
        raise NotNow("这笔费用已经通知或者已经办结，这次操作没有生效。请刷新页面查看。")
    asked = assessable(case)
    wrong = [
        (f"fen-{n}", f"请填写“{each.name}”的金额，没有的填0")
        for n, each in enumerate(asked)
        if not 0 <= amounts.get(each.name, -1) <= LARGEST
    ]
    if wrong:
        raise errors.Invalid("金额还不完整，缴费通知书没有制发。", wrong)
    charges = [Charged(each.name, amounts[each.name], each.basis) for each in asked]
    if not any(each.fen for each in charges):
        reviewing.lift(held, note="核定不需要缴费", by=by.author(power), at=at)
        return None
    notice = _notify(held, case, charges, step.of_officer(by, power, at), at)
    told = {"total": wording.yuan(notice.total)}
    journal.append("cases.assess_fee", case.chain, by=by.author(power), at=at, paper=notice.paper_id, **told)
    return notice


def assessable(case: Case) -> list[Charged]:
    """What may be charged in this situation, with the amounts the guide says."""
    fee = queries.checklist(case).fee
    charges = [Charged(each.name, each.amount, each.basis) for each in fee.charges]
    return charges or [Charged(case.item_name, None, "")]


def _notify(held: Hold, case: Case, charges: list[Charged], by: step.Hand, at: dt.datetime) -> FeeNotice:
    due = [each for each in charges if each.fen]
    paper = step.issue(case, "fee_notice", wording.fee_notice(case, due), by=by.author, at=at)
    return FeeNotice.objects.create(
        case=case,
        hold=held,
        charges=[{"name": each.name, "fen": each.fen, "basis": each.basis} for each in due],
        total=sum(each.fen or 0 for each in due),
        paper=paper,
        **by.record,
    )
