"""批量修订: one change to many items, as one proposal each, made and reviewed together or not at all."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

from django.db import transaction

from tongban.catalogue.models import Batch, Item, Proposal
from tongban.catalogue.proposals import actions, queries, step, texts
from tongban.catalogue.proposals.states import TURN, WRITING
from tongban.core import errors
from tongban.identity.rules import Desk
from tongban.journal import actions as journal

APPROVE = {
    "check": actions.check,
    "review_legality": actions.review_legality,
    "review_establishment": actions.review_establishment,
}
MOST = 500  # items of one batch


@transaction.atomic
def propose_many(changes: Sequence[tuple[Item, dict]], *, reason: str, by: Desk, at: dt.datetime) -> Batch:
    """批量起草: a proposal for each item with its new text; raises Invalid naming each that cannot change."""
    if not 0 < len(changes) <= MOST:
        raise errors.Invalid("没有建立修订稿。", [("items", f"请选1个到{MOST}个要修改的事项")])
    if not reason.strip():
        raise errors.Invalid("没有建立修订稿。", [("reason", "请写明修订的理由")])
    made = Batch.objects.create(reason=reason.strip()[:500], made_by_id=by.officer_id, at=at)
    documents = {f"{item.name}（{item.code}）": (item, document) for item, document in changes}

    def propose(name: str) -> None:
        item, document = documents[name]
        proposal = actions.propose(item, reason=made.reason, by=by, at=at)
        _gate(proposal, document)
        actions.revise(proposal, document, seen=proposal.revision, by=by, at=at)
        Proposal.objects.filter(pk=proposal.pk).update(batch=made)

    _each(documents, propose)
    told = {"items": sorted(item.code for item, _ in changes), "reason": made.reason}
    journal.append("catalogue.propose_many", made.chain, by=by.author(), at=at, **told)
    return made


def _gate(proposal: Proposal, document: dict) -> None:
    """Only what was faultless but for its old faults stays so: new faults refuse the item."""
    agency = proposal.agency.name
    before = set(texts.faults(proposal.code, proposal.definition, agency, step.WAIVABLE))
    after = texts.faults(proposal.code, document, agency, step.WAIVABLE)
    new = [sentence for element, sentence in after if (element, sentence) not in before]
    if new:
        raise errors.Problem(new[0])


def _each(names: Mapping[str, object], act: Callable[[str], object]) -> None:
    """Do it for each; where some refuse, nothing is done and all that refuse are named."""
    refused = []
    for name in names:
        try:
            with transaction.atomic():
                act(name)
        except errors.Problem as problem:
            told = [sentence for _, sentence in getattr(problem, "errors", [])] or [problem.sentence]
            refused.append(("items", f"“{name}”：{told[0]}"))
    if refused:
        raise errors.Invalid("有事项不能办理，所有事项都没有变化。", refused)


def _named(batch: Batch) -> dict[str, Proposal]:
    return {f"{one.name}（{one.code}）": one for one in batch.proposals.order_by("code")}


@transaction.atomic
def hand_in_many(batch: Batch, *, effective_from: dt.date | None, by: Desk, at: dt.datetime) -> int:
    """批量提交: all that are still being written."""
    found = {name: one for name, one in _named(batch).items() if one.state in WRITING}
    if not found:
        raise errors.Problem("这一批没有可以提交的修订稿。请刷新页面查看。")

    def hand_in(name: str) -> None:
        one = found[name]
        actions.hand_in(one, effective_from=effective_from, seen=one.revision, by=by, at=at)

    _each(found, hand_in)
    return len(found)


@transaction.atomic
def approve_many(
    batch: Batch, verb: str, *, opinion: str, seen: Mapping[str, int], by: Desk, at: dt.datetime
) -> int:
    """批量审核通过: all that wait for this approval, each gated and recorded by itself; `seen` is by code."""
    found = {name: one for name, one in _named(batch).items() if TURN.get(one.state) == verb}
    if verb not in APPROVE or not found:
        raise errors.Problem("这一批没有等着这项审核的修订稿。请刷新页面查看。")

    def approve(name: str) -> None:
        one = found[name]
        APPROVE[verb](one, opinion=opinion, seen=seen.get(one.code, 0), by=by, at=at)

    _each(found, approve)
    return len(found)


def open_to(desk: Desk) -> list[Batch]:
    """The batches of which he may read a proposal, the latest first."""
    mine = queries.open_to(desk).exclude(batch=None).values("batch")
    return list(Batch.objects.filter(pk__in=mine).select_related("made_by").order_by("-at"))
