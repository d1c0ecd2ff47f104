"""Which conditions can hold, which answers change nothing, and how many situations there are."""

import random

import pytest

from tests.town.items import entries
from tongban.catalogue import outcomes, rules, situations
from tongban.catalogue.definition import Definition

FIRST = "第1条随情形变化的时限和收费"
LABELS = {"x": "甲", "y": "乙", "z": "丙"}


def question(key: str, when: dict | None = None, kind: str = "one", values: str = "xyz") -> dict:
    options = [{"value": value, "label": LABELS[value]} for value in values]
    return {"key": key, "text": f"问{key}", "kind": kind, "options": options, "when": when or {}}


def paper(when: dict) -> dict:
    return {"key": "proof", "name": "证明", "when": when}


def definition(**elements) -> Definition:
    return Definition.model_validate({"name": "事项", "kind": "01"} | elements)


A, B, MANY = question("a"), question("b", {"a": ["x"]}), question("m", kind="many")


@pytest.mark.parametrize(
    ("elements", "told"),
    [
        ({"questions": [A, B, MANY], "papers": [paper({"b": ["y"], "m": ["x"]})]}, []),
        (
            {"questions": [A], "papers": [paper({"a": ["w"]})]},
            ["papers.proof.when 材料“证明”的条件引用了问题“问a”没有的选项“w”"],
        ),
        (
            {"questions": [A], "papers": [paper({"a": ["x", "w"]})]},
            ["papers.proof.when 材料“证明”的条件引用了问题“问a”没有的选项“w”"],
        ),
        (
            {"questions": [A], "papers": [paper({"a": []})]},
            ["papers.proof.when 材料“证明”的条件没有写问题“问a”的答案，永远不成立"],
        ),
        (
            {"questions": [A, B], "papers": [paper({"a": ["y", "z"], "b": ["x"]})]},
            ["papers.proof.when 材料“证明”的条件自相矛盾：问题“问a”要答“乙”或者“丙”，又要答“甲”，永远不成立"],
        ),
        (
            {"questions": [A, B, question("c", {"b": ["x"], "a": ["z"]})]},
            ["questions.c.when 问题“问c”的条件自相矛盾：问题“问a”要答“丙”，又要答“甲”，永远不成立"],
        ),
        ({"questions": [MANY, question("c", {"m": ["x"]})], "papers": [paper({"m": ["y"], "c": ["x"]})]}, []),
        (
            {"questions": [B, A]},
            ["questions.b.when 问题“问b”取决于排在后面的问题“问a”，永远不会问到"],
        ),
        (
            {"questions": [question("a", {"a": ["x"]})]},
            ["questions.a.when 问题“问a”取决于排在后面的问题“问a”，永远不会问到"],
        ),
        (
            {"questions": [A, B], "variants": [{"when": {"a": ["y"], "b": ["x"]}, "promised": {"value": 1}}]},
            [f"variants.0.when {FIRST}的条件自相矛盾：问题“问a”要答“乙”，又要答“甲”，永远不成立"],
        ),
        (
            {
                "questions": [A, B],
                "variants": [
                    {"when": {"a": ["x"]}, "promised": {"value": 3}},
                    {"when": {"b": ["y"]}, "promised": {"value": 1}},
                ],
            },
            ["variants.1 第2条随情形变化的时限和收费永远用不到：前面的条目在同样的情形下已经成立"],
        ),
        (
            {
                "questions": [A, B],
                "variants": [
                    {"when": {"a": ["x"]}, "promised": {"value": 3}},
                    {"when": {"b": ["y"]}, "fee": {"charged": False}},
                ],
            },
            [],
        ),
        (
            {
                "questions": [A],
                "variants": [{"when": {"gone": ["x"]}}, {"when": {"gone": ["x"]}, "promised": {"value": 3}}],
            },
            [],  # rules.faults names the question that is not there
        ),
    ],
)
def test_what_can_never_be_is_named(elements, told):
    found = situations.faults(definition(**elements))

    assert [f"{element} {sentence}" for element, sentence in found] == told


def test_an_unreachable_branch_forbids_publication():
    found = rules.faults(definition(questions=[A, B], papers=[paper({"a": ["y"], "b": ["x"]})]))

    assert [element for element, _ in found] == ["papers.proof.when"]


@pytest.mark.parametrize(
    ("elements", "places"),
    [
        ({"questions": [A]}, ["questions.a"]),
        ({"questions": [A], "papers": [paper({"a": ["x"]})]}, ["questions.a"]),  # y and z are the same
        ({"questions": [question("a", values="xy")], "papers": [paper({"a": ["x"]})]}, []),
        (
            {
                "questions": [A, question("b", values="xy")],
                "variants": [
                    {"when": {"a": ["x"]}, "promised": {"value": 3}},
                    {"when": {"a": ["y"]}, "promised": {"value": 2}},
                    {"when": {"b": ["x"]}, "promised": {"value": 1}},
                ],
            },
            ["variants.2", "variants.2"],
        ),
        (
            {
                "questions": [question("a", values="xy"), question("b", {"a": ["x"]}, values="xy")],
                "variants": [
                    {"when": {"b": ["x"]}, "promised": {"value": 1}},
                    {"when": {"a": ["x"]}, "promised": {"value": 3}},
                ],
            },
            [],  # the narrower one comes first
        ),
    ],
)
def test_what_changes_nothing_is_a_warning(elements, places):
    assert [place for place, _ in situations.idle(definition(**elements))] == places


@pytest.mark.parametrize(
    ("questions", "size"),
    [
        ([], 1),
        ([A], 3),
        ([MANY], 7),
        ([A, B], 5),
        ([A, B, MANY], 35),
        ([MANY, question("c", {"m": ["x", "y"]}, values="xy")], 13),
        ([question(f"q{n}", kind="many") for n in range(40)], 7**40),
    ],
)
def test_situations_are_counted(questions, size):
    assert outcomes.count(definition(questions=questions)) == size


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.file)
def test_the_items_of_the_town_have_no_dead_branch(entry):
    every = [*outcomes.outcomes(entry.definition)]

    assert situations.faults(entry.definition) == []
    assert outcomes.count(entry.definition) == len(every)
    assert [one for one in every if one.checklist.unanswered] == []
    assert {p.key for one in every for p in one.checklist.papers} == {p.key for p in entry.definition.papers}


def drawn(chance: random.Random) -> Definition:
    """Questions that depend on earlier ones, and a paper that depends on some."""
    questions: list[dict] = []
    for key in "abcd":
        kind = chance.choice(["one", "one", "many"])
        questions.append(question(key, condition(chance, "abcd"[: len(questions)]), kind, "xyz"))
    return definition(questions=questions, papers=[paper(condition(chance, "abcd"))])


def condition(chance: random.Random, keys: str) -> dict[str, list[str]]:
    chosen = chance.sample(keys, chance.randint(0, min(2, len(keys))))
    return {key: sorted(chance.sample("xyz", chance.randint(1, 2))) for key in chosen}


@pytest.mark.parametrize("seed", range(60))
def test_a_condition_can_hold_exactly_when_some_situation_meets_it(seed):
    found = drawn(random.Random(seed))  # noqa: S311 repeatable
    every = [one.answers for one in outcomes.outcomes(found)]

    dead = {
        f"{one.place}.when"
        for one in situations.conditionals(found)
        if not any(rules.holds(one.when, answers) for answers in every)
    }
    never_asked = {
        key for key, when in ((q.key, q.when) for q in found.questions) if f"questions.{key}.when" in dead
    }

    told = {element for element, _ in situations.faults(found)}
    assert told == dead
    assert outcomes.count(found) == len(every)
    assert never_asked == {q.key for q in found.questions} - {key for answers in every for key in answers}
