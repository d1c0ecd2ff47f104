"""原件保管: originals left at the window are registered, with a slip, and given back or passed on."""

import datetime as dt
import uuid
from collections.abc import Collection, Sequence

from django.db import transaction

from tongban.cases import wording
from tongban.cases.actions import step
from tongban.cases.models import Case, Custody, Original
from tongban.cases.states import NotNow
from tongban.core import errors
from tongban.identity.rules import Desk
from tongban.journal import actions as journal

KEEPING = ("accept", "deliver", "review", "decide")
MOST = 60  # originals on one slip
LARGEST = 9999  # copies, pages
Left = tuple[str, int, int]  # name, copies, pages


@transaction.atomic
def keep_originals(case: Case, *, originals: Sequence[Left], by: Desk, at: dt.datetime) -> Custody:
    """保管原件: what is left at the window while the case runs; its slip goes to the applicant."""
    case = _locked(case)
    if not case.is_open:
        raise NotNow("这件办件已经结束，不能再留存原件。请当场退还申请人。")
    held = step.care(case, by, at, KEEPING)
    _check(originals)
    data = wording.custody(case, originals, by.name)
    paper = step.issue(case, "custody", data, by=by.author(held), at=at)
    custody = Custody.objects.create(case=case, paper=paper, **step.record(by, held, at))
    Original.objects.bulk_create(
        Original(custody=custody, name=name.strip(), copies=copies, pages=pages)
        for name, copies, pages in originals
    )
    names = [name.strip() for name, _copies, _pages in originals]
    author = by.author(held)
    journal.append("cases.keep_originals", case.chain, by=author, at=at, paper=paper.pk, originals=names)
    return custody


def _check(originals: Sequence[Left]) -> None:
    wrong = [
        (f"original-{n}", "请写明原件名称，份数和页数不少于1")
        for n, (name, copies, pages) in enumerate(originals)
        if not 0 < len(name.strip()) <= 200 or not 1 <= copies <= LARGEST or not copies <= pages <= LARGEST
    ]
    if wrong or not 0 < len(originals) <= MOST:
        wrong = wrong or [("original-0", f"请写明留下的原件，一次最多{MOST}种")]
        raise errors.Invalid("原件登记还不完整，没有保存。", wrong)


def give_back(
    case: Case,
    *,
    originals: Collection[int],
    receiver: str,
    relation: str,
    proof: uuid.UUID | None = None,
    by: Desk,
    at: dt.datetime,
) -> None:
    """退还原件: to the applicant or who comes for him, with his name."""
    who = {"receiver": receiver, "relation": relation}
    _settle(case, originals, Original.Outcome.RETURNED, who, proof, by, at)


def pass_on(case: Case, *, originals: Collection[int], receiver: str, by: Desk, at: dt.datetime) -> None:
    """移交原件: to the body that needs them next."""
    _settle(case, originals, Original.Outcome.PASSED, {"receiver": receiver}, None, by, at)


@transaction.atomic
def _settle(
    case: Case,
    chosen: Collection[int],
    outcome: str,
    who: dict[str, str],
    proof: uuid.UUID | None,
    by: Desk,
    at: dt.datetime,
) -> None:
    case = _locked(case)
    held = step.care(case, by, at, KEEPING)
    who = {key: said.strip() for key, said in who.items()}
    asked = {"receiver": "请写明接收人", "relation": "请写明接收人与申请人的关系"}
    wrong = [(key, asked[key]) for key, said in who.items() if not said]
    wrong += [] if chosen else [("originals", "请勾选原件")]
    if wrong:
        raise errors.Invalid("退还或者移交的记录还不完整，没有保存。", wrong)
    kept = Original.objects.filter(custody__case=case, outcome="", pk__in=chosen)
    names = list(kept.order_by("id").values_list("name", flat=True))
    if len(names) != len(set(chosen)):
        raise NotNow("这些原件有的已经退还或者移交，这次操作没有生效。请刷新页面查看。")
    kept.update(outcome=outcome, settled_at=at, settled_by_id=by.officer_id, proof_id=proof, **who)
    verb = {"returned": "cases.give_back", "passed": "cases.pass_on"}[outcome]
    journal.append(verb, case.chain, by=by.author(held), at=at, originals=names, receiver=who["receiver"])


def _locked(case: Case) -> Case:
    return (
        Case.objects.select_for_update(of=("self",))
        .select_related("agency", "item", "region", "person", "firm")
        .get(pk=case.pk)
    )
