"""The pages of the rules: all of them by kind; one with its versions, its trial and its bench."""

import datetime as dt
from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tongban.console import access as permission
from tongban.console.measures import day
from tongban.console.supervision import shown
from tongban.core import errors
from tongban.identity.rules import Desk
from tongban.supervision import actions, queries
from tongban.supervision.models import Rule
from tongban.supervision.parameters import PARAMETERS
from tongban.ui import access, casework


class NotASupervisor(errors.NotEntitled):
    """不是监察岗: the post has no delegation to supervise."""


@access.staff
@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """Every rule by kind, with what is in force."""
    _reader(request)
    return render(request, "console/supervision/rules.html", {"groups": shown.groups()})


@access.staff
@require_safe
def rule(request: HttpRequest, key: str) -> HttpResponse:
    """One rule."""
    _reader(request)
    return _page(request, key)


@access.staff
@require_POST
def draft(request: HttpRequest, key: str) -> HttpResponse:
    """编写: the figures of a new version."""
    given = {one.key: _value(request, one.key, one.choices is not None) for one in PARAMETERS.get(key, ())}
    source = casework.said(request, "source")
    return _answered(
        request,
        key,
        lambda by, at: actions.write_rule(_latest(key), given=given, source=source, by=by, at=at),
        _("已保存为草稿，试运行以后由另外的人员启用。"),
    )


@access.staff
@require_POST
def trial(request: HttpRequest, key: str) -> HttpResponse:
    """试运行 of the draft."""
    since, until = day(casework.said(request, "since")), day(casework.said(request, "until"))
    return _answered(
        request,
        key,
        lambda by, at: actions.try_rule(_one(key, "draft"), since=since, until=until, by=by, at=at),
        _("试运行完成，结果在下面，规则没有启用。"),
    )


@access.staff
@require_POST
def activation(request: HttpRequest, key: str) -> HttpResponse:
    """启用 the draft."""
    return _answered(
        request,
        key,
        lambda by, at: actions.switch_on(_one(key, "draft"), by=by, at=at),
        _("规则已启用，下一轮巡查起按它执行。"),
    )


@access.staff
@require_POST
def retirement(request: HttpRequest, key: str) -> HttpResponse:
    """停用 what is in force."""
    return _answered(
        request,
        key,
        lambda by, at: actions.switch_off(_one(key, "active"), by=by, at=at),
        _("规则已停用，已经发现的不受影响。"),
    )


def _reader(request: HttpRequest) -> Desk:
    """Any supervisor may read the rules; raises NotASupervisor."""
    if not permission.powered(request.desk, queries.ACT):
        raise NotASupervisor(_("您的岗位没有监察的授权，不能打开监察规则。"))
    return permission.at_console(request)


def _value(request: HttpRequest, name: str, chosen: bool) -> object:
    typed = casework.said(request, name)
    return (
        typed if chosen else int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 6 else None
    )


def _latest(key: str) -> Rule:
    found = Rule.objects.filter(key=key).order_by("-number").first()
    if found is None:
        raise Http404
    return found


def _one(key: str, state: str) -> Rule:
    found = Rule.objects.filter(key=key, state=state).first()
    if found is None:
        raise Http404
    return found


def _answered(
    request: HttpRequest, key: str, act: Callable[[Desk, dt.datetime], object], sentence: str
) -> HttpResponse:
    by = _reader(request)
    try:
        act(by, timezone.now())
    except errors.Invalid as wrong:
        return _page(request, key, wrong)
    messages.success(request, sentence)
    return redirect("console:rule", key)


def _page(request: HttpRequest, key: str, wrong: errors.Invalid | None = None) -> HttpResponse:
    latest, today = _latest(key), timezone.localdate()
    page = shown.page(latest, request.GET.get("fact", "")) | {
        "keeps": shown.keeps(request.desk),
        "own": request.desk.officer_id,
        "since": today - dt.timedelta(90),
        "until": today,
        "typed": request.POST,
        "errors": casework.lines(wrong.errors if wrong else ()),
    }
    return render(request, "console/supervision/rule.html", page, status=wrong.status if wrong else 200)
