"""Who exercises an item on a day, by whom entrusted, and what may be entrusted to whom."""

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from tongban.catalogue import codes
from tongban.catalogue.entrusting.states import State
from tongban.catalogue.models import Entrustment, Item
from tongban.identity import queries as identity
from tongban.identity.models import Agency
from tongban.identity.rules import Desk

IN_NAME_OF_HOLDER = frozenset({"5", "6"})  # 委托: 行政许可法24
LOWER, SAME = frozenset({"2", "3", "5"}), frozenset({"4", "6"})  # 权力来源: to a lower level, on the same
ACTS = {
    "accept": "受理",
    "return_for_correction": "一次性告知补正",
    "decline": "不予受理",
    "review": "审查",
    "decide": "决定",
    "deliver": "送达",
}


def in_force(day: dt.date) -> Q:
    """Those that hold on a day."""
    standing = Q(state=State.APPROVED) | Q(state=State.TAKEN_BACK, taken_back_on__gt=day)
    return identity.in_force(day) & standing


def handler(item: Item, day: dt.date) -> Agency:
    """承办机关 of a new case: to whom the whole item is entrusted, else its holder."""
    trust = Entrustment.objects.filter(in_force(day), item=item, acts=[]).select_related("agency").first()
    return trust.agency if trust else item.agency


def in_whose_name(item: Item, agency: Agency, day: dt.date) -> Agency:
    """以谁的名义: an agency that acts on commission (委托) signs for the holder, on the day it began."""
    if agency.pk == item.agency_id:
        return agency
    held = Entrustment.objects.filter(item=item, agency=agency, since__lte=day).order_by("-since", "-pk")
    trust = held.exclude(state=State.DECLINED).select_related("holder").first()
    return trust.holder if trust and trust.kind in IN_NAME_OF_HOLDER else agency


def listed() -> QuerySet[Entrustment]:
    """What the public sees: those in force, those to come and those of before, the newest first."""
    approved = Entrustment.objects.filter(state__in=[State.APPROVED, State.TAKEN_BACK])
    return approved.select_related("item", "holder", "agency").order_by("-since", "-pk")


def open_to(desk: Desk) -> QuerySet[Entrustment]:
    """Those of the items this post drafts, reviews or checks, and those entrusted to its agency."""
    found = Entrustment.objects.filter(held_by(desk) | Q(agency=desk.agency_id))
    return found.select_related("item", "holder", "agency").order_by("-since", "-pk")


def held_by(desk: Desk, *acts: str) -> Q:
    """Of the agencies for whose items this post may do one of these acts, any of entrusting if none."""
    wanted = set(acts or ("draft_items", "review_establishment", "check_items"))
    return Q(holder__in=[power.agency_id for power in desk.powers if power.acts & wanted])


def words(acts: Iterable[str]) -> str:
    """整个事项, or the acts."""
    return "、".join(ACTS.get(act, act) for act in acts) or "整个事项"


@dataclass(frozen=True, slots=True)
class Trust:
    """What a guide says of an entrustment."""

    agency: str
    kind: str
    acts: tuple[str, ...]
    instrument: str
    since: str
    until: str
    place: str
    phone: str

    @property
    def source(self) -> str:
        """权力来源."""
        return codes.POWER_SOURCES.get(self.kind, self.kind)

    @property
    def what(self) -> str:
        """整个事项, or the acts."""
        return words(self.acts)


def on(told: str, day: dt.date) -> tuple[Trust, ...]:
    """Of what `catalogue.queries.subject` tells, what holds on a day."""
    known = (Trust(**one | {"acts": tuple(one["acts"])}) for one in json.loads(told))
    return tuple(one for one in known if one.since <= f"{day}" and (not one.until or f"{day}" < one.until))
