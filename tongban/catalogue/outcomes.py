"""情形与结果: every situation of an item with its checklist, limit and fee."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from tongban.catalogue import examples, lists, rules, situations
from tongban.catalogue.definition import Definition
from tongban.catalogue.parts import Question
from tongban.catalogue.rules import Checklist
from tongban.core import money

Given = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A situation and what it comes to."""

    answers: Given
    checklist: Checklist


def outcomes(definition: Definition) -> Iterator[Outcome]:
    """Every situation, in the order of the questions and their options; there may be very many."""
    for answers in _situations(definition.questions, {}):
        yield Outcome(answers, rules.checklist(definition, answers))


def _situations(questions: tuple[Question, ...], given: Given) -> Iterator[Given]:
    if not questions:
        yield given
        return
    first, *rest = questions
    if not rules.holds(first.when, given):
        yield from _situations(tuple(rest), given)
        return
    for values in _answers(first):
        yield from _situations(tuple(rest), given | {first.key: values})


def _answers(question: Question) -> Iterator[list[str]]:
    values = [option.value for option in question.options]
    sizes = range(1, len(values) + 1) if question.kind == "many" else (1,)
    for size in sizes:
        yield from ([*some] for some in combinations(values, size))


def count(definition: Definition) -> int:
    """How many situations there are, without going through them."""
    kept = {key for question in definition.questions for key in question.when}
    ways: dict[frozenset, tuple[Given, int]] = {frozenset(): ({}, 1)}
    for question in definition.questions:
        after: dict[frozenset, tuple[Given, int]] = {}
        for given, size in ways.values():
            for values, times in _kinds(definition, question, given):
                answers = given | {question.key: values} if question.key in kept else given
                mark = frozenset((key, *sorted(chosen)) for key, chosen in answers.items())
                after[mark] = answers, after.get(mark, (answers, 0))[1] + size * times
        ways = after
    return sum(size for _, size in ways.values())


def _kinds(definition: Definition, question: Question, given: Given) -> Iterator[tuple[list[str], int]]:
    """The answers as far as other questions ask for them, and how many answers look so."""
    if not rules.holds(question.when, given):
        yield [], 1
        return
    asked = {value for q in definition.questions for value in q.when.get(question.key, ())}
    named = [option.value for option in question.options if option.value in asked]
    others = len(question.options) - len(named)
    if question.kind == "one":
        yield from (([value], 1) for value in named)
        if others:
            yield [], others
        return
    for size in range(len(named) + 1):
        times = 2**others - (size == 0)
        yield from (([*some], times) for some in combinations(named, size) if times)


def header(definition: Definition) -> list[str]:
    """The columns of a table of situations."""
    return ["序号", *(question.text for question in definition.questions), "份数", "材料", "承诺时限", "收费"]


def row(definition: Definition, place: int, one: Outcome) -> list[str | int]:
    """A situation in that table."""
    papers = "、".join(paper.name for paper in one.checklist.papers)
    promised = lists.limit(one.checklist.promised)
    size = len(one.checklist.papers)
    return [place, *said(definition, one), size, papers, promised, fee(definition, one)]


def said(definition: Definition, one: Outcome) -> list[str]:
    """The answers in words, by question; empty where it is not asked."""
    labels = situations.Tree(definition).labels
    return [
        "、".join(labels[question.key][value] for value in one.answers.get(question.key, ()))
        for question in definition.questions
    ]


def fee(definition: Definition, one: Outcome) -> str:
    """What it costs in this situation."""
    if not definition.fee_known:
        return "收费未公布"
    amount = examples.fee(one.checklist.fee)
    if not isinstance(amount, int):
        return "按标准收费"
    return f"{money.yuan(amount)}元" if amount else "不收费"
