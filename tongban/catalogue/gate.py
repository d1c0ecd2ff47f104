"""What stands between a definition and the public: its code, its consistency, its own examples, the lint."""

from tongban.catalogue import examples, rules
from tongban.catalogue.definition import Definition
from tongban.catalogue.lint import judging
from tongban.catalogue.lint.rule import Subject


def faults(code: str, definition: Definition, agency: str = "") -> list[tuple[str, str]]:
    """What forbids publication: (element, sentence).

    The lint blocks only what can be applied for here: lists that others keep are shown with their defects.
    """
    found = rules.code_faults(code) + rules.faults(definition)
    found += [("examples", failure.sentence) for failure in examples.failures(definition)]
    if definition.accepts_online and not found:
        defects = judging.defects(Subject(definition, agency))
        found = [(d.element, f"{d.sentence}（{d.rule}）") for d in defects if d.severity == "B"]
    return found
