"""Reads of automatic decisions: the facts of a case, the draw, what waits for a re-check, the figures."""

import datetime as dt
import hmac
import uuid
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from tongban.cases import queries
from tongban.cases.models import AutomaticPause, Case, Judgement, Recheck, TakeOver
from tongban.cases.states import State
from tongban.catalogue import queries as catalogue
from tongban.catalogue.decisions import facts
from tongban.catalogue.models import Item, ProposalAct, Revision
from tongban.identity.rules import Desk

DECIDED = Q(
    judgement__outcome="grant",
    decisions__officer=None,
    decisions__granted=True,
    decisions__overturned=None,
)
TENTHS = 1000  # the draw is as fine as a tenth of a percent
LISTED = 200


def known(case: Case) -> facts.Known:
    """What a table may see of a case, as of the day it came."""
    return facts.Known(
        answers=case.answers,
        form=queries.form(case),
        day=_day(case.received_at),
        firm=case.firm_id is not None,
        born=facts.born(case.person.id_number),
        certificates=case.held,
    )


def _day(at: dt.datetime) -> dt.date:
    return timezone.localtime(at).date()


def unread(case: Case) -> list[str]:
    """The names of papers that a person has to see, or that still have to come."""
    definition = queries.definition(case)
    unseen = definition.automatic.unseen if definition.automatic else ()
    handed = set(case.materials.values_list("key", flat=True))
    return [
        paper.name
        for paper in queries.checklist(case).uploads
        if paper.key not in unseen and (paper.key in handed or paper.necessity != "optional")
    ]


def drawn(case_id: uuid.UUID, percent: int) -> bool:
    """抽查: nobody can foresee it, and everybody who has the key can repeat it."""
    digest = hmac.digest(settings.SECRET_KEY.encode(), b"recheck:" + case_id.bytes, "sha256")
    return int.from_bytes(digest[:8]) % TENTHS < percent * TENTHS // 100


def paused(item_id: int) -> AutomaticPause | None:
    """The pause that is open on an item."""
    return AutomaticPause.objects.filter(item=item_id, resumed_at=None).select_related("officer").first()


def switchable(desk: Desk) -> list[tuple[Item, AutomaticPause | None]]:
    """The items with a table that this officer may pause, with the pause that is open."""
    agencies = [power.agency_id for power in desk.powers if "decide" in power.acts]
    found = catalogue.published().filter(agency__in=agencies, current__definition__has_key="automatic")
    found = found.exclude(current__definition__automatic=None).order_by("code")
    mine = [item for item in found if desk.power("decide", item.agency_id, item.code)]
    open_now = AutomaticPause.objects.filter(item__in=mine, resumed_at=None).select_related("officer")
    pauses = {pause.item_id: pause for pause in open_now}
    return [(item, pauses.get(item.pk)) for item in mine]


def judgement(case: Case) -> Judgement | None:
    """What the table said of a case."""
    return Judgement.objects.select_related("version").filter(case=case).first()


def takeover(case: Case) -> TakeOver | None:
    """By whom it was given to a person."""
    return TakeOver.objects.select_related("officer").filter(case=case).first()


def recheck(case: Case) -> Recheck | None:
    """What the re-check found."""
    return Recheck.objects.select_related("officer").filter(case=case).first()


def decided(case: Case) -> bool:
    """Did the system decide it?"""
    return Case.objects.filter(DECIDED, pk=case.pk).exists()


def authors(case: Case) -> set[int]:
    """The officers who wrote or approved the version by which it was decided."""
    of_version = {"proposal__version": case.version_id}
    writers = Revision.objects.filter(**of_version).values_list("officer", flat=True)
    approvers = ProposalAct.objects.filter(**of_version, officer__isnull=False)
    return {*writers, *approvers.values_list("officer", flat=True)}


def to_check(desk: Desk) -> QuerySet[Case]:
    """待复核: what was drawn and has not been looked at, oldest first, within the officer's powers."""
    waiting = Case.objects.within(desk).filter(DECIDED, judgement__drawn=True, recheck=None)
    own = Q(person=desk.person_id) if desk.person_id else Q(pk__in=[])
    return waiting.exclude(own).select_related("item", "judgement").order_by("decided_at", "id")


def mistakes(agencies: list[int]) -> list[Recheck]:
    """办理有误 of these agencies' items, newest first."""
    found = Recheck.objects.filter(verdict=Recheck.Verdict.WRONG, case__agency__in=agencies)
    return list(
        found.select_related("case__judgement", "case__item", "officer").order_by("-at", "-id")[:LISTED]
    )


@dataclass(frozen=True, slots=True)
class Figures:
    """自动办理情况 of an item."""

    judged: int
    decided: int
    taken_over: int
    drawn: int
    checked: int
    wrong: int


def figures(item: Item) -> Figures:
    """How often the table decided, was overruled, was re-checked and was wrong."""
    asked = Case.objects.filter(item=item, judgement__isnull=False)
    counted = asked.aggregate(
        judged=Count("pk", distinct=True),
        decided=Count("pk", distinct=True, filter=DECIDED),
        taken_over=Count("pk", distinct=True, filter=Q(takeover__isnull=False)),
        drawn=Count("pk", distinct=True, filter=DECIDED & Q(judgement__drawn=True)),
        checked=Count("pk", distinct=True, filter=Q(recheck__isnull=False)),
        wrong=Count("pk", distinct=True, filter=Q(recheck__verdict=Recheck.Verdict.WRONG)),
    )
    return Figures(**counted)


def may_take_over(case: Case) -> bool:
    """Is there something automatic that a person could still take over?"""
    open_yet = case.state in (State.RECEIVED, State.CORRECTING, State.ACCEPTED)
    return open_yet and queries.definition(case).automatic is not None and takeover(case) is None
