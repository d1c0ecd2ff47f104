"""What the pages of the rules show: figures in words, versions, the verdict of the bench."""

from django.utils.translation import gettext as _

from tongban.identity.rules import Desk
from tongban.supervision import actions, parameters, rules
from tongban.supervision.models import Rule
from tongban.supervision.parameters import FACTS, ORDINALS, PARAMETERS, POSTS, REACHES, WHETHER
from tongban.supervision.states import Kind

LIGHTS = {"draft": "warn", "active": "ok", "retired": ""}
SIGNALS = {"yellow": "warn", "red": "bad", "notable": "warn", "serious": "bad"}


def groups() -> list[tuple[str, list[dict]]]:
    """Kind → its rules: what is in force, else the latest, and whether a draft waits."""
    versions: dict[str, list[Rule]] = {}
    for rule in Rule.objects.order_by("kind", "level", "key", "-number"):
        versions.setdefault(rule.key, []).append(rule)
    lines = [_line(found) for found in versions.values()]
    return [
        (label, [line for line in lines if line["rule"].kind == kind])
        for kind, label in Kind.choices
        if any(line["rule"].kind == kind for line in lines)
    ]


def _line(versions: list[Rule]) -> dict:
    active = next((rule for rule in versions if rule.state == "active"), None)
    told = active or versions[0]
    return {
        "rule": told,
        "figures": figures(told),
        "active": active is not None,
        "draft": any(rule.state == "draft" for rule in versions),
        "signal": SIGNALS[told.level],
    }


def figures(rule: Rule) -> list[str]:
    """用去期限的多少起亮黄灯：80%; of the ladder each rung in one line."""
    said = rule.parameters
    if rule.key == "ladder":
        return [rung(each) for each in rules.ladder(said)] or [_("没有一级在用")]
    return [f"{one.words}：{_said(one, said.get(one.key))}" for one in PARAMETERS.get(rule.key, ())]


def rung(one: rules.Rung) -> str:
    """第1级：答复到期1个工作日后，报承办单位的单位负责人（决定岗）."""
    told = {
        "level": ORDINALS[one.key],
        "days": one.days,
        "where": REACHES[one.where],
        "post": POSTS[one.post],
    }
    return _("%(level)s：答复到期%(days)s个工作日后，报%(where)s%(post)s") % told


def _said(one: parameters.Parameter, value: object) -> str:
    return str(one.choices.get(str(value), value)) if one.choices else f"{value}{one.unit}"


def page(latest: Rule, fact: str) -> dict:
    """One rule: what is in force, what waits, what was."""
    people = ("written_by", "switched_by", "trial__officer")
    versions = list(Rule.objects.filter(key=latest.key).select_related(*people).order_by("-number"))
    active = next((rule for rule in versions if rule.state == "active"), None)
    draft = next((rule for rule in versions if rule.state == "draft"), None)
    return {
        "rule": latest,
        "signal": SIGNALS[latest.level],
        "active": active,
        "draft": draft,
        "trial": draft.trial if draft else None,
        "parameters": PARAMETERS.get(latest.key, ()),
        "given": (draft or active or latest).parameters,
        "versions": [(rule, figures(rule), LIGHTS[rule.state]) for rule in versions],
        "figures": figures(active) if active else [],
        "fact": FACTS.get(latest.key, WHETHER),
        "tried": fact,
        "verdicts": verdicts(latest.key, fact, draft, active),
    }


def verdicts(key: str, fact: str, draft: Rule | None, active: Rule | None) -> list[tuple[Rule, bool]]:
    """检验台: what each version says of a figure."""
    if not (fact.isascii() and fact.isdecimal() and len(fact) < 7):
        return []
    both = [rule for rule in (draft, active) if rule]
    return [(rule, parameters.meets(key, rule.parameters, int(fact))) for rule in both]


def keeps(desk: Desk) -> bool:
    """Does he keep rules, or only read them?"""
    try:
        actions.keeper(desk)
    except actions.NotEntitled:
        return False
    return True
