"""What every verb does: lock the proposal, check the step and the power, keep the record, write the line."""

import datetime as dt

from django.utils import timezone

from tongban.catalogue.lint.rule import RULES
from tongban.catalogue.models import Proposal, ProposalAct
from tongban.catalogue.proposals import queries, rules, states, texts
from tongban.catalogue.proposals.states import OF_TURN, STEPS, TURN
from tongban.core import errors
from tongban.identity.rules import Desk, Power
from tongban.journal import actions as journal
from tongban.journal.actions import Author

WAIVABLE = {number: "请审核人员豁免" for number, rule in RULES.items() if rule.waivable}


class NotEntitled(errors.NotEntitled):
    """无权: no delegation, or the step belongs to somebody else."""


class Overtaken(errors.Problem):
    """Somebody saved another text meanwhile."""


class Outdated(errors.Problem):
    """The item has been published anew since the proposal departed from it."""


class NotReady(errors.Invalid):
    """The text cannot be published as it is."""


def locked(proposal: Proposal, verb: str, *, seen: int | None = None) -> Proposal:
    """The proposal as it stands, locked; raises NotNow, or Overtaken when the officer saw another text."""
    fresh = (
        Proposal.objects.select_for_update(of=("self",))
        .select_related("agency", "region", "item", "base")
        .get(pk=proposal.pk)
    )
    states.check(verb, fresh.state)
    if seen is not None and seen != fresh.revision:
        raise Overtaken("您打开以后，这份修订稿又改过了，您这次的操作没有生效。请先看过最新的内容再办理。")
    return fresh


def power(proposal: Proposal, verb: str, desk: Desk) -> Power:
    """The delegation on which the officer acts; raises NotEntitled with the reason."""
    refused = queries.objection(proposal, verb, desk)
    asked = TURN.get(proposal.state, verb) if verb in OF_TURN else verb
    held = desk.power(STEPS[asked].act, proposal.agency_id, proposal.code)
    if refused or held is None:
        raise NotEntitled(refused or rules.NOT_DELEGATED)
    return held


def ready(proposal: Proposal, *, asking: bool = False) -> None:
    """Raise unless the text could be published now; `asking`: but for rules that a reviewer may waive."""
    if proposal.item and proposal.item.current_id != proposal.base_id:
        raise Outdated("起草以后，这个事项又发布了新的版本。修订稿还在，请先对照现行版本，再提交或者审核。")
    if proposal.item and proposal.item.state == "cancelled":
        raise Outdated("起草以后，这个事项已经取消，不能再提交、审核或者发布。修订稿还在，可以撤回。")
    waived = WAIVABLE if asking else queries.waived(proposal)
    found = texts.faults(proposal.code, proposal.definition, proposal.agency.name, waived)
    if found:
        raise NotReady("修订稿还不能提交或者发布，请先改正列出的各处。修订稿没有变化。", found)


def record(
    proposal: Proposal,
    verb: str,
    *,
    opinion: str,
    at: dt.datetime,
    desk: Desk | None = None,
    held: Power | None = None,
) -> ProposalAct:
    """Keep who did it, in which post, on which delegation, to which revision."""
    return ProposalAct.objects.create(
        proposal=proposal,
        verb=verb,
        revision=proposal.revision,
        opinion=opinion,
        officer_id=desk.officer_id if desk else None,
        post_name=desk.post_name if desk else "",
        instrument=held.instrument if held else "",
        at=at,
    )


def move(
    proposal: Proposal, verb: str, *, by: Author, at: dt.datetime, opinion: str = "", **columns: object
) -> None:
    """Set the state, and write the line."""
    proposal.state = STEPS[verb].after or proposal.state
    for name, value in columns.items():
        setattr(proposal, name, value)
    Proposal.objects.filter(pk=proposal.pk).update(state=proposal.state, **columns)
    tell(proposal, verb, by=by, at=at, **({"opinion": opinion} if opinion else {}))


def tell(proposal: Proposal, verb: str, *, by: Author, at: dt.datetime, **more: object) -> None:
    """Write the line: of which text, in which state it is now."""
    told: dict = {"state": proposal.state, "revision": proposal.revision, "code": proposal.code} | more
    told |= {"digest": texts.digest(proposal.definition)}
    ground = by.ground or STEPS[verb].ground
    journal.append(f"catalogue.{verb}", proposal.chain, by=by, at=at, ground=ground, **told)


def day_of(at: dt.datetime) -> dt.date:
    """The local date of a moment."""
    return timezone.localtime(at).date()
