"""What follows from the news of a proposal: who is told that it waits for him, went back or is in force."""

import datetime as dt
import uuid
from collections import defaultdict

from django.utils import timezone

from tongban.catalogue.models import Proposal
from tongban.catalogue.proposals import rules
from tongban.catalogue.proposals.states import APPROVALS, STEPS, TURN, WRITING
from tongban.identity import queries as identity
from tongban.journal.models import Line
from tongban.journal.news import after
from tongban.notices import actions
from tongban.notices.actions import Recipient

TOLD = ("hand_in", "check", "review_legality", "send_back", "fall_back", "enact")


@after(*(f"catalogue.{verb}" for verb in TOLD))
def tell(chain: str, line: int) -> None:
    """告知 the officers whom a step of a proposal concerns; called twice it tells once."""
    kind, _, key = chain.partition(":")
    if kind != "proposal":  # measures and entrustments have verbs of the same names
        return
    told = Line.objects.get(pk=line)
    proposal = Proposal.objects.get(pk=uuid.UUID(key))
    facts = {
        "name": proposal.name,
        "who": told.by_name,
        "opinion": told.data.get("opinion", ""),
    }
    for officer in concerned(proposal, told):
        actions.tell(
            told.verb,
            Recipient(f"officer:{officer}"),
            facts,
            subject=chain,
            occasion=f"line:{line}",
            link=f"/console/proposals/{key}/",
            at=told.at,
        )


def concerned(proposal: Proposal, told: Line) -> list[int]:
    """By the state the line led to: who may give the next approval, its drafters, or all who took part."""
    drafters = set(proposal.revisions.values_list("officer", flat=True))
    state = told.data["state"]
    if state in TURN:
        return reviewers(proposal, TURN[state], drafters, timezone.localdate(told.at))
    others = [] if state in WRITING else proposal.acts.exclude(officer=None).values_list("officer", flat=True)
    return sorted(drafters.union(others) - {_author(told)})


def reviewers(proposal: Proposal, verb: str, drafters: set[int], day: dt.date) -> list[int]:
    """Whose post may give an approval, and against whom nothing speaks."""
    given: dict[str, set[int]] = defaultdict(set)
    for each, officer in proposal.acts.filter(verb__in=APPROVALS).values_list("verb", "officer"):
        given[each].add(officer)
    found = identity.entitled(proposal.agency_id, proposal.code, STEPS[verb].act, day)
    return [one for one in found if not rules.objection(verb, rules.Standing(one, True, drafters, given))]


def _author(told: Line) -> int | None:
    kind, _, number = told.by.partition(":")
    return int(number) if kind == "officer" else None
