"""Who may enter what into the registers, and what is wrong with an entry."""

import datetime as dt

from tongban.catalogue import codes
from tongban.catalogue.models import BaseItem, CodeSet
from tongban.core import errors
from tongban.identity.models import Agency, Region
from tongban.identity.rules import Desk, Power

ACT = "keep_lists"  # 清单管理
COUNTY = 3  # of the levels of regions

Faults = list[tuple[str, str]]


class NotEntitled(errors.NotEntitled):
    """无权: the post does not keep the registers."""


def power(by: Desk) -> Power:
    """The delegation on which the officer keeps registers; raises NotEntitled."""
    held = next((each for each in by.powers if ACT in each.acts), None)
    if held is None:
        raise NotEntitled("您的岗位没有清单管理的有效授权，没有登记。请联系本单位办理授权。")
    return held


def required(**given: str) -> Faults:
    """What was left empty."""
    return [(field, "请填写") for field, value in given.items() if not value.strip()]


def span(since: dt.date | None, until: dt.date | None) -> Faults:
    """A span has a beginning, and ends after it."""
    if since is None:
        return [("since", "请填开始的日期")]
    return [("until", "截止的日期应晚于开始的日期")] if until and until <= since else []


def refuse(found: Faults) -> None:
    """Raise when something is wrong."""
    if found:
        raise errors.Invalid("没有登记，请先改正下列问题。您填的内容还在。", found)


def code(chosen: CodeSet, key: str) -> Faults:
    """A new code of a set."""
    found: Faults = []
    if not chosen.extensible:
        found.append(("set", f"“{chosen.name}”由程序使用，不能增加代码"))
    if not (key.isascii() and key.replace("_", "").isalnum() and len(key) <= 20):
        found.append(("code", "代码用不超过20位的字母和数字"))
    elif chosen.key == "kinds" and not (len(key) == 2 and key.isdecimal()):
        found.append(("code", "事项类型的代码是两位数字"))
    elif chosen.codes.filter(code=key).exists():
        found.append(("code", "这个代码已经有了"))
    return found


def items(named: list[str]) -> Faults:
    """Codes of items, or base codes."""
    wrong = [one for one in named if len(one) not in (12, 31, 33) or not one.isalnum()]
    return [("items", f"“{one}”不是12位基本编码，也不是31位或者33位事项编码") for one in wrong[:1]]


def posts(named: list[str]) -> Faults:
    """Kinds of posts."""
    return [("posts", f"没有岗位“{one}”") for one in named if one not in codes.POSTS][:1]


def place(by: Desk, agency: Agency | None, region: Region | None) -> Faults:
    """An agency may be named only by whoever keeps its lists; a region and an agency of it agree."""
    if agency and not any(p.agency_id == agency.pk and ACT in p.acts for p in by.powers):
        return [("agency", "您的岗位没有这个部门的清单管理授权")]
    if region and region.level > COUNTY:
        return [("region", "负面清单由县级以上公布，请选县级以上的地方")]
    if agency and region and agency.region_id != region.pk:
        return [("agency", "这个部门不在所选的地方")]
    return []


def differs(one: BaseItem, other: BaseItem) -> bool:
    """Does one edition say something else than the other?"""
    said = ("name", "kind", "basis", "statutory", "levels", "parent")
    return any(getattr(one, name) != getattr(other, name) for name in said)
