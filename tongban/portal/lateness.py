"""超期说明: who is late with one's case and since when, that supervision knows, and where to complain."""

import datetime as dt

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tongban.cases import queries, stages
from tongban.cases.models import Case
from tongban.cases.states import State
from tongban.catalogue import codes
from tongban.clock import engine
from tongban.supervision.models import Alarm, Urging
from tongban.ui import formats

WINDOW = {
    State.RECEIVED: gettext_noop("这件办件在%(agency)s的综合窗口，等待答复是否受理，%(day)s收到。"),
    State.GRANTED: gettext_noop("这件办件在%(agency)s的综合窗口，等待送达，%(day)s作出决定。"),
    State.REFUSED: gettext_noop("这件办件在%(agency)s的综合窗口，等待送达，%(day)s作出决定。"),
}


def of(case: Case, today: dt.date) -> dict | None:
    """What is said of a case over its limit, or at a stage over its own; None where nothing is late."""
    open_now = stages.at(case, today) if case.state == State.ACCEPTED else []
    over = bool(case.due_on and case.due_on < today)
    if not over and not any(each.light == "red" for each in open_now):
        return None
    calendar = queries.calendar(case)
    lines = [_at_stage(case, each, calendar, today) for each in open_now] or _at_window(case)
    heading, kind = _("这件办件的环节超过了内部期限"), "warn"
    if over and case.due_on:
        heading, kind = _("这件办件%s") % late(case.due_on, today, calendar), "bad"
    elif case.due_on:
        lines.append(_("整件仍要在%s前办好。") % formats.day(case.due_on))
    return {"heading": heading, "kind": kind, "lines": [*lines, watched(case)], "complain": where(case)}


def late(due_on: dt.date, today: dt.date, calendar: engine.Calendar) -> str:
    """已超期3个工作日."""
    days = engine.working_days_between(due_on, today, calendar)
    return _("已超期%s") % formats.limit(days, "working_day") if days else _("已超期")


def where(case: Case) -> str:
    """监督投诉: the telephone of the agency, then the hotline."""
    own = queries.definition(case).supervise
    return _("或者").join(part for part in (own, settings.SITE["hotline"]) if part)


def watched(case: Case) -> str:
    """What supervision knows of it."""
    urging = Urging.objects.filter(case=case).order_by("-at").first()
    if urging and urging.answered_at:
        return _("监察岗已督办，承办岗位%s答复。") % formats.day(urging.answered_at)
    if urging:
        said = {"day": formats.day(urging.at), "by": formats.day(urging.answer_by)}
        return _("监察岗%(day)s已督办，要求%(by)s前答复。") % said
    told = Alarm.objects.filter(case=case, due_on=case.due_on, level="red").order_by("raised_at").first()
    if told:
        return _("%s已经通报监察岗。") % formats.day(told.raised_at)
    return _("系统巡查时会通报监察岗，不用您另外申请。")


def _at_stage(case: Case, each: stages.Open, calendar: engine.Calendar, today: dt.date) -> str:
    post = codes.POSTS.get(each.turn.post, each.turn.post)
    said = {
        "agency": case.agency.name,
        "post": post,
        "stage": each.stage.name,
        "day": formats.day(each.turn.opened_at),
    }
    told = _("这件办件在%(agency)s的%(post)s，办理“%(stage)s”，%(day)s到手。") % said
    if each.light != "red" or each.due_on is None:
        return told
    over = {"day": formats.day(each.due_on), "late": late(each.due_on, today, calendar)}
    return told + _("这个环节应在%(day)s前办完，%(late)s。") % over


def _at_window(case: Case) -> list[str]:
    since = case.counted_at if case.state == State.RECEIVED else case.decided_at
    if case.state not in WINDOW or since is None:
        return []
    said = {"agency": case.agency.name, "day": formats.day(since)}
    return [_(WINDOW[State(case.state)]) % said]
