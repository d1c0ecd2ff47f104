"""What stands between a definition and the public: its code, its consistency, its own examples, the lint."""

from collections.abc import Mapping

from tongban.catalogue import examples, rules
from tongban.catalogue.definition import Definition
from tongban.catalogue.lint import judging
from tongban.catalogue.lint.rule import Subject


def faults(
    code: str, definition: Definition, agency: str = "", waived: Mapping[str, str] | None = None
) -> list[tuple[str, str]]:
    """What forbids publication: (element, sentence).

    The lint blocks only what can be applied for here: lists that others keep are shown with their defects. A
    rule that a reviewer has `waived`, with his reason, does not block.
    """
    found = rules.code_faults(code) + rules.faults(definition)
    found += [("examples", failure.sentence) for failure in examples.failures(definition)]
    spared = {number for number, reason in (waived or {}).items() if reason.strip()}
    if definition.accepts_online and not found:
        defects = judging.defects(Subject(definition, agency))
        grave = [defect for defect in defects if defect.severity == "B" and defect.rule not in spared]
        found = [(defect.element, f"{defect.sentence}（{defect.rule}）") for defect in grave]
    return found
