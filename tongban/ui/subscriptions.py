"""我的订阅: what an officer hears of lights, signs and urgings within his range."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from tongban.catalogue import codes
from tongban.core import errors
from tongban.supervision import subscribing
from tongban.supervision.models import Subscription
from tongban.ui import access, casework, formats

ALL = "all"
EVERY = (ALL, gettext_lazy("全部"))
HOURS = [(str(hour), f"{hour}:00") for hour in range(24)]


class NothingToHear(errors.NotEntitled):
    """没有可订阅的范围: neither supervises nor decides."""


@access.staff
def subscriptions(request: HttpRequest) -> HttpResponse:
    """The list, and the form that adds to it."""
    desk = request.desk
    if not subscribing.reach(desk).exists():
        raise NothingToHear(_("订阅给监察岗和单位负责人使用，您现在的岗位没有可以订阅的范围。"))
    if request.method != "POST":
        return page(request)
    try:
        subscribing.subscribe(wished(request), by=desk, at=timezone.now())
    except errors.Invalid as wrong:
        return page(request, wrong)
    messages.success(request, _("订阅已保存，有新情况会按您选的时间告诉您。"))
    return redirect("ui:subscriptions")


@access.staff
@require_POST
def ending(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """停止订阅."""
    if subscribing.end(pk, by=request.desk, at=timezone.now()):
        messages.success(request, _("已停止这项订阅。"))
    else:
        messages.info(request, _("这项订阅已经停止，不用再操作。"))
    return redirect("ui:subscriptions")


def wished(request: HttpRequest) -> subscribing.Wish:
    """The form as a wish; one level belongs to one matter."""
    said = {name: casework.said(request, name) for name in ("matter", "level", "rhythm", "post")}
    matter, _sep, level = said["matter"].partition(":")
    return subscribing.Wish(
        matter=matter,
        level=level,
        rhythm=said["rhythm"],
        agency=number(request, "agency") if casework.said(request, "agency") != ALL else None,
        post="" if said["post"] == ALL else said["post"],
        hour=number(request, "hour"),
        weekday=number(request, "weekday"),
    )


def number(request: HttpRequest, name: str) -> int:
    """A number of the form; one that nothing has where it is none."""
    typed = casework.said(request, name)
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else -1


def page(request: HttpRequest, wrong: errors.Invalid | None = None) -> HttpResponse:
    """The page; after a fault with what was chosen."""
    agencies = subscribing.reach(request.desk)
    shown = {
        "subscriptions": [told(one) for one in subscribing.running(request.desk.officer_id)],
        "matters": matters(),
        "agencies": [EVERY, *((one.pk, one.short_name or one.name) for one in agencies)],
        "posts": [EVERY, *codes.POSTS.items()],
        "rhythms": Subscription.Rhythm.choices,
        "hours": HOURS,
        "weekdays": list(enumerate(formats.WEEKDAYS)),
        "typed": request.POST,
        "errors": casework.lines(wrong.errors if wrong else ()),
    }
    return render(request, "ui/subscriptions.html", shown, status=wrong.status if wrong else 200)


def matters() -> list[tuple[str, str]]:
    """What can be heard of: a whole matter, or one level of it."""
    made = []
    for matter, words in Subscription.Matter.choices:
        made.append((matter, _("%(matter)s：全部") % {"matter": words}))
        levels = subscribing.LEVELS[matter].items()
        made += [
            (f"{matter}:{level}", _("%(matter)s：%(level)s") % {"matter": words, "level": said})
            for level, said in levels
        ]
    return made


def told(one: Subscription) -> dict:
    """A line of the list."""
    level = subscribing.LEVELS[one.matter].get(one.level, _("全部"))
    where = [one.agency.short_name or one.agency.name] if one.agency else []
    where += [codes.POSTS.get(one.post, one.post)] if one.post else []
    return {
        "pk": one.pk,
        "what": f"{one.get_matter_display()}：{level}",
        "where": "，".join(where) or _("监察或者负责的全部范围"),
        "when": when(one),
        "since": one.since,
    }


def when(one: Subscription) -> str:
    """每周一8:00."""
    if one.rhythm == Subscription.Rhythm.AT_ONCE:
        return _("随时（10分钟以内）")
    if one.rhythm == Subscription.Rhythm.DAILY:
        return _("每天%(hour)s:00") % {"hour": one.hour}
    return _("每%(weekday)s%(hour)s:00") % {"weekday": formats.WEEKDAYS[one.weekday], "hour": one.hour}
