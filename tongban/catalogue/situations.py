"""情形: which conditions can ever hold, and which answers change nothing.

Conditions only ask that something was answered, never that it was not; so a condition can hold exactly when
all it asks for, and all that is needed for its questions to be asked, fits together.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from tongban.catalogue.definition import Definition
from tongban.catalogue.parts import Condition, Question, Variant

Faults = list[tuple[str, str]]
Needs = dict[str, list[frozenset[str]]]  # by question: sets of which each must have been chosen from


@dataclass(frozen=True, slots=True)
class Conditional:
    """What depends on answers: its place in the definition and how it is spoken of."""

    place: str
    words: str
    when: Condition


def conditionals(definition: Definition) -> Iterator[Conditional]:
    """Everything that has a condition, in order."""
    named = (
        ("questions", "问题", [(q.key, q.text, q.when) for q in definition.questions]),
        ("papers", "材料", [(p.key, p.name, p.when) for p in definition.papers]),
        ("flow", "环节", [(s.key, s.name, s.when) for s in definition.flow]),
    )
    for part, word, entries in named:
        for key, name, when in entries:
            yield Conditional(f"{part}.{key}", f"{word}“{name}”", when)
    for place, variant in enumerate(definition.variants):
        yield Conditional(f"variants.{place}", f"第{place + 1}条随情形变化的时限和收费", variant.when)


def faults(definition: Definition) -> Faults:
    """Conditions that never hold: (element, sentence)."""
    tree = Tree(definition)
    found = [
        (f"{one.place}.when", f"{one.words}{reason}")
        for one in conditionals(definition)
        if (reason := tree.obstacle(one))
    ]
    return found or _shadowed(definition, tree)


def idle(definition: Definition) -> Faults:
    """Warnings: questions and options that change nothing, variants of which the first is taken by chance."""
    used: dict[str, list[Condition]] = {question.key: [] for question in definition.questions}
    for one in conditionals(definition):
        for key in one.when.keys() & used.keys():
            used[key].append(one.when)
    found = []
    for question in definition.questions:
        place = f"questions.{question.key}"
        if not used[question.key]:
            found.append((place, f"问题“{question.text}”怎么答都一样，可以不问"))
            continue
        found += [
            (place, f"问题“{question.text}”的选项{'、'.join(same)}结果相同，可以合并")
            for same in _same_options(question, used[question.key])
        ]
    return found + _undecided(definition, Tree(definition))


def _same_options(question: Question, used: list[Condition]) -> list[list[str]]:
    groups: dict[tuple[bool, ...], list[str]] = {}
    for option in question.options:
        effect = tuple(option.value in when[question.key] for when in used)
        groups.setdefault(effect, []).append(f"“{option.label}”")
    return [labels for labels in groups.values() if len(labels) > 1]


class Tree:
    """The questions of a definition, and what must be answered for each to be asked."""

    def __init__(self, definition: Definition) -> None:
        self.questions = {question.key: question for question in definition.questions}
        self.order = {key: place for place, key in enumerate(self.questions)}

    @cached_property
    def labels(self) -> Mapping[str, Mapping[str, str]]:
        """The words of the options, by question."""
        return {key: {o.value: o.label for o in q.options} for key, q in self.questions.items()}

    def needs(self, when: Condition) -> Needs:
        """All that must have been chosen for a condition to hold, through the questions it rests on."""
        found: Needs = {}
        waiting, seen = [when], set()
        while waiting:
            for key, values in waiting.pop().items():
                found.setdefault(key, []).append(frozenset(values))
                if key in self.questions and key not in seen:
                    seen.add(key)
                    waiting.append(self.questions[key].when)
        return found

    def obstacle(self, one: Conditional) -> str:
        """Why a condition never holds, continuing the sentence; empty when it may hold."""
        known = {key: values for key, values in one.when.items() if key in self.questions}
        return self._misnamed(known) or self._late(one, known) or self._contradiction(self.needs(known))

    def _misnamed(self, when: Condition) -> str:
        for key, values in when.items():
            strange = [value for value in values if value not in self.labels[key]]
            if strange:
                return f"的条件引用了问题“{self.questions[key].text}”没有的选项“{strange[0]}”"
            if not values:
                return f"的条件没有写问题“{self.questions[key].text}”的答案，永远不成立"
        return ""

    def _late(self, one: Conditional, when: Condition) -> str:
        part, _, own = one.place.partition(".")
        for key in when if part == "questions" else ():
            if self.order[key] >= self.order[own]:
                return f"取决于排在后面的问题“{self.questions[key].text}”，永远不会问到"
        return ""

    def _contradiction(self, needs: Needs) -> str:
        for key, sets in needs.items():
            question = self.questions.get(key)
            if question and question.kind == "one" and not frozenset.intersection(*sets):
                said = "，又要答".join(self._answers(key, values) for values in dict.fromkeys(sets))
                return f"的条件自相矛盾：问题“{question.text}”要答{said}，永远不成立"
        return ""

    def _answers(self, key: str, values: frozenset[str]) -> str:
        return "或者".join(f"“{label}”" for value, label in self.labels[key].items() if value in values)

    def together(self, first: Condition, second: Condition) -> bool:
        """Can both hold at once?"""
        needs = self.needs(first)
        for key, sets in self.needs(second).items():
            needs[key] = needs.get(key, []) + sets
        return not self._contradiction(needs)

    def implies(self, first: Condition, second: Condition) -> bool:
        """Whenever the first holds, does the second?"""
        needs = self.needs(first)
        return all(self._within(key, needs.get(key, []), frozenset(values)) for key, values in second.items())

    def _within(self, key: str, sets: list[frozenset[str]], wider: frozenset[str]) -> bool:
        question = self.questions.get(key)
        if sets and question and question.kind == "one":
            return frozenset.intersection(*sets) <= wider
        return any(values <= wider for values in sets)


def _changes(variant: Variant) -> set[str]:
    return {name for name in ("promised", "fee") if getattr(variant, name) is not None}


def _shadowed(definition: Definition, tree: Tree) -> Faults:
    """Variants that never count, because earlier ones say something else whenever they hold."""
    found = []
    for place, variant in enumerate(definition.variants):
        before = [v for v in definition.variants[:place] if tree.implies(variant.when, v.when)]
        taken = {name for one in before for name in _changes(one)}
        if _changes(variant) and _changes(variant) <= taken:
            words = f"第{place + 1}条随情形变化的时限和收费永远用不到：前面的条目在同样的情形下已经成立"
            found.append((f"variants.{place}", words))
    return found


def _undecided(definition: Definition, tree: Tree) -> Faults:
    found = []
    variants = list(enumerate(definition.variants))
    for place, later in variants:
        for earlier_place, earlier in variants[:place]:
            differ = {
                n for n in _changes(later) & _changes(earlier) if getattr(later, n) != getattr(earlier, n)
            }
            narrower = tree.implies(earlier.when, later.when) or tree.implies(later.when, earlier.when)
            if differ and not narrower and tree.together(earlier.when, later.when):
                both = f"第{earlier_place + 1}条和第{place + 1}条"
                words = f"{both}随情形变化的时限和收费可能同时成立而不相同，以前一条为准"
                found.append((f"variants.{place}", words))
    return found
