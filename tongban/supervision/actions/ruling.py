"""规则: a version is written, tried on history, switched on by another officer, switched off."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from tongban.clock import actions as clock
from tongban.core import errors
from tongban.identity.models import Agency
from tongban.identity.rules import Desk, Power
from tongban.journal import actions as journal
from tongban.journal.actions import Author
from tongban.supervision import parameters, queries, rules, trying
from tongban.supervision.actions import step
from tongban.supervision.models import Rule, Trial, Urging
from tongban.supervision.states import STEPS, NotNow, Standing, Urged

LAST_DAY = 100  # percent: yellow on the last day only
COPIED = ("key", "kind", "name", "ground", "source", "level")


class NotTried(errors.Problem):
    """没有试运行: these parameters were not tried on history."""


@transaction.atomic
def write_rule(latest: Rule, *, given: Mapping[str, object], source: str, by: Desk, at: dt.datetime) -> Rule:
    """编写: the draft of a rule with these parameters; what was tried with others has to be tried again."""
    held = keeper(by)
    found = parameters.faults(latest.key, given) + rules.source_faults(source)
    if found:
        raise errors.Invalid("规则还没有保存，请先改正下面的内容。", found)
    versions = Rule.objects.select_for_update().filter(key=latest.key)
    draft = versions.filter(state=Standing.DRAFT).first()
    if draft is None:
        number = versions.order_by("-number")[0].number + 1
        draft = Rule(number=number, state=Standing.DRAFT, **{name: getattr(latest, name) for name in COPIED})
    draft.parameters, draft.source, draft.trial = dict(given), source.strip(), None
    draft.written_at, draft.written_by_id = at, by.officer_id
    draft.save()
    _write("write_rule", draft, by=by.author(held), at=at, parameters=draft.parameters)
    return draft


@transaction.atomic
def try_rule(
    draft: Rule, *, since: dt.date | None, until: dt.date | None, by: Desk, at: dt.datetime
) -> Trial:
    """试运行 over a span of history, beside the version in force; it changes nothing else."""
    held = keeper(by)
    draft = _locked(draft, Standing.DRAFT)
    found = rules.span_faults(since, until, step.day(at))
    if found or since is None or until is None:
        raise errors.Invalid("还没有试运行，请先改正下面的内容。", found)
    active = Rule.objects.filter(key=draft.key, state=Standing.ACTIVE).first()
    now = trying.run(draft.key, draft.parameters, since, until, at)
    before = trying.run(draft.key, active.parameters, since, until, at) if active else None
    trial = Trial.objects.create(
        rule=draft, since=since, until=until, parameters=draft.parameters, found=now.count,
        before=before.count if before else None, agencies=trying.compared(now, before), sample=now.sample,
        at=at, officer_id=by.officer_id, post_name=by.post_name,
    )  # fmt: skip
    draft.trial, draft.written_by_id = trial, draft.written_by_id or by.officer_id
    draft.save(update_fields=["trial", "written_by"])
    _write("try_rule", draft, by=by.author(held), at=at, since=since, until=until, found=now.count)
    return trial


@transaction.atomic
def switch_on(draft: Rule, *, by: Desk, at: dt.datetime) -> Rule:
    """启用 what was tried, by another officer than who wrote it; the version before is switched off."""
    held = keeper(by)
    draft = _locked(draft, Standing.DRAFT)
    if draft.trial is None or draft.trial.parameters != draft.parameters:
        raise NotTried("这个版本还没有试运行，不能启用。请先选一段时间试运行，看过结果再启用。")
    if draft.written_by_id == by.officer_id:
        raise step.NotEntitled("这个版本由您编写，应由另外的人员启用。没有作任何改动。")
    for active in Rule.objects.filter(key=draft.key, state=Standing.ACTIVE):
        _retire(active, by.author(held), at)
    draft.state, draft.switched_at, draft.switched_by_id = Standing.ACTIVE, at, by.officer_id
    draft.post_name, draft.instrument = by.post_name, held.instrument
    draft.save()
    _write("switch_on", draft, by=by.author(held), at=at, parameters=draft.parameters)
    _apply(draft, by.author(held), at)
    return draft


@transaction.atomic
def switch_off(active: Rule, *, by: Desk, at: dt.datetime) -> Rule:
    """停用 a rule; what it has found stays."""
    held = keeper(by)
    active = _locked(active, Standing.ACTIVE)
    _retire(active, by.author(held), at)
    if active.key == "lights":
        clock.set_thresholds(LAST_DAY, ground=active.name, by=by.author(held), at=at)
    return active


def keeper(desk: Desk) -> Power:
    """The delegation of a supervisor of the whole city, for whom rules are kept; raises NotEntitled."""
    powers = {power.agency_id: power for power in desk.powers if queries.ACT in power.acts}
    regions = dict(Agency.objects.filter(pk__in=powers).values_list("pk", "region_id"))
    held = next((powers[pk] for pk, region in regions.items() if region == rules.city(region)), None)
    if held is None:
        raise step.NotEntitled("监察规则由市级监察岗维护，您的岗位没有这项授权。没有作任何改动。")
    return held


def _apply(rule: Rule, by: Author, at: dt.datetime) -> None:
    """What is open follows a new rule: the next pass sets the day of each next rung, a job the lights."""
    if rule.key == "ladder":
        Urging.objects.filter(state=Urged.OPEN).update(next_on=step.day(at))
    if rule.key == "lights":
        clock.set_thresholds(rule.parameters["percent"], ground=rule.source, by=by, at=at)


def _retire(active: Rule, by: Author, at: dt.datetime) -> None:
    active.state = Standing.RETIRED
    active.save(update_fields=["state"])
    _write("switch_off", active, by=by, at=at)


def _locked(rule: Rule, state: str) -> Rule:
    fresh = Rule.objects.select_for_update(of=("self",)).select_related("trial").get(pk=rule.pk)
    if fresh.state != state:
        raise NotNow(f"这个版本现在是“{fresh.get_state_display()}”，没有作任何改动。请刷新页面。")
    return fresh


def _write(verb: str, rule: Rule, *, by: Author, at: dt.datetime, **data: object) -> None:
    told = {"state": rule.state, "key": rule.key, "number": rule.number, **data}
    journal.append(f"supervision.{verb}", rule.chain, by=by, at=at, ground=STEPS[verb].ground, **told)
