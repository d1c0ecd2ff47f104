"""What can be set in each rule: the parameters with their words and bounds, and what a verdict is made of."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

RUNGS = ("first", "second", "third")
ORDINALS = {"first": _("第1级"), "second": _("第2级"), "third": _("第3级")}
REACHES = {"agency": _("承办单位"), "division": _("本级"), "city": _("市级")}
POSTS = {"decide": _("负责人（决定岗）"), "supervisor": _("监察岗")}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One figure of a rule, or one choice."""

    key: str
    words: str
    unit: str = ""
    least: int = 1
    most: int = 1000
    choices: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """What the bench asks for: a figure that meets the rule from the threshold on, or below it."""

    words: str
    unit: str
    below: bool = False


def _threshold(words: str, unit: str, least: int = 1, most: int = 1000) -> tuple[Parameter, ...]:
    return (Parameter("threshold", words, unit, least, most),)


def _rung(key: str) -> tuple[Parameter, ...]:
    words = ORDINALS[key]
    return (
        Parameter(
            f"{key}_days", _("%(rung)s：答复到期后几个工作日（0为不用）") % {"rung": words}, "个工作日", 0, 60
        ),
        Parameter(f"{key}_post", _("%(rung)s报给谁") % {"rung": words}, choices=POSTS),
        Parameter(f"{key}_where", _("%(rung)s在哪里") % {"rung": words}, choices=REACHES),
    )


PARAMETERS: Mapping[str, tuple[Parameter, ...]] = {
    "lights": (Parameter("percent", _("用去期限的多少起亮黄灯"), "%", 1, 99),),
    "urging": (Parameter("answer_days", _("几个工作日内答复"), "个工作日", 1, 30),),
    "ladder": tuple(one for key in RUNGS for one in _rung(key)),
    "terms": (
        Parameter("answer_days", _("申辩期限"), "个工作日", 1, 30),
        Parameter("appeal_days", _("申诉期限"), "个自然日", 1, 180),
    ),
    "unreasoned": _threshold(_("理由少于几个字"), "字"),
    "burst": _threshold(_("一分钟内办了几件"), "件", 2),
    "many_hands": _threshold(_("同一分钟内几个人办同一件"), "人", 2),
    "hurried": _threshold(_("到手以后不到几秒"), "秒", 1, 86400),
    "closed_hours": _threshold(_("开门前、关门后超过几分钟"), "分钟", 0, 600),
    "repeated": _threshold(_("申请了几次"), "次", 2),
    "stopped_twice": _threshold(_("同一种理由停表几次"), "次", 2),
    "window_visits": _threshold(_("比承诺多几次"), "次"),
    "backdated": _threshold(_("早于前一条几分钟以上"), "分钟", 1, 10000),
    "stopped_late": _threshold(_("离最后一天几天以内"), "天", 0, 10),
    "closing_time": _threshold(_("下班前一刻钟受理几件"), "件", 2),
    "read_only": _threshold(_("查看以后几天没有办理"), "天", 1, 30),
    "rating_burst": _threshold(_("一小时内收到几条最高评价"), "条", 2),
    "rating_unanswered": _threshold(_("几个工作日没有核实整改"), "个工作日", 1, 60),
}
FACTS: Mapping[str, Fact] = {
    "unreasoned": Fact(_("理由有几个字"), "字", below=True),
    "burst": Fact(_("同一人在一分钟内办了几件"), "件"),
    "many_hands": Fact(_("同一分钟内有几个人办了这一件"), "人"),
    "hurried": Fact(_("从上一步到决定隔了几秒"), "秒", below=True),
    "closed_hours": Fact(_("离开门或者关门时间几分钟"), "分钟"),
    "repeated": Fact(_("同一人为同一事项申请了几次"), "次"),
    "stopped_twice": Fact(_("同一种理由停表几次"), "次"),
    "window_visits": Fact(_("比承诺多到了几次窗口"), "次"),
    "backdated": Fact(_("早于前一条几分钟"), "分钟"),
    "stopped_late": Fact(_("停表时离最后一天几天"), "天", below=True),
    "closing_time": Fact(_("同一人在下班前一刻钟受理了几件"), "件"),
    "read_only": Fact(_("查看以后过了几天没有办理"), "天"),
    "rating_burst": Fact(_("一小时内收到几条最高评价"), "条"),
    "rating_unanswered": Fact(_("差评以后过了几个工作日"), "个工作日"),
    "lights": Fact(_("用去了期限的百分之几"), "%"),
    "urging": Fact(_("超过期限几个工作日"), "个工作日"),
    "ladder": Fact(_("答复到期以后过了几个工作日"), "个工作日"),
    "terms": Fact(_("送达以后过了几个自然日"), "个自然日"),
}
WHETHER = Fact(_("出现了几次"), "次")  # of a rule without figures: once is enough


def faults(key: str, given: Mapping[str, object]) -> list[tuple[str, str]]:
    """What is wrong with the parameters of a rule, by field."""
    found: list[tuple[str, object]] = []
    for one in PARAMETERS.get(key, ()):
        value = given.get(one.key)
        if one.choices is not None:
            found += (
                [] if value in one.choices else [(one.key, _("请选择“%(words)s”") % {"words": one.words})]
            )
        elif not isinstance(value, int) or not one.least <= value <= one.most:
            told = {"words": one.words, "least": one.least, "most": one.most}
            found.append((one.key, _("“%(words)s”请填%(least)s到%(most)s的整数") % told))
    return [(field, str(sentence)) for field, sentence in found]


def meets(key: str, parameters: Mapping[str, int], value: int) -> bool:
    """判定: does a case with this figure meet the rule?"""
    fact = FACTS.get(key, WHETHER)
    if key in ("closed_hours", "backdated"):
        return value > parameters["threshold"]
    if key == "stopped_late":
        return value <= parameters["threshold"]
    if key == "ladder":
        return any(0 < parameters[f"{rung}_days"] <= value for rung in RUNGS)
    if key == "terms":
        return value > parameters["appeal_days"]
    least = parameters.get("threshold", parameters.get("percent", 1))
    return value < least if fact.below else value >= least
