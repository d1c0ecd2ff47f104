"""提出、批准、收回、授权: the verbs of entrusting an item."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from tongban.catalogue.entrusting import queries, rules, states
from tongban.catalogue.entrusting.states import STEPS, State
from tongban.catalogue.models import Entrustment, EntrustmentAct, Item
from tongban.core import errors
from tongban.identity import actions as identity
from tongban.identity.models import Agency, Delegation, Post
from tongban.identity.rules import Desk, Power
from tongban.journal import actions as journal


class NotEntitled(errors.NotEntitled):
    """无权: no delegation, or who proposed would approve."""


@transaction.atomic
def entrust(
    item: Item,
    agency: Agency,
    *,
    kind: str,
    acts: Sequence[str] = (),
    instrument: str,
    since: dt.date | None,
    until: dt.date | None = None,
    place: str = "",
    by: Desk,
    at: dt.datetime,
) -> Entrustment:
    """提出下放、授权、委托: to be approved by the establishment reviewer."""
    item = Item.objects.select_for_update(of=("self",)).select_related("agency__region").get(pk=item.pk)
    made = Entrustment(
        item=item,
        holder=item.agency,
        agency=agency,
        kind=kind,
        acts=sorted(set(acts)),
        instrument=instrument.strip(),
        since=since,
        until=until,
        place=place.strip(),
        state=State.PROPOSED,
    )
    held = _power(made, "entrust", by)
    found = rules.faults(made, _others(item), _day(at))
    if found:
        raise errors.Invalid("没有提出，请先改正下列问题。您填的内容还在。", found)
    made.save(force_insert=True)
    told = {"agency": agency.pk, "kind": kind, "acts": made.acts, "since": since, "until": until}
    _keep(made, "entrust", made.instrument, by, held, at, **told)
    return made


def _others(item: Item) -> list[Entrustment]:
    return list(item.entrustments.exclude(state=State.DECLINED))


def approve_entrusting(entrustment: Entrustment, *, opinion: str, by: Desk, at: dt.datetime) -> Entrustment:
    """批准: another officer than who proposed it."""
    return _judge(entrustment, "approve_entrusting", opinion, by, at)


def decline_entrusting(entrustment: Entrustment, *, opinion: str, by: Desk, at: dt.datetime) -> Entrustment:
    """不批准, with the reason."""
    if not opinion.strip():
        raise errors.Invalid("没有办理。", [("opinion", "请写明不批准的理由")])
    return _judge(entrustment, "decline_entrusting", opinion, by, at)


@transaction.atomic
def _judge(entrustment: Entrustment, verb: str, opinion: str, by: Desk, at: dt.datetime) -> Entrustment:
    fresh = _locked(entrustment, verb)
    held = _power(fresh, verb, by)
    if fresh.history.filter(verb="entrust", officer=by.officer_id).exists():
        raise NotEntitled("这项下放委托由您提出，应由其他人员审核。没有变化。")
    _move(fresh, verb)
    _keep(fresh, verb, opinion.strip(), by, held, at)
    return fresh


@transaction.atomic
def take_back(
    entrustment: Entrustment, *, on: dt.date | None, instrument: str, by: Desk, at: dt.datetime
) -> Entrustment:
    """收回: from a day new cases go to the holder again; cases that run stay where they are."""
    fresh = _locked(entrustment, "take_back")
    held = _power(fresh, "take_back", by)
    found = [] if instrument.strip() else [("instrument", "请填收回的文件名称和文号")]
    if on is None or on < _day(at):
        found.append(("on", "请填今天或者以后的日期"))
    elif fresh.until and on >= fresh.until:
        found.append(("on", "到这一天已经到期，不用收回"))
    if found:
        raise errors.Invalid("没有收回，请先改正下列问题。", found)
    _move(fresh, "take_back", taken_back_on=on)
    _keep(fresh, "take_back", instrument.strip(), by, held, at, on=on)
    if fresh.acts:  # a whole item keeps its officers' powers, for the cases that run
        _revoke(fresh, on, by, held, at)
    return fresh


def _revoke(entrustment: Entrustment, on: dt.date | None, by: Desk, held: Power, at: dt.datetime) -> None:
    given = Delegation.objects.filter(
        agency=entrustment.holder_id,
        post__agency=entrustment.agency_id,
        items=[entrustment.item.code],
        instrument=entrustment.instrument,
        revoked_on__isnull=True,
    )
    for delegation in given:
        identity.revoke(delegation, on=on, by=by.author(held), at=at)


@transaction.atomic
def empower(
    entrustment: Entrustment, post: Post, *, acts: Sequence[str] = (), by: Desk, at: dt.datetime
) -> Delegation:
    """授权到岗: a post of the entrusted agency does the entrusted acts, no others and no longer."""
    fresh = (
        Entrustment.objects.select_for_update(of=("self",))
        .select_related("item", "holder")
        .get(pk=entrustment.pk)
    )
    held = _power(fresh, "approve_entrusting", by)
    if not Entrustment.objects.filter(queries.in_force(_day(at)), pk=fresh.pk).exists():
        raise errors.Problem("这项下放委托现在没有施行，不能授权到岗位。没有变化。")
    allowed = set(fresh.acts or queries.ACTS)
    wanted = sorted(set(acts) or allowed)
    if post.agency_id != fresh.agency_id or not allowed.issuperset(wanted):
        raise NotEntitled("只能授权给承接机关的岗位，而且不能超出下放委托的环节。没有变化。")
    return identity.delegate(
        fresh.holder if fresh.acts else fresh.agency,
        post,
        wanted,
        items=[fresh.item.code],
        instrument=fresh.instrument[:100],
        since=_day(at),
        until=fresh.until if fresh.acts else None,
        by=by.author(held),
        at=at,
    )


def _locked(entrustment: Entrustment, verb: str) -> Entrustment:
    found = Entrustment.objects.select_for_update(of=("self",)).select_related("item", "holder", "agency")
    fresh = found.get(pk=entrustment.pk)
    states.check(verb, fresh.state)
    return fresh


def _power(entrustment: Entrustment, verb: str, by: Desk) -> Power:
    held = by.power(STEPS[verb].act, entrustment.holder_id, entrustment.item.code)
    if held is None:
        raise NotEntitled(
            f"您的岗位没有{entrustment.holder.name}这个事项的这项授权，不能{states.NAMES[verb]}。没有变化。"
        )
    return held


def _move(entrustment: Entrustment, verb: str, **columns: object) -> None:
    entrustment.state = STEPS[verb].after
    for name, value in columns.items():
        setattr(entrustment, name, value)
    Entrustment.objects.filter(pk=entrustment.pk).update(state=entrustment.state, **columns)


def _keep(
    entrustment: Entrustment,
    verb: str,
    words: str,
    by: Desk,
    held: Power,
    at: dt.datetime,
    **told: Any,
) -> None:
    EntrustmentAct.objects.create(
        entrustment=entrustment,
        verb=verb,
        words=words[:300],
        officer_id=by.officer_id,
        post_name=by.post_name,
        instrument=held.instrument,
        at=at,
    )
    told |= {"state": entrustment.state, "item": entrustment.item.code, "words": words}
    journal.append(f"catalogue.{verb}", entrustment.chain, by=by.author(held), at=at, **told)
    if STEPS[verb].after != State.PROPOSED:
        journal.append(
            f"catalogue.{verb}",
            f"item:{entrustment.item.code}",
            by=by.author(held),
            at=at,
            entrustment=entrustment.pk,
        )


def _day(at: dt.datetime) -> dt.date:
    return timezone.localtime(at).date()
