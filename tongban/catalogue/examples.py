"""示例: an item proves by its own examples that it comes to what its authors mean."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from tongban.catalogue import codes, routes, rules, visits
from tongban.catalogue.decisions import judging
from tongban.catalogue.decisions.facts import Known
from tongban.catalogue.definition import Definition, Example
from tongban.catalogue.parts import Fee, Limit
from tongban.catalogue.rules import Checklist
from tongban.core import forms

LABELS = {
    "answers": "情形答案",
    "papers": "材料清单",
    "promised": "承诺时限",
    "fee": "收费（分）",
    "route": "办理环节",
    "visits": "到现场次数",
    "outcome": "结果",
    "faults": "表单校验",
    "automatic": "自动判断",
    "rule": "适用的规则",
}


@dataclass(frozen=True, slots=True)
class Failure:
    """Where an example comes to something else than it says."""

    example: str
    element: str
    expected: str
    got: str
    wanted: object = field(default=None, compare=False)  # as the definition has them
    found: object = field(default=None, compare=False)

    @property
    def sentence(self) -> str:
        """As it is shown."""
        return f"示例“{self.example}”的{LABELS[self.element]}应为{self.expected}，实为{self.got}"


def failures(definition: Definition) -> list[Failure]:
    """What the examples of an item say that is not so; none are tried on a form that is wrong itself."""
    if rules.form_faults(definition):
        return []
    return [failure for example in definition.examples for failure in failing(definition, example)]


def fee(charged: Fee) -> int | str:
    """What a fee comes to in fen, or `assessed` where it is computed case by case."""
    if not charged.charged:
        return 0
    amounts = [charge.amount for charge in charged.charges if charge.amount is not None]
    return sum(amounts) if amounts and len(amounts) == len(charged.charges) else "assessed"


def failing(definition: Definition, example: Example) -> Iterator[Failure]:
    """What one example says that is not so, by a form that is right."""
    checklist = rules.checklist(definition, example.answers)
    unknown = _unanswerable(definition, example, checklist)
    if unknown:
        yield Failure(
            example.name, "answers", "每个适用的问题都选一个已有的选项", f"不符：{'、'.join(unknown)}"
        )
        return
    expected, got = example.expected, outcome(definition, example)
    for element, value in got.items():
        wanted = getattr(expected, element)
        if wanted is not None and wanted != value:
            yield Failure(example.name, element, _said(wanted), _said(value), wanted, value)


def _unanswerable(definition: Definition, example: Example, checklist: Checklist) -> list[str]:
    """The questions whose answers do not fit, and those left open."""
    valid = rules.valid_answers(definition, example.answers)
    wrong = [key for key, given in example.answers.items() if valid.get(key) != given]
    return wrong + [question.key for question in checklist.unanswered if question.key not in wrong]


def outcome(definition: Definition, example: Example) -> dict[str, object]:
    """What an example comes to, by the elements of what may be expected of it."""
    checklist = rules.checklist(definition, example.answers)
    return {
        "papers": tuple(paper.key for paper in checklist.papers),
        "promised": checklist.promised,
        "fee": fee(checklist.fee),
        "route": tuple(stage.key for stage in routes.route(definition, example.answers)),
        "visits": visits.computed(definition, checklist.papers).count,
        "outcome": definition.result.name,
        "faults": _faults(definition.form, example),
        **judged(definition, example),
    }


def judged(definition: Definition, example: Example) -> dict[str, str]:
    """What the table says of it; `facts` stands for what an example cannot have."""
    if definition.automatic is None:
        return {"automatic": "", "rule": ""}
    firm = bool(definition.audiences) and "1" not in definition.audiences
    known = Known(example.answers, example.form, firm=firm, given=example.facts)
    verdict = judging.judge(definition, known)
    return {"automatic": verdict.outcome, "rule": verdict.rule.key if verdict.rule else ""}


def _faults(schema: dict, example: Example) -> tuple[str, ...]:
    """The fields refused; those that the system fills in, and the signature, are not missed."""
    if not example.form:
        return ()
    fields = schema.get("properties", {})
    spared = {key for key, one in fields.items() if "x-source" in one or one.get("x-kind") == "signature"}
    required = [key for key in schema.get("required", []) if key not in spared - set(example.form)]
    wrong = forms.errors(schema | {"required": required}, example.form, example.answers)
    return tuple(key for key, _ in wrong)


def _said(value: object) -> str:
    """A value in words."""
    if isinstance(value, Limit):
        return f"{value.value}{codes.UNITS[value.unit]}"
    if isinstance(value, tuple):
        return "、".join(map(str, value)) or "无"
    if value == "":
        return "无"
    if value == "assessed":
        return "按件核定"
    if value in codes.OUTCOMES:
        return codes.OUTCOMES[str(value)]
    return f"“{value}”" if isinstance(value, str) else str(value)
