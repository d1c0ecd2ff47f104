"""From a definition and the answers to what this applicant needs."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from tongban.catalogue import codes, extending, flows, forms, situations
from tongban.catalogue.decisions import checking
from tongban.catalogue.definition import Definition
from tongban.catalogue.parts import Condition, Fee, Limit, Question, Requirement
from tongban.core import identifiers

Answers = Mapping[str, str | Sequence[str]]


def chosen(answers: Answers, key: str) -> list[str]:
    """The values given to a question, one or many."""
    value = answers.get(key, [])
    return [value] if isinstance(value, str) else list(value)


def holds(condition: Condition, answers: Answers) -> bool:
    """Does the condition hold under these answers?"""
    return all(set(chosen(answers, key)) & set(values) for key, values in condition.items())


@dataclass(frozen=True, slots=True)
class Checklist:
    """What one situation comes to."""

    questions: tuple[Question, ...]  # those that apply
    unanswered: tuple[Question, ...]
    papers: tuple[Requirement, ...]
    added: frozenset[str]  # keys of papers that the answers brought in
    promised: Limit | None
    fee: Fee

    @property
    def uploads(self) -> tuple[Requirement, ...]:
        """The papers the applicant hands in."""
        return tuple(paper for paper in self.papers if paper.uploaded)

    @property
    def spared(self) -> tuple[Requirement, ...]:
        """免提交: the papers he need not bring."""
        return tuple(paper for paper in self.papers if not paper.uploaded)


def checklist(
    definition: Definition,
    answers: Answers,
    held: Collection[str] | None = None,
    *,
    committed: bool = False,
) -> Checklist:
    """情形 → papers, limit and fee.

    `held` are the types of certificates found for the applicant: a paper whose certificate was not found is
    handed in like any other. None: nobody has looked yet. Who has `committed` himself is spared what his
    commitment replaces.
    """
    questions = tuple(q for q in definition.questions if holds(q.when, answers))
    spared = replaced(definition) if committed else ()
    asked = [p for p in definition.papers if holds(p.when, answers) and p.key not in spared]
    papers = tuple(_asked(p, held) for p in asked)
    variants = [v for v in definition.variants if holds(v.when, answers)]
    return Checklist(
        questions=questions,
        unanswered=tuple(q for q in questions if not chosen(answers, q.key)),
        papers=papers,
        added=frozenset(p.key for p in papers if p.when),
        promised=next((v.promised for v in variants if v.promised), definition.limits.promised),
        fee=next((v.fee for v in variants if v.fee), definition.fee),
    )


def replaced(definition: Definition) -> tuple[str, ...]:
    """告知承诺 → the keys of the papers it replaces; of an item without terms none."""
    return definition.commitment_terms.replaces if definition.commitment_terms else ()


def _asked(paper: Requirement, held: Collection[str] | None) -> Requirement:
    if held is None or paper.source != "licence" or paper.licence in held:
        return paper
    return paper.model_copy(update={"source": "government"})


def valid_answers(definition: Definition, given: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Only questions that apply and options that exist; a single choice keeps its first value."""
    kept: dict[str, list[str]] = {}
    for question in definition.questions:
        if not holds(question.when, kept):
            continue
        options = {option.value for option in question.options}
        values = [value for value in chosen(given, question.key) if value in options]
        if values:
            kept[question.key] = values[:1] if question.kind == "one" else values
    return kept


def faults(definition: Definition) -> list[tuple[str, str]]:
    """What forbids publication: (element, sentence)."""
    found = _unknown_words(definition)
    limits = definition.limits
    if _longer(limits.promised, limits.statutory):
        found.append(("limits.promised", "承诺时限不能长于法定时限"))
    found += extending.faults(definition)
    found += _twice("questions", definition.questions) + _twice("papers", definition.papers)
    found += [
        (f"{one.place}.when", f"条件引用了不存在的问题“{key}”")
        for one in situations.conditionals(definition)
        for key in one.when
        if key not in {q.key for q in definition.questions}
    ]
    found += situations.faults(definition) + flows.faults(definition) + form_faults(definition)
    found += checking.faults(definition)
    if definition.result.kind == "certificate" and definition.flow and not definition.result.certificate:
        found.append(("result.certificate", "结果是证照，须写明证照类型"))
    certificate = definition.result.certificate
    if definition.renews and not (certificate and certificate.serial == definition.renews):
        found.append(("renews", "延续的事项，结果须是同一类型的证照"))
    elif definition.renews and certificate and not certificate.validity_months:
        found.append(("result.certificate.validity_months", "延续的证照，须写明有效期"))
    return found


def form_faults(definition: Definition) -> list[tuple[str, str]]:
    """What is wrong with the form itself, beside the questions of the situation."""
    asked = {question.key: {option.value for option in question.options} for question in definition.questions}
    return forms.faults(definition.form, asked)


def code_faults(code: str) -> list[tuple[str, str]]:
    """事项编码: its structure; pseudo-codes of bodies without a credit code may stand."""
    sentences = {
        "length": "事项编码应为31位实施编码或33位业务办理项编码",
        "structure": "事项编码应由18位实施主体代码、1位行使层级代码、12位基本编码组成，业务办理项另加2位数字",
    }
    return [("code", sentences[fault]) for fault in identifiers.item_code_faults(code) if fault in sentences]


def _longer(promised: Limit | None, statutory: Limit | None) -> bool:
    if promised is None or statutory is None or promised.unit != statutory.unit:
        return False
    return promised.value > statutory.value


def _twice(element: str, parts: Sequence[Question] | Sequence[Requirement]) -> list[tuple[str, str]]:
    keys = [part.key for part in parts]
    repeated = [key for place, key in enumerate(keys) if key in keys[:place]]
    return [(f"{element}.{key}", f"标识“{key}”用了两次，请改一个") for key in repeated]


def _unknown_words(definition: Definition) -> list[tuple[str, str]]:
    used = {
        "kind": ({definition.kind}, codes.KINDS),
        "power_source": ({definition.power_source} - {""}, codes.POWER_SOURCES),
        "body_kind": ({definition.body_kind} - {""}, codes.BODY_KINDS),
        "depth": (definition.depth, codes.DEPTHS),
        "audiences": (definition.audiences, codes.AUDIENCES),
        "person_themes": (definition.person_themes, codes.PERSON_THEMES),
        "firm_themes": (definition.firm_themes, codes.FIRM_THEMES),
    }
    return [
        (element, f"代码“{word}”不在代码表中")
        for element, (words, known) in used.items()
        for word in words
        if word not in known
    ]
