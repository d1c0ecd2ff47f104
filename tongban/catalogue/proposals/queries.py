"""Reading proposals: what waits for whom, who drafted and who approved."""

import datetime as dt

from django.db.models import Q, QuerySet

from tongban.catalogue.models import Item, Proposal, ProposalAct, Revision, Version
from tongban.catalogue.proposals import rules
from tongban.catalogue.proposals.states import ACTS, APPROVALS, OF_TURN, OPEN, STEPS, TURN
from tongban.identity.rules import Desk


def open_to(desk: Desk) -> QuerySet[Proposal]:
    """The proposals this officer may read."""
    return Proposal.objects.within(desk, *ACTS).select_related(
        "agency", "region", "item", "base", "drafted_by"
    )


def drafted_by(desk: Desk) -> QuerySet[Proposal]:
    """修订稿 of his agencies' items that still wait for somebody, those saved last first."""
    mine = Q(drafted_by=desk.officer_id) | Q(revisions__officer=desk.officer_id)
    return open_to(desk).filter(mine).distinct().order_by("-saved_at")


def waiting_for(desk: Desk) -> QuerySet[Proposal]:
    """待审: what waits for an approval that this post may give, the oldest first."""
    waiting = Proposal.objects.none()
    for state, verb in TURN.items():
        waiting |= Proposal.objects.within(desk, STEPS[verb].act).filter(state=state)
    return waiting.select_related("agency", "item", "drafted_by").order_by("saved_at")


def underway(code: str) -> Proposal | None:
    """The proposal to change this item that is not at its end."""
    return Proposal.objects.filter(code=code, state__in=OPEN).select_related("drafted_by").first()


def others(proposal: Proposal, seen: int, desk: Desk) -> QuerySet[Revision]:
    """What others saved after the revision that this officer saw."""
    later = proposal.revisions.filter(number__gt=seen).exclude(officer=desk.officer_id)
    return later.select_related("officer").order_by("-number")


def due(day: dt.date) -> QuerySet[Proposal]:
    """待施行: approved, and its day has come; those of a split or merge come with it."""
    found = Proposal.objects.filter(state="established", effective_from__lte=day, measure=None)
    return found.order_by("effective_from", "id")


def waived(proposal: Proposal) -> dict[str, str]:
    """豁免: the rules that reviewers let stand in this change, with their reasons."""
    return dict(proposal.waivers.filter(ended_at=None).values_list("rule", "reason"))


def standing(proposal: Proposal, verb: str, desk: Desk) -> rules.Standing:
    """What is known of this officer towards the proposal."""
    given: dict[str, set[int]] = {}
    for each, officer in proposal.acts.filter(verb__in=APPROVALS).values_list("verb", "officer"):
        given.setdefault(each, set()).add(officer)
    return rules.Standing(
        officer_id=desk.officer_id,
        delegated=desk.power(STEPS[verb].act, proposal.agency_id, proposal.code) is not None,
        drafters=set(proposal.revisions.values_list("officer", flat=True)),
        approvals=given,
    )


def objection(proposal: Proposal, verb: str, desk: Desk) -> str | None:
    """Why this officer may not take this step, or None; some steps are for him whose turn it is."""
    asked = TURN.get(proposal.state, verb) if verb in OF_TURN else verb
    return rules.objection(asked, standing(proposal, asked, desk))


def items(desk: Desk) -> QuerySet[Item]:
    """The items of the agencies for which this post drafts or reviews."""
    reach = Q(pk__in=[])
    for power in desk.powers:
        if power.acts.intersection(ACTS):
            scope = Q(agency_id=power.agency_id)
            reach |= scope if power.items is None else scope & Q(code__in=power.items)
    return Item.objects.filter(reach, current__isnull=False).select_related("agency", "region", "current")


def history(item: Item) -> list[tuple[Version, list[ProposalAct]]]:
    """Every version, the newest first, with the approvals on which it rests."""
    found = item.versions.select_related("proposal__drafted_by").order_by("-number")
    versions = list(found.prefetch_related("proposal__waivers__officer"))
    given: dict[int, list[ProposalAct]] = {}
    acts = ProposalAct.objects.filter(proposal__version__in=versions, verb__in=("hand_in", *APPROVALS))
    for act in acts.select_related("officer", "proposal").order_by("at", "id"):
        given.setdefault(act.proposal.version_id, []).append(act)
    return [(version, _last_round(given.get(version.pk, []))) for version in versions]


def _last_round(acts: list[ProposalAct]) -> list[ProposalAct]:
    """What was said since it was handed in for the last time."""
    begun = max((place for place, act in enumerate(acts) if act.verb == "hand_in"), default=0)
    return acts[begun:]
