"""录示例: answers and values as they were filled in, what they come to, what of it shall be expected."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _
from pydantic import ValidationError

from tongban.catalogue import codes, examples, lists, rules
from tongban.catalogue.decisions import facts
from tongban.catalogue.definition import Definition, Example
from tongban.catalogue.parts import Limit
from tongban.catalogue.proposals import texts
from tongban.console.forms import preview
from tongban.core import forms, money
from tongban.ui import forms as shown
from tongban.ui import veils

NOW, WAS, NOT = "now", "was", ""
ALWAYS = ("papers", "faults")  # what every example says
LABELS = examples.LABELS | {"fee": "收费"}
CHOICES = {"flag": [("true", _("是")), ("false", _("否"))]}


def legible(document: dict) -> Definition | None:
    """The definition without its examples; None where it cannot be read yet, or its form has faults."""
    form = preview.ordered(document["form"]) if document.get("form") else {}
    said = {key: value for key, value in document.items() if key != "examples"} | {"form": form}
    definition, _faults = texts.read(said)
    return None if definition is None or rules.form_faults(definition) else definition


def rows(document: dict) -> list[dict]:
    """The examples as they are written."""
    said = document.get("examples")
    return [row for row in said if isinstance(row, dict)] if isinstance(said, list) else []


def read(row: dict) -> Example | None:
    """One example; None where it is not written as one."""
    try:
        return Example.model_validate(row)
    except ValidationError:
        return None


@dataclass(frozen=True, slots=True)
class Line:
    """One element of what may be expected: what comes out now, what was expected, what is chosen."""

    key: str
    label: str
    now: str
    was: str
    choices: tuple[tuple[str, str], ...]
    chosen: str


@dataclass(frozen=True)
class Trial:
    """An example on its way: as it is filled in now, beside the one that was there before."""

    definition: Definition
    name: str
    answers: dict[str, list[str]]
    values: dict
    facts: dict
    before: Example | None
    ticked: Mapping[str, str]

    @property
    def example(self) -> Example:
        """As it would be kept, with nothing expected yet."""
        said = {"answers": self.answers, "form": self.values, "facts": self.facts, "expected": {"papers": []}}
        return Example.model_validate({"name": self.name or "-"} | said)

    @property
    def questions(self) -> list[dict]:
        """Those that apply, with what was answered."""
        asked = rules.checklist(self.definition, self.answers).questions
        return [preview.situation(question, self.answers) for question in asked]

    @property
    def unanswered(self) -> list[str]:
        """The questions that are left."""
        return [one.text for one in rules.checklist(self.definition, self.answers).unanswered]

    @property
    def lines(self) -> list[Line]:
        """What comes out, element by element."""
        got = examples.outcome(self.definition, self.example)
        return [line for key, value in got.items() if (line := self._line(key, value))]

    def _line(self, key: str, value: object) -> Line | None:
        if key in ("automatic", "rule") and self.definition.automatic is None:
            return None
        was = getattr(self.before.expected, key) if self.before else None
        differs = was is not None and was != value and not (key == "faults" and not self.before)
        choices = [(NOW, _("照现在的结果"))] if says(key, value) else []
        choices += [(WAS, _("照原来写的"))] if differs else []
        choices += [] if key in ALWAYS else [(NOT, _("不比较"))]
        fallback = (WAS if differs else NOW if was is not None else NOT) if self.before else NOW
        wanted = self.ticked.get(key, fallback)
        known = [code for code, _words in choices]
        told = words(self.definition, key, was) if differs else ""
        return Line(
            key, LABELS[key], words(self.definition, key, value), told, tuple(choices),
            wanted if wanted in known else known[0] if key in ALWAYS else NOT,
        )  # fmt: skip

    def written(self) -> dict:
        """The example as it is written down."""
        got = examples.outcome(self.definition, self.example)
        expected = {line.key: self._chosen(line, got) for line in self.lines if line.chosen}
        made = self.example.model_dump(mode="json") | {"name": self.name, "expected": expected}
        return Example.model_validate(made).model_dump(mode="json", exclude_defaults=True)

    def _chosen(self, line: Line, got: Mapping[str, object]) -> object:
        value = getattr(self.before.expected, line.key) if line.chosen == WAS and self.before else None
        value = got[line.key] if value is None else value
        return value.model_dump(mode="json") if isinstance(value, Limit) else value


def says(key: str, value: object) -> bool:
    """Is there something to expect?"""
    return key in ALWAYS or value not in (None, "")


def words(definition: Definition, key: str, value: object) -> str:
    """A result in words."""
    names = {
        "papers": {paper.key: paper.name for paper in definition.papers},
        "route": {stage.key: stage.name for stage in definition.flow},
    }
    if key in names and isinstance(value, tuple):
        return "、".join(names[key].get(str(one), str(one)) for one in value) or _("没有")
    if key == "faults" and isinstance(value, tuple):
        return "、".join(label(definition, str(one)) for one in value) or _("填得都对")
    if key == "fee":
        return _fee(value)
    if key == "visits":
        return _("%(n)s次") % {"n": value}
    if key == "automatic":
        return codes.OUTCOMES.get(str(value), "")
    return lists.limit(value) if isinstance(value, Limit) else str(value or _("没有"))


def _fee(value: object) -> str:
    if not isinstance(value, int):
        return _("按件核定")
    return _("%(amount)s元") % {"amount": money.yuan(value)} if value else _("不收费")


def label(definition: Definition, path: str) -> str:
    """What a field of the form is called."""
    return shown.summary(definition.form, [(path, "")])[0]["label"] or path


def schema(definition: Definition) -> dict:
    """The form with nothing that only the system may fill in."""
    return veils.opened(definition.form, [])


def posted(definition: Definition, given: QueryDict, before: Example | None) -> Trial:
    """As it was filled in."""
    form = schema(definition)
    values, _raw = shown.parse(form, given)
    fields = forms.fields_of(form)
    signed = {
        key: value
        for key, value in (before.form.items() if before else ())
        if key in fields and forms.kind_of(fields[key]) == "signature"
    }
    answers = rules.valid_answers(definition, _under(given, "A."))
    wish = given.get("form.do", "")
    return Trial(
        definition=definition,
        name=given.get("Name", "").replace("\0", "").strip()[:100],
        answers=answers,
        values=shown.changed(form, values | signed, wish),
        facts=_facts(definition, given),
        before=before,
        ticked={key: said[-1] for key, said in _under(given, "E.").items()},
    )


def _under(given: QueryDict, mark: str) -> dict[str, list[str]]:
    return {name.removeprefix(mark): given.getlist(name) for name in given if name.startswith(mark)}


def begun(definition: Definition, given: QueryDict) -> Trial:
    """A new one, for the answers that the address names."""
    answers = rules.valid_answers(definition, _under(given, "A."))
    return Trial(definition, "", answers, {}, {}, None, {})


def opened(definition: Definition, before: Example) -> Trial:
    """One that is there."""
    answers = {key: list(values) for key, values in before.answers.items()}
    return Trial(definition, before.name, answers, before.form, before.facts, before, {})


def sections(trial: Trial, *, told: bool) -> tuple[list, list[dict]]:
    """The real form as it is filled in; `told`: with what would be refused."""
    form = schema(trial.definition)
    fields = forms.fields_of(form)
    known = {key: _("由系统填，可以不填") for key, field in fields.items() if "x-source" in field}
    kept = forms.settled(form, trial.values, trial.answers)
    computed = {key: value for key, value in kept.items() if "x-compute" in fields[key]}
    refused = set(examples.outcome(trial.definition, trial.example)["faults"]) if told else set()  # type: ignore[call-overload]
    wrong = [pair for pair in forms.errors(form, trial.values, trial.answers) if pair[0] in refused]
    values = trial.values | computed
    made = shown.sections(form, values, problems=wrong, sources=known, answers=trial.answers)
    return made, shown.summary(form, wrong)


def asked_facts(trial: Trial) -> list[dict]:
    """What the table of automatic decisions asks and an example cannot have of itself."""
    if trial.definition.automatic is None:
        return []
    known = facts.known(trial.definition)
    columns = [one.fact for one in trial.definition.automatic.table.columns]
    return [
        {
            "path": path,
            "label": known[path].label,
            "options": CHOICES.get(known[path].domain.kind)
            or list((known[path].domain.options or {}).items()),
            "value": _plain(trial.facts.get(path, "")),
        }
        for path in dict.fromkeys(columns)
        if path in known and not path.startswith(("answers.", "form."))
    ]


def _plain(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _facts(definition: Definition, given: QueryDict) -> dict:
    known, found = facts.known(definition), {}
    for path, (said, *_rest) in _under(given, "F.").items():
        if path in known and said.strip():
            found[path] = _typed(known[path].domain.kind, said.strip()[:100])
    return found


def _typed(kind: str, said: str) -> str | int | bool:
    if kind == "flag":
        return said == "true"
    whole = said.removeprefix("-").isdecimal() and said.isascii() and len(said) < 12
    return int(said) if kind in ("number", "money") and whole else said
