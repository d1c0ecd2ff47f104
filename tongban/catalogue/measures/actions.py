"""提出、确认、施行: the verbs of a measure; what it does happens in one transaction or not at all."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from tongban.catalogue import actions as catalogue
from tongban.catalogue.measures import queries, states, step
from tongban.catalogue.measures.states import AFTER, BEFORE, ITEM_STATES, OPEN, SETS, Kind, State
from tongban.catalogue.models import Item, Measure, MeasureAct
from tongban.catalogue.proposals import actions as proposals
from tongban.catalogue.proposals import queries as underway
from tongban.catalogue.proposals import step as drafts
from tongban.catalogue.proposals.states import OPEN as UNFINISHED
from tongban.core import errors
from tongban.identity.rules import Desk
from tongban.journal.actions import SYSTEM

LONGEST = 500  # characters of a reason
CHANGES = {"suspended": catalogue.suspend, "active": catalogue.resume, "cancelled": catalogue.cancel}


@dataclass(frozen=True, slots=True)
class Successor:
    """An item that takes over: its 基本编码 with its splitting, and its name."""

    base_code: str
    name: str


@transaction.atomic
def ask(
    kind: str,
    items: Sequence[Item],
    *,
    reason: str,
    begins: dt.date | None,
    by: Desk,
    at: dt.datetime,
    instead: str = "",
    successors: Sequence[Successor] = (),
) -> Measure:
    """提出: to suspend, resume, cancel, split or merge items from a day; successors are drafted at once."""
    if kind not in Kind.values:
        raise errors.Invalid("没有提出。", [("kind", "请选择要办理的处置")])
    found = [*Item.objects.select_for_update(of=("self",)).filter(pk__in=[one.pk for one in items])]
    held = step.power("ask", [*found], by)
    wrong = _faults(kind, found, reason, begins, successors, drafts.day_of(at))
    if wrong or begins is None:
        raise errors.Invalid("没有提出，请先改正下列问题。", wrong)
    made = Measure.objects.create(
        kind=kind,
        state=State.ASKED,
        agency_id=found[0].agency_id,
        reason=reason.strip()[:LONGEST],
        instead=instead.strip()[:LONGEST],
        begins=begins,
        asked_by_id=by.officer_id,
        asked_at=at,
    )
    made.items.set(found)
    step.record(made, "ask", at=at, desk=by, held=held)
    step.move(made, "ask", by=by.author(held), at=at)
    for one in successors:
        _draft(made, found[0], one, by, at)
    return made


def _draft(measure: Measure, source: Item, successor: Successor, by: Desk, at: dt.datetime) -> None:
    """A proposal for an item that takes over, filled from one that ends."""
    proposals.propose_new(
        source.agency,
        level=source.level,
        base_code=successor.base_code,
        name=successor.name,
        reason=f"{measure.get_kind_display()}：{measure.reason}",
        by=by,
        at=at,
        source=source,
        measure=measure,
    )


def _faults(
    kind: str,
    items: Sequence[Item],
    reason: str,
    begins: dt.date | None,
    successors: Sequence[Successor],
    today: dt.date,
) -> list[tuple[str, str]]:
    found = [("reason", "请写明理由，会公布在办事指南上")] if not reason.strip() else []
    if begins is None or begins < today:
        found.append(("begins", "请填今天或者以后的日期"))
    sizes = {Kind.SPLIT: ((1, 1), (2, 20)), Kind.MERGE: ((2, 20), (1, 1))}
    (least, most), (fewest, longest) = sizes.get(Kind(kind), ((1, 50), (0, 0)))
    if not least <= len(items) <= most:
        found.append(("items", "拆分是一个事项，合并至少两个事项" if Kind(kind) in SETS else "请选择事项"))
    if not fewest <= len(successors) <= longest:
        found.append(("successors", "拆分至少写两个新事项，合并写一个新事项"))
    if len({item.agency_id for item in items}) > 1:
        found.append(("items", "这些事项不是同一个机关的，不能一起办理"))
    return found + [("items", sentence) for item in items if (sentence := _obstacle(kind, item))]


def _obstacle(kind: str, item: Item) -> str:
    """Why this cannot be done with an item now; empty when it can."""
    if item.state not in BEFORE[Kind(kind)]:
        return f"“{item.name}”现在是“{ITEM_STATES[item.state]}”，不能{Kind(kind).label}"
    if queries.underway(item):
        return f"“{item.name}”已经有一项处置在办，请先办完那一项"
    if Kind(kind) in SETS | {Kind.CANCEL} and underway.underway(item.code):
        return f"“{item.name}”有一份修订稿在办，请先发布或者撤回"
    return ""


@transaction.atomic
def confirm(measure: Measure, *, opinion: str, by: Desk, at: dt.datetime) -> MeasureAct:
    """确认, by another than who asked; what begins today is carried out at once, a set at its midnight."""
    fresh = step.locked(measure, "confirm")
    held = step.second(fresh, by)
    made = step.record(fresh, "confirm", opinion=step.opinion(opinion), at=at, desk=by, held=held)
    step.move(fresh, "confirm", by=by.author(held), at=at, opinion=opinion.strip())
    if fresh.kind not in SETS and fresh.begins <= drafts.day_of(at):
        _carry_out(fresh, at)
    return made


@transaction.atomic
def refuse(measure: Measure, *, opinion: str, by: Desk, at: dt.datetime) -> MeasureAct:
    """不同意, with the reason; drafts of successors go with it."""
    fresh = step.locked(measure, "refuse")
    held = step.second(fresh, by)
    made = step.record(fresh, "refuse", opinion=step.opinion(opinion), at=at, desk=by, held=held)
    step.move(fresh, "refuse", by=by.author(held), at=at, opinion=opinion.strip())
    _dissolve(fresh, by, at)
    return made


@transaction.atomic
def retract(measure: Measure, *, by: Desk, at: dt.datetime) -> MeasureAct:
    """撤回: the items stay as they are; drafts of successors go with it."""
    fresh = step.locked(measure, "retract")
    held = step.power("retract", fresh.items.all(), by)
    made = step.record(fresh, "retract", at=at, desk=by, held=held)
    step.move(fresh, "retract", by=by.author(held), at=at)
    _dissolve(fresh, by, at)
    return made


@transaction.atomic
def ask_again(measure: Measure, *, begins: dt.date | None, by: Desk, at: dt.datetime) -> MeasureAct:
    """改期: what could not be carried out on its day is asked for from another."""
    fresh = step.locked(measure, "ask_again")
    held = step.power("ask_again", fresh.items.all(), by)
    if begins is None or begins < drafts.day_of(at):
        raise errors.Invalid("没有改期。", [("begins", "请填今天或者以后的日期")])
    others = [item.name for item in fresh.items.all() if queries.underway(item)]
    if others:
        raise errors.Invalid("没有改期。", [("begins", f"“{others[0]}”已经有另一项处置在办")])
    made = step.record(fresh, "ask_again", at=at, desk=by, held=held)
    fresh.proposals.filter(state__in=UNFINISHED).update(effective_from=begins)
    step.move(fresh, "ask_again", by=by.author(held), at=at, begins=begins, asked_by_id=by.officer_id)
    return made


def _dissolve(measure: Measure, by: Desk, at: dt.datetime) -> None:
    """Withdraw the drafts of a set that will not come."""
    for proposal in measure.proposals.filter(state__in=UNFINISHED):
        proposals.give_up(proposal, reason=f"{measure.get_kind_display()}没有办成", by=by.author(), at=at)


def enact_due(at: dt.datetime) -> list[Measure]:
    """施行 what was confirmed for a day that has come; what cannot be waits for another, with the reason."""
    today = drafts.day_of(at)
    found = list(Measure.objects.filter(state__in=OPEN, begins__lte=today).order_by("begins", "id"))
    for measure in found:
        try:
            with transaction.atomic():
                _begin(measure, today, at)
        except states.NotNow:
            continue  # carried out or retracted by somebody else meanwhile
        except errors.Problem as refused:
            _fall(measure, refused.sentence, at)
    return found


def _begin(measure: Measure, today: dt.date, at: dt.datetime) -> None:
    if measure.state == State.CONFIRMED:
        _carry_out(step.locked(measure, "carry_out"), at)
    elif measure.begins < today:
        raise errors.Problem("到了施行日期，还没有人确认，没有施行。")


def _carry_out(measure: Measure, at: dt.datetime) -> None:
    """Publish the successors and change the items; the caller's transaction keeps all of it together."""
    for proposal in measure.proposals.order_by("code"):
        if proposal.state != "established":
            raise errors.Problem(f"“{proposal.name}”的修订稿还没有通过审核，整项都没有施行。")
        proposals.enact(drafts.locked(proposal, "enact"), SYSTEM, at)
    after = AFTER[Kind(measure.kind)]
    for item in Item.objects.select_for_update().filter(measures=measure).order_by("code"):
        if item.state not in BEFORE[Kind(measure.kind)]:
            raise errors.Problem(f"“{item.name}”已经是“{ITEM_STATES[item.state]}”，整项都没有施行。")
        CHANGES[after](item, ground=measure.reason, by=SYSTEM, at=at)
    step.record(measure, "carry_out", at=at)
    step.move(measure, "carry_out", by=SYSTEM, at=at)


@transaction.atomic
def _fall(measure: Measure, reason: str, at: dt.datetime) -> None:
    fresh = step.locked(measure, "fall")
    step.record(fresh, "fall", opinion=reason, at=at)
    step.move(fresh, "fall", by=SYSTEM, at=at, opinion=reason)
