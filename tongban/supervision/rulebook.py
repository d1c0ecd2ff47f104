"""规则库: which version of a rule is in force, with which parameters."""

from collections.abc import Mapping

from tongban.supervision import rules
from tongban.supervision.models import Rule
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
