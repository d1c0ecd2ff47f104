"""What stands between a definition and the public: its code, its consistency, its own examples, the lint."""

from collections.abc import Mapping
from dataclasses import dataclass

from tongban.catalogue import attachments, examples, rules
from tongban.catalogue.definition import Definition
from tongban.catalogue.lint import judging
from tongban.catalogue.lint.rule import RULES, Severity, Subject
from tongban.catalogue.registers.binding import UNBOUND, Bound

Waived = Mapping[str, str]  # 豁免: rules of the lint that a reviewer lets stand, with his reasons


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said of one element: does it block, by which rule of the lint, and was that waived?"""

    element: str
    sentence: str
    severity: Severity = "B"
    rule: str = ""  # empty: law and consistency, which nobody waives
    waived: str = ""

    @property
    def blocks(self) -> bool:
        """Does it forbid publication?"""
        return self.severity == "B" and not self.waived

    @property
    def waivable(self) -> bool:
        """May a reviewer let it stand?"""
        return self.blocks and self.rule in RULES and RULES[self.rule].waivable


def faults(
    code: str,
    definition: Definition,
    agency: str = "",
    waived: Waived | None = None,
    bound: Bound = UNBOUND,
) -> list[tuple[str, str]]:
    """What forbids publication: (element, sentence).

    The lint blocks only what can be applied for here: lists that others keep are shown with their defects. A
    rule that a reviewer has `waived`, with his reason, does not block. What the registers ask is `bound`.
    """
    found = inconsistent(code, definition, bound)
    if definition.accepts_online and not found:
        found = [(r.element, r.sentence) for r in linted(definition, agency, waived, bound) if r.blocks]
    return found


def inconsistent(code: str, definition: Definition, bound: Bound = UNBOUND) -> list[tuple[str, str]]:
    """What law, registers and consistency forbid, and examples that fail: (element, sentence)."""
    found = rules.code_faults(code) + rules.faults(definition) + bound.faults(definition)
    found += attachments.faults(definition)
    return found + [("examples", failure.sentence) for failure in examples.failures(definition)]


def linted(
    definition: Definition, agency: str = "", waived: Waived | None = None, bound: Bound = UNBOUND
) -> list[Remark]:
    """What the lint says; of what cannot be applied for here it blocks nothing."""
    spared = {n: reason for n, reason in (waived or {}).items() if reason.strip() and RULES[n].waivable}
    grave: Severity = "B" if definition.accepts_online else "W"
    return [
        Remark(
            defect.element,
            f"{defect.sentence}（{defect.rule}）",
            grave if defect.severity == "B" else defect.severity,
            defect.rule,
            spared.get(defect.rule, "") if defect.severity == "B" else "",
        )
        for defect in judging.defects(Subject(definition, agency, bound.forbidden))
    ]
