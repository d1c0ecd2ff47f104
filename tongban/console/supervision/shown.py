"""What the pages of the rules show: figures in words, versions, the verdict of the bench."""

from tongban.identity.rules import Desk
from tongban.supervision import actions, parameters, rulebook
from tongban.supervision.models import Rule
from tongban.supervision.parameters import FACTS, PARAMETERS, WHETHER
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
        "figures": rulebook.figures(told),
        "active": active is not None,
        "draft": any(rule.state == "draft" for rule in versions),
        "signal": SIGNALS[told.level],
    }


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
        "versions": [(rule, rulebook.figures(rule), LIGHTS[rule.state]) for rule in versions],
        "figures": rulebook.figures(active) if active else [],
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
