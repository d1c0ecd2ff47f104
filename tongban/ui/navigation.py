"""Navigation of the portal (主导航): addresses by route name; a surface that is not installed has no link."""

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from tongban.cases import approvals
from tongban.identity.rules import Desk

PORTAL = (
    ("home", _("首页"), "portal:home"),
    ("see", _("我要看"), "portal:see"),
    ("find", _("我要查"), "portal:find"),
    ("do", _("我要办"), "portal:items"),
    ("ask", _("我要问"), "portal:ask"),
    ("rate", _("我要评"), "portal:rate"),
)
TABS = (
    ("home", _("首页"), "portal:home", "home"),
    ("do", _("办事"), "portal:items", "layout-grid"),
    ("cases", _("进度"), "portal:cases", "list-check"),
    ("mine", _("我的"), "portal:mine", "user"),
)
FOOTER = (
    (_("办事"), ((_("个人服务"), "portal:for_persons"), (_("法人服务"), "portal:for_firms"))),
    (
        _("公开"),
        (
            (_("权责清单"), "portal:powers"),
            (_("收费目录"), "portal:fees"),
            (_("公共服务清单"), "portal:services"),
        ),
    ),
    (_("监督"), ((_("好差评"), "portal:rate"), (_("核验文书"), "portal:verify"))),
)


def address(route: str, *args: object) -> str | None:
    """The address of a route, or None when nobody offers it."""
    try:
        return reverse(route, args=args)
    except NoReverseMatch:
        return None


def approvals_waiting(desk: Desk) -> int | None:
    """待批准: how much waits for this post; None where it decides nothing."""
    return approvals.count(desk) if approvals.decides(desk) else None


def portal() -> list[dict]:
    """The main navigation."""
    made = [{"key": key, "label": label, "url": address(route)} for key, label, route in PORTAL]
    return [entry for entry in made if entry["url"]]


def tabs() -> list[dict]:
    """The bar at the foot of a phone."""
    made = [
        {"key": key, "label": label, "url": address(route), "icon": icon} for key, label, route, icon in TABS
    ]
    return [entry for entry in made if entry["url"]]


def footer() -> list[dict]:
    """Columns of links."""
    made = []
    for label, routes in FOOTER:
        links = [{"label": name, "url": address(route)} for name, route in routes]
        links = [entry for entry in links if entry["url"]]
        made += [{"label": label, "links": links}] if links else []
    return made
