"""首页: search first, then what most people come for."""

import datetime as dt

from django.conf import settings
from django.core.cache import cache
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from tongban.cases.models import Case
from tongban.catalogue import queries
from tongban.catalogue.models import Item
from tongban.clock import queries as clock
from tongban.portal import browsing, guide
from tongban.ui import access, formats, navigation

POPULAR, MINUTES, WINDOW = 8, 10, dt.timedelta(days=30)
AHEAD = 60  # days within which a change of the calendar is worth a notice
# 人生事件 and 企业全周期: a word for the theme it leads to
EVENTS = {
    "person": {
        "005": (later("出生"), "baby-carriage"),
        "020": (later("上学"), "school"),
        "030": (later("就业"), "briefcase"),
        "060": (later("婚姻"), "heart"),
        "075": (later("住房"), "home"),
        "145": (later("就医"), "stethoscope"),
        "065": (later("优待"), "armchair"),
        "150": (later("退休"), "beach"),
        "155": (later("身后事"), "candle"),
        "085": (later("社保"), "umbrella"),
        "090": (later("证件"), "id"),
        "095": (later("出行"), "car"),
    },
    "firm": {
        "005": (later("开办变更"), "building-store"),
        "010": (later("准营"), "license"),
        "030": (later("用工"), "users"),
        "025": (later("纳税"), "receipt"),
        "040": (later("投资"), "coins"),
        "085": (later("用地建设"), "crane"),
        "145": (later("安全生产"), "shield-check"),
        "095": (later("环保"), "leaf"),
        "090": (later("运输"), "truck"),
        "120": (later("文体教育"), "book"),
        "110": (later("卫生"), "stethoscope"),
        "165": (later("注销"), "logout-2"),
    },
}


@access.public
def home(request: HttpRequest) -> HttpResponse:
    """The first page, for persons or for firms."""
    audience = "firm" if request.GET.get("audience") == "firm" else "person"
    today = timezone.localdate()
    ranked = _most_applied(audience, timezone.now())
    popular = [*ranked, *_others(audience, ranked)]
    content = {
        "audience": audience,
        "ranked": bool(ranked),
        "popular": [
            {"name": item.name, "url": reverse("portal:guide", args=[item.code]), "text": guide.line(item)}
            for item in popular
        ],
        "entries": _entries(audience),
        "events": {whose: _events(whose) for whose in EVENTS},
        "agencies": [
            browsing.link(agency, agency.short_name or agency.name, _("%(n)s项") % {"n": count})
            for agency, count in browsing.agencies_here_first()[:16]
        ],
        "notices": _notices(today),
    }
    return render(request, "portal/home.html", content)


def _most_applied(audience: str, now: dt.datetime) -> list[Item]:
    """常办事项: the items most applied for in the last 30 days, counted every ten minutes."""
    items = browsing.items_for(audience)
    key = f"portal.popular.{audience}"
    wanted = cache.get(key)
    if wanted is None:
        rows = Case.objects.filter(received_at__gte=now - WINDOW, item__in=items).values_list("item")
        wanted = [pk for pk, _n in rows.annotate(n=Count("pk")).order_by("-n", "item")[:POPULAR]]
        cache.set(key, wanted, MINUTES * 60)
    found = items.in_bulk(wanted)
    return [found[pk] for pk in wanted if pk in found]


def _others(audience: str, ranked: list[Item]) -> list[Item]:
    """Where that is too few: items of this place, those that can be done online first."""
    more = browsing.items_for(audience).filter(region_id=settings.SITE["region"])
    rest = more.exclude(pk__in=[item.pk for item in ranked]).order_by("-online", "visits", "name")
    return list(rest[: POPULAR - len(ranked)])


def _entries(audience: str) -> list[dict]:
    """服务入口: those that lead somewhere."""
    entries = (
        ("portal:see", "news", _("我要看"), _("政策、公告、公开目录")),
        ("portal:find", "file-search", _("我要查"), _("办件进度、证照真伪")),
        (f"portal:for_{audience}s", "edit", _("我要办"), _("按主题、部门找事项")),
        ("portal:mine", "user", _("我的办件"), _("进度、补正、证照")),
        ("portal:ask", "message-2", _("我要问"), _("咨询与知识库")),
        ("portal:rate", "star", _("我要评"), _("好差评与投诉建议")),
    )
    made = [
        {"url": navigation.address(route), "icon": icon, "name": name, "text": text}
        for route, icon, name, text in entries
    ]
    return [entry for entry in made if entry["url"]]


def _events(audience: str) -> list[dict]:
    """Tiles of the themes that have items, the life events first."""
    themes = {code: name for code, name, _count in queries.by_theme(audience)}
    words = {code: given for code, given in EVENTS[audience].items() if code in themes}
    rest = {code: (name, "folder") for code, name in themes.items() if code not in words}
    return [
        {"name": name, "icon": icon, "url": reverse("portal:theme", args=[audience, code])}
        for code, (name, icon) in [*words.items(), *rest.items()][:8]
    ]


def _notices(today: dt.date) -> list[dict]:
    """公告: how the next days of the calendar differ from the usual week."""
    calendar = clock.calendar(settings.SITE["region"])
    made: list[dict] = []
    spans: dict[str, list[dt.date]] = {}
    for day in (today + dt.timedelta(days=n) for n in range(AHEAD)):
        why, name = calendar.reason(day)
        if why == "make_up_working_day":
            text = _("%(day)s调休上班，计入办理时限") % {"day": formats.weekday_day(day)}
            made.append({"text": text, "on": day, "small": ""})
        elif why == "holiday":
            spans.setdefault(name or "", []).append(day)
    made += [_holiday(name, days, calendar.provisional(days[-1].year)) for name, days in spans.items()]
    return sorted(made, key=lambda entry: entry["on"])[:4]


def _holiday(name: str, days: list[dt.date], provisional: bool) -> dict:
    span = formats.day(days[0])
    if len(days) > 1:
        span = _("%(first)s至%(last)s") % {"first": span, "last": formats.day(days[-1])}
    small = (
        _("%(year)s年放假安排尚未公布，暂按法定节假日推算") % {"year": days[-1].year} if provisional else ""
    )
    text = _("%(span)s%(name)s放假，不计入办理时限") % {"span": span, "name": name}
    return {"text": text, "on": days[0], "small": small}
