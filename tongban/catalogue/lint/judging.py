"""All rules over one item, and its score."""

from collections import Counter
from collections.abc import Iterable

from tongban.catalogue.lint import guide, papers, wording
from tongban.catalogue.lint.rule import RULES, Defect, Subject

FAMILIES = (guide, papers, wording)  # named here, so that their rules are entered
WEIGHTS = {"B": 10, "W": 3, "M": 1}
MOST = 3  # how often one rule counts against one item


def defects(subject: Subject) -> list[Defect]:
    """What is wrong with an item, by the numbers of the rules."""
    return [
        Defect(rule.number, rule.severity, element, sentence)
        for _, rule in sorted(RULES.items())
        for element, sentence in rule.check(subject)
    ]


def score(found: Iterable[Defect]) -> int:
    """100 less 10 for each blocking defect, 3 for a warning, 1 for a watch; of a rule at most three count."""
    hits = Counter((defect.rule, defect.severity) for defect in found)
    lost = sum(WEIGHTS[severity] * min(count, MOST) for (_, severity), count in hits.items())
    return max(0, 100 - lost)
