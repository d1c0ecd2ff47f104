"""What a table may ask (可用的事实): answers, fields of the form, the applicant, his certificates.

answers.<question>            the answer; of a question with several answers .<option>: was it among them?
form.<field>                  a field; personal identifiers are not offered
days.form.<field>             days from that date to the day on which the application came
age.form.<field>              age on that day of whose identity number it is; applicant.age: of the applicant
applicant.kind                person or firm
certificate.<type>            is there a valid certificate of a type that the papers of the item name?
"""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Protocol

from tongban.catalogue.decisions.cells import Domain
from tongban.catalogue.decisions.sets import HIGH, LOW, Facts, Names, Spans, Value, span
from tongban.catalogue.decisions.table import Kind
from tongban.catalogue.definition import Definition
from tongban.catalogue.parts import Condition, Question
from tongban.catalogue.situations import Tree
from tongban.core import forms

Atom = tuple[str, frozenset[Value]]  # a fact, and the values of which it has one
IDENTIFIERS = frozenset({"id_number", "phone", "bank_card", "credit_code"})
OLDEST = 150
PLAIN: dict[str, Kind] = {
    "boolean": "flag", "integer": "number", "number": "number", "string": "text"
}  # fmt: skip
UNASKABLE = frozenset({"rows", "signature", "multi"})
EVERY_NUMBER = Spans(((LOW, HIGH),), True)


@dataclass(frozen=True, slots=True)
class Source:
    """One fact: what it is called, what it may be, and what must hold for it to be there."""

    path: str
    label: str
    domain: Domain
    needs: tuple[tuple[Atom, ...], ...] = ()  # of each of these, one must hold
    there: Facts | None = None  # the values that say it is there; None: all but the missing one

    @property
    def present(self) -> Facts:
        """The fact as far as it is there."""
        return self.there or Facts(self.domain.every.values)


def known(definition: Definition) -> dict[str, Source]:
    """Every fact a table of this item may ask, by path."""
    found = [*_of_applicant(definition), *_of_answers(definition), *_of_form(definition)]
    found += [Source(path, f"有有效的{name}", _flags()) for path, name in _certificates(definition).items()]
    return {source.path: source for source in found}


def _certificates(definition: Definition) -> dict[str, str]:
    papers = [paper for paper in definition.papers if paper.source == "licence" and paper.licence]
    return {f"certificate.{paper.licence}": paper.name for paper in reversed(papers)}


def _flags(missing: bool = False) -> Domain:
    return Domain("flag", Facts(Names(frozenset({True, False})), missing))


def _choices(options: Mapping[str, str], missing: bool = False) -> Domain:
    return Domain("choice", Facts(Names(frozenset(options)), missing), options=options)


def _numbers(values: Spans = EVERY_NUMBER, missing: bool = False) -> Domain:
    return Domain("number", Facts(values, missing), values.whole)


def _of_applicant(definition: Definition) -> Iterator[Source]:
    audiences = set(definition.audiences)
    kinds = {"person": "个人", "firm": "单位"}
    if audiences and "1" not in audiences:
        kinds.pop("person")
    if audiences == {"1"}:
        kinds.pop("firm")
    yield Source("applicant.kind", "申请人", _choices(kinds))
    if "person" in kinds:
        ages = _numbers(span((0, 0), (OLDEST, 1), True), "firm" in kinds)
        yield Source("applicant.age", "申请人年龄", ages, ((("applicant.kind", frozenset({"person"})),),))


def _of_answers(definition: Definition) -> Iterator[Source]:
    tree = Tree(definition)
    for question in definition.questions:
        needs = _needs(tree, question.when)
        options = {option.value: option.label for option in question.options}
        path = f"answers.{question.key}"
        if question.kind == "one":
            yield Source(path, question.text, _choices(options, bool(question.when)), needs)
            continue
        for value, label in options.items():
            chosen = Facts(Names(frozenset({True})))
            yield Source(f"{path}.{value}", f"{question.text}：{label}", _flags(), needs, chosen)


def _needs(tree: Tree, when: Condition) -> tuple[tuple[Atom, ...], ...]:
    """All that a question rests on, through the questions before it."""
    found = []
    for key, sets in tree.needs(when).items():
        question = tree.questions.get(key)
        if question and question.kind == "one":
            found.append(((f"answers.{key}", frozenset.intersection(*sets)),))
        elif question:
            found += [_chosen(question, values) for values in sets]
    return tuple(found)


def _chosen(question: Question, values: Collection[str]) -> tuple[Atom, ...]:
    return tuple((f"answers.{question.key}.{value}", frozenset({True})) for value in sorted(values))


def _of_form(definition: Definition) -> Iterator[Source]:
    fields = definition.form.get("properties", {})
    required = set(definition.form.get("required", ()))
    for key, field_of in fields.items():
        missing = key not in required or "x-when" in field_of
        title = str(field_of.get("title", key))
        needs = _asked_when(definition, field_of.get("x-when", {}))
        path, kind = f"form.{key}", forms.kind_of(field_of)
        if kind == "id_number":
            ages = _numbers(span((0, 0), (OLDEST, 1), True), missing)
            yield Source(f"age.{path}", f"{title}对应的年龄", ages, needs)
        domain = None if kind in IDENTIFIERS | UNASKABLE else _domain(kind, field_of, missing)
        if domain:
            yield Source(path, title, domain, needs)
        if domain and domain.kind == "date":
            yield Source(f"days.{path}", f"{title}到申请日的天数", _numbers(missing=missing), needs)


def _asked_when(definition: Definition, when: Condition) -> tuple[tuple[Atom, ...], ...]:
    """What must hold for a field to be asked; a name that the form does not have is a question's."""
    fields = definition.form.get("properties", {})
    questions = {question.key: question for question in definition.questions}
    found: list[tuple[Atom, ...]] = []
    for key, values in when.items():
        if key not in fields and key in questions and questions[key].kind == "many":
            found.append(_chosen(questions[key], values))
            continue
        path = f"form.{key}" if key in fields else f"answers.{key}"
        flag = fields.get(key, {}).get("type") == "boolean"
        found.append(((path, frozenset(str(v).lower() == "true" if flag else v for v in values)),))
    return tuple(found)


def _domain(kind: str, field_of: Mapping, missing: bool) -> Domain | None:
    form_type = field_of.get("type", "string")
    if form_type not in PLAIN:
        return None
    if form_type == "boolean":
        return _flags(missing)
    if "enum" in field_of or "oneOf" in field_of:
        return _choices(dict(forms.options(field_of)), missing)
    if kind == "money":
        return Domain("money", Facts(_bounds(field_of, True), missing), True)
    if form_type in ("integer", "number"):
        return _numbers(_bounds(field_of, form_type == "integer"), missing)
    if kind == "date":
        return Domain("date", Facts(EVERY_NUMBER, missing), True)
    return Domain("text", Facts(Names(frozenset(), True), missing))


def _bounds(field_of: Mapping, whole: bool) -> Spans:
    low, high = LOW, HIGH
    for name, after in (("minimum", 0), ("exclusiveMinimum", 1)):
        if name in field_of:
            low = max(low, (Fraction(str(field_of[name])), after))
    for name, after in (("maximum", 1), ("exclusiveMaximum", 0)):
        if name in field_of:
            high = min(high, (Fraction(str(field_of[name])), after))
    return span(low, high, whole)


class Seen(Protocol):
    """Facts, wherever they come from."""

    def value(self, source: Source) -> Value | None:
        """The fact as cells compare it; None where it is missing."""
        ...


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one application; `given` stands for any fact of an example that is said outright."""

    answers: Mapping[str, Collection[str]]
    form: Mapping[str, object]
    day: dt.date | None = None
    firm: bool = False
    born: dt.date | None = None
    certificates: Collection[str] = ()
    given: Mapping[str, object] = field(default_factory=dict)

    def value(self, source: Source) -> Value | None:
        """The fact as cells compare it; None where it is missing."""
        if source.path in self.given:
            return _value(self.given[source.path], source.domain)
        first, _, rest = source.path.partition(".")
        readers = {
            "answers": lambda: self._answer(rest),
            "form": lambda: _value(self.form.get(rest), source.domain),
            "days": lambda: self._days(rest.removeprefix("form.")),
            "age": lambda: age(born(str(self.form.get(rest.removeprefix("form."), ""))), self.day),
            "applicant": lambda: self._applicant(rest),
            "certificate": lambda: rest in self.certificates,
        }
        return readers[first]()

    def _answer(self, rest: str) -> Value | None:
        key, several, option = rest.partition(".")
        chosen = self.answers.get(key, ())
        return option in chosen if several else next(iter(chosen), None)

    def _days(self, key: str) -> int | None:
        began = _date(self.form.get(key))
        return None if began is None or self.day is None else (self.day - began).days

    def _applicant(self, what: str) -> Value | None:
        if what == "kind":
            return "firm" if self.firm else "person"
        return None if self.firm else age(self.born, self.day)


def _date(value: object) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError:
        return None


def born(id_number: str) -> dt.date | None:
    """The day of birth in an identity number."""
    digits = id_number[6:14]
    return _date(f"{digits[:4]}-{digits[4:6]}-{digits[6:]}")


def age(birthday: dt.date | None, day: dt.date | None) -> int | None:
    """周岁 on a day."""
    if birthday is None or day is None:
        return None
    return day.year - birthday.year - ((day.month, day.day) < (birthday.month, birthday.day))


def _value(value: object, of: Domain) -> Value | None:
    if value is None or value in ("", []):
        return None
    if of.kind == "flag":
        return value if isinstance(value, bool) else str(value).lower() == "true"
    if of.kind == "date":
        found = _date(value)
        return None if found is None else found.toordinal()
    return Fraction(str(value)) if of.ordered else str(value)
