"""Where one can go at the console (导航): groups of pages; what an officer may not open is left out."""

from typing import NamedTuple

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tongban.catalogue.registers import entering
from tongban.clock import keeping
from tongban.console import telling
from tongban.identity.rules import Desk


class Place(NamedTuple):
    """A page of the navigation; `act`: the power without which it is not shown."""

    key: str
    label: str
    route: str
    args: tuple[str, ...] = ()
    act: str = ""


KEEPING = entering.ACT
GROUPS = {
    _("待办"): (
        Place("home", _("等您办理"), "console:home"),
        Place("waiting", _("待审"), "console:waiting"),
        Place("mine", _("我的修订稿"), "console:mine"),
    ),
    _("事项"): (
        Place("items", _("全部事项"), "console:items"),
        Place("claims", _("认领"), "console:claims", act="draft_items"),
        Place("entrustments", _("下放委托"), "console:entrustments"),
        Place("measures", _("处置"), "console:measures"),
    ),
    _("清单"): (
        Place("base", _("基本目录"), "console:register", ("base",), KEEPING),
        Place("negative", _("负面清单"), "console:register", ("negative",), KEEPING),
        Place("codes", _("代码集"), "console:register", ("codes",), KEEPING),
        Place("standards", _("政务服务标准"), "console:register", ("standards",), KEEPING),
    ),
    _("设置"): (
        Place("calendar", _("工作日历"), "console:calendar", act=keeping.ACT),
        Place("templates", _("告知模板"), "console:templates", act=telling.ACT),
        Place("sendings", _("发送情况"), "console:sendings", act=telling.ACT),
    ),
    _("质量"): (
        Place("quality", _("缺陷"), "console:quality"),
        Place("mistakes", _("复核有误"), "console:mistakes"),
        Place("searches", _("没搜到的"), "console:searches"),
    ),
    _("监察"): (Place("rules", _("监察规则"), "console:rules", act="supervise"),),
}


def open_to(desk: Desk) -> list[tuple[str, list[dict]]]:
    """The groups with the pages that this officer may open."""
    acts = {act for power in desk.powers for act in power.acts} | {""}
    found = [(label, [_line(one) for one in group if one.act in acts]) for label, group in GROUPS.items()]
    return [(label, group) for label, group in found if group]


def _line(one: Place) -> dict:
    return {"key": one.key, "label": one.label, "url": reverse(one.route, args=one.args)}


def navigation(request: HttpRequest) -> dict:
    """For the pages of the console."""
    return {"console_places": lambda: open_to(request.desk)}
