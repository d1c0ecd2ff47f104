"""起草、提交、审核、发布: the verbs of a proposal."""

import datetime as dt

from django.db import IntegrityError, transaction

from tongban.catalogue import actions as catalogue
from tongban.catalogue import rules as items
from tongban.catalogue.models import Item, Measure, Proposal, ProposalAct, Revision
from tongban.catalogue.proposals import queries, states, step, texts
from tongban.catalogue.proposals.states import STEPS, State
from tongban.catalogue.registers import base
from tongban.core import errors
from tongban.identity.models import Agency
from tongban.identity.rules import Desk, Power
from tongban.journal.actions import SYSTEM, Author

LONGEST = 500  # characters of a reason


class Underway(errors.Problem):
    """The item is being changed already: two changes of one text would overwrite each other."""


@transaction.atomic
def propose(item: Item, *, reason: str, by: Desk, at: dt.datetime) -> Proposal:
    """起草修订: a change that departs from the current version."""
    item = (
        Item.objects.select_for_update(of=("self",))
        .select_related("agency", "region", "current")
        .get(pk=item.pk)
    )
    if item.state == "cancelled":
        raise errors.Problem("这个事项已经取消，不能修订。需要恢复的，请新增事项。")
    made = Proposal(
        code=item.code,
        item=item,
        base=item.current,
        agency=item.agency,
        region=item.region,
        level=item.level,
        name=item.name,
        definition=_written(item.current.definition),
    )
    return _begun(made, reason, by, at)


@transaction.atomic
def propose_new(
    agency: Agency,
    *,
    level: str,
    base_code: str,
    name: str,
    reason: str,
    by: Desk,
    at: dt.datetime,
    source: Item | None = None,
    measure: Measure | None = None,
) -> Proposal:
    """起草新增: an item that the agency does not have yet, by its 基本编码; filled from a `source`."""
    code = f"{agency.code}{level}{base_code}".upper()
    found = [("base_code", sentence) for _, sentence in items.code_faults(code)]
    found += [] if name.strip() else [("name", "请填写事项名称")]
    if Item.objects.filter(code=code, current__isnull=False).exists():
        found.append(("base_code", "本机关已有这个编码的事项，请直接修订那个事项"))
    if found:
        raise errors.Invalid("新事项还没有建立，请先改正下列问题。", found)
    made = Proposal(
        code=code,
        agency=agency,
        region=agency.region,
        level=level,
        name=name.strip(),
        definition=base.opened(
            _filled(source) | {"name": name.strip(), "kind": base_code[2:4]}, base.inherited(code)
        ),
        measure=measure,
        effective_from=measure.begins if measure else None,
    )
    return _begun(made, reason, by, at)


def _filled(source: Item | None) -> dict:
    return _written(source.current.definition) if source and source.current else {}


def _written(definition: dict) -> dict:
    written, _ = texts.read(definition)
    return written.written if written else definition


def _begun(made: Proposal, reason: str, by: Desk, at: dt.datetime) -> Proposal:
    held = by.power(STEPS["propose"].act, made.agency_id, made.code)
    if held is None:
        raise step.NotEntitled(f"您的岗位没有起草{made.agency.name}这个事项的有效授权，没有建立修订稿。")
    if not reason.strip():
        raise errors.Invalid("请写明修订的理由，没有建立修订稿。", [("reason", "请写明修订的理由")])
    made.reason, made.state = reason.strip()[:LONGEST], State.DRAFT
    made.drafted_by_id, made.saved_at = by.officer_id, at
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as twice:
        raise Underway("这个事项已经有一份修订稿在办，不能再起草一份。请打开那一份办理。") from twice
    _keep(made, by, held, at)
    step.move(made, "propose", by=by.author(held), at=at)
    return made


def _keep(proposal: Proposal, by: Desk, held: Power, at: dt.datetime) -> None:
    Revision.objects.create(
        proposal=proposal,
        number=proposal.revision,
        definition=proposal.definition,
        officer_id=by.officer_id,
        post_name=by.post_name,
        instrument=held.instrument,
        at=at,
    )


@transaction.atomic
def revise(proposal: Proposal, document: dict, *, seen: int, by: Desk, at: dt.datetime) -> Proposal:
    """修改: another text, made from the revision `seen` or his own after it; the same changes nothing."""
    fresh = step.locked(proposal, "revise")
    held = step.power(fresh, "revise", by)
    if queries.others(fresh, seen, by).exists():
        raise step.Overtaken("您打开以后，别人又改过这份修订稿，您这次的修改没有保存进去。")
    if document == fresh.definition:
        return fresh
    name = document.get("name")
    fresh.definition, fresh.revision = document, fresh.revision + 1
    step.move(
        fresh,
        "revise",
        by=by.author(held),
        at=at,
        definition=document,
        revision=fresh.revision,
        name=name[:500] if isinstance(name, str) else fresh.name,
        saved_at=at,
    )
    _keep(fresh, by, held, at)
    return fresh


@transaction.atomic
def rebase(proposal: Proposal, *, seen: int, by: Desk, at: dt.datetime) -> Proposal:
    """对照现行版本: the drafter has seen the version published since; his text now changes that one."""
    fresh = step.locked(proposal, "rebase", seen=seen)
    held = step.power(fresh, "rebase", by)
    if fresh.item is None:
        fresh.item = Item.objects.filter(code=fresh.code, current__isnull=False).first()
    current = fresh.item and fresh.item.current
    step.move(fresh, "rebase", by=by.author(held), at=at, item=fresh.item, base=current, saved_at=at)
    return fresh


@transaction.atomic
def hand_in(
    proposal: Proposal, *, effective_from: dt.date | None, seen: int, by: Desk, at: dt.datetime
) -> ProposalAct:
    """提交审核, to be in force from a day, or as soon as it has passed."""
    fresh = step.locked(proposal, "hand_in", seen=seen)
    held = step.power(fresh, "hand_in", by)
    if effective_from and effective_from < step.day_of(at):
        raise errors.Invalid("施行日期已经过去，没有提交。", [("effective_from", "请填今天或者以后的日期")])
    effective_from = fresh.measure.begins if fresh.measure else effective_from
    step.ready(fresh, asking=True)
    if fresh.base and _written(fresh.definition) == _written(fresh.base.definition):
        raise errors.Invalid("修订稿和现行版本没有区别，没有提交。", [("definition", "请先修改再提交")])
    made = step.record(fresh, "hand_in", opinion="", at=at, desk=by, held=held)
    step.move(fresh, "hand_in", by=by.author(held), at=at, effective_from=effective_from, saved_at=at)
    return made


def check(proposal: Proposal, *, opinion: str, seen: int, by: Desk, at: dt.datetime) -> ProposalAct:
    """部门审核通过."""
    return _approve(proposal, "check", opinion, seen, by, at)


def review_legality(proposal: Proposal, *, opinion: str, seen: int, by: Desk, at: dt.datetime) -> ProposalAct:
    """法制审核通过."""
    return _approve(proposal, "review_legality", opinion, seen, by, at)


@transaction.atomic
def review_establishment(
    proposal: Proposal, *, opinion: str, seen: int, by: Desk, at: dt.datetime
) -> ProposalAct:
    """机构编制审核通过: the last approval; it publishes unless a later day was set."""
    made = _approve(proposal, "review_establishment", opinion, seen, by, at)
    begins = made.proposal.effective_from
    if made.proposal.measure_id is None and (begins is None or begins <= step.day_of(at)):
        enact(made.proposal, by.author(), at)
    return made


@transaction.atomic
def _approve(
    proposal: Proposal, verb: str, opinion: str, seen: int, by: Desk, at: dt.datetime
) -> ProposalAct:
    fresh = step.locked(proposal, verb, seen=seen)
    held = step.power(fresh, verb, by)
    if not opinion.strip():
        raise errors.Invalid("请写明审核意见，没有提交。", [("opinion", "请写明审核意见")])
    step.ready(fresh)
    made = step.record(fresh, verb, opinion=opinion.strip(), at=at, desk=by, held=held)
    step.move(fresh, verb, by=by.author(held), at=at, opinion=opinion.strip())
    return made


@transaction.atomic
def send_back(proposal: Proposal, *, opinion: str, seen: int, by: Desk, at: dt.datetime) -> ProposalAct:
    """退回修改, with what is to be changed."""
    fresh = step.locked(proposal, "send_back", seen=seen)
    held = step.power(fresh, "send_back", by)
    if not opinion.strip():
        raise errors.Invalid("请写明退回的理由，没有退回。", [("opinion", "请写明退回的理由")])
    made = step.record(fresh, "send_back", opinion=opinion.strip(), at=at, desk=by, held=held)
    step.move(fresh, "send_back", by=by.author(held), at=at, opinion=opinion.strip())
    return made


@transaction.atomic
def withdraw(proposal: Proposal, *, by: Desk, at: dt.datetime) -> ProposalAct:
    """撤回修订稿: the item stays as it is."""
    fresh = step.locked(proposal, "withdraw")
    held = step.power(fresh, "withdraw", by)
    if fresh.measure_id:
        raise errors.Problem("这份修订稿是拆分、合并的一部分，不能单独撤回。请撤回整项拆分或者合并。")
    made = step.record(fresh, "withdraw", opinion="", at=at, desk=by, held=held)
    step.move(fresh, "withdraw", by=by.author(held), at=at)
    return made


@transaction.atomic
def give_up(proposal: Proposal, *, reason: str, by: Author, at: dt.datetime) -> None:
    """随处置撤回: the split or merge of which it is a part will not come."""
    fresh = step.locked(proposal, "withdraw")
    step.record(fresh, "withdraw", opinion=reason, at=at)
    step.move(fresh, "withdraw", by=by, at=at, opinion=reason)


def publish_due(at: dt.datetime) -> list[Proposal]:
    """施行: publish what was approved for a day that has come; what cannot be goes back, with the reason."""
    found = list(queries.due(step.day_of(at)))
    for proposal in found:
        try:
            with transaction.atomic():
                enact(step.locked(proposal, "enact"), SYSTEM, at)
        except states.NotNow:
            continue  # published or withdrawn by somebody else meanwhile
        except errors.Problem as refused:
            _fall_back(proposal, refused.sentence, at)
    return found


@transaction.atomic
def _fall_back(proposal: Proposal, reason: str, at: dt.datetime) -> None:
    fresh = step.locked(proposal, "fall_back")
    step.record(fresh, "fall_back", opinion=reason, at=at)
    step.move(fresh, "fall_back", by=SYSTEM, at=at, opinion=reason)


def enact(proposal: Proposal, by: Author, at: dt.datetime) -> None:
    """施行: publish what was approved; the caller has begun the transaction and locked it."""
    step.ready(proposal)
    definition, found = texts.read(proposal.definition)
    if definition is None:
        raise step.NotReady("修订稿的写法有误，没有发布。请先改正列出的各处。修订稿没有变化。", found)
    item, _ = catalogue.publish(
        proposal.code,
        definition,
        agency=proposal.agency,
        region=proposal.region,
        level=proposal.level,
        by=by,
        at=at,
        waived=queries.waived(proposal),
    )
    step.move(proposal, "enact", by=by, at=at, item=item, version=item.current)
