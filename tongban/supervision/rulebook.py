"""规则库: which version of a rule is in force, with which parameters."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from tongban.supervision import rules
from tongban.supervision.models import Rule
from tongban.supervision.parameters import ORDINALS, PARAMETERS, POSTS, REACHES, Parameter
from tongban.supervision.rules import Rung
from tongban.supervision.states import Standing


def active(key: str) -> Rule | None:
    """The version in force; None where the rule is switched off."""
    return Rule.objects.filter(key=key, state=Standing.ACTIVE).first()


def in_force() -> dict[str, Rule]:
    """Every rule that is switched on, by key."""
    return {rule.key: rule for rule in Rule.objects.filter(state=Standing.ACTIVE)}


def figure(key: str, name: str, otherwise: int) -> int:
    """One figure of a rule, or another where the rule is switched off."""
    rule = active(key)
    return rule.parameters[name] if rule else otherwise


def ladder() -> tuple[Rung, ...]:
    """The rungs in force, lowest first; none where the rule is switched off."""
    rule = active("ladder")
    parameters: Mapping = rule.parameters if rule else {}
    return rules.ladder(parameters)


def worded(key: str) -> list[str]:
    """标准: the figures of the version in force in words; none where there are none."""
    rule = active(key)
    return figures(rule) if rule else []


def figures(rule: Rule) -> list[str]:
    """用去期限的多少起亮黄灯：80%; of the ladder each rung in one line."""
    said = rule.parameters
    if rule.key == "ladder":
        return [_rung(each) for each in rules.ladder(said)] or [_("没有一级在用")]
    return [f"{one.words}：{_said(one, said.get(one.key))}" for one in PARAMETERS.get(rule.key, ())]


def _rung(one: Rung) -> str:
    """第1级：答复到期1个工作日后，报承办单位的单位负责人（决定岗）."""
    told = {
        "level": ORDINALS[one.key],
        "days": one.days,
        "where": REACHES[one.where],
        "post": POSTS[one.post],
    }
    return _("%(level)s：答复到期%(days)s个工作日后，报%(where)s%(post)s") % told


def _said(one: Parameter, value: object) -> str:
    return str(one.choices.get(str(value), value)) if one.choices else f"{value}{one.unit}"
