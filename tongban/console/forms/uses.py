"""字段用在哪里: where a definition speaks of a field of its form; a new name goes everywhere at once."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _

from tongban.console.forms import outline

FACTS = ("form.", "days.form.", "age.form.")
Rename = Callable[[str], str]


class Use(NamedTuple):
    """In words, and the element that speaks of it."""

    words: str
    element: str


def of(document: dict, path: str) -> list[Use]:
    """Every other place that names the field `area` or `jobs.months`."""
    return [*_in_form(document.get("form"), path), *_outside(document, path)]


def _in_form(form: object, path: str) -> Iterator[Use]:
    for above, one in _every(form):
        name = f"{above}.{one.key}" if above else one.key
        if name == path or name.startswith(f"{path}."):
            continue
        said, where = {"title": one.field.get("title", one.key)}, f"form.properties.{one.key}"
        where = f"form.properties.{above}.items.properties.{one.key}" if above else where
        if path in _whole(one.field.get("x-when"), above):
            yield Use(_("“%(title)s”什么时候填") % said, f"{where}.x-when")
        if any(each == path or each.startswith(f"{path}.") for each in _operands(one.field, above)):
            yield Use(_("“%(title)s”的计算") % said, f"{where}.x-compute")
        if path in _whole([one.field.get("x-max-field")], above):
            yield Use(_("“%(title)s”的上限") % said, f"{where}.x-max-field")


def _every(form: object) -> Iterator[tuple[str, outline.Asked]]:
    for number, one in enumerate(outline.asked(form)):
        yield "", one
        yield from ((one.key, inner) for inner in outline.group(form, (number,)))


def _whole(names: object, above: str) -> set[str]:
    """Names as paths: one in a row may be of the row or of the form."""
    said = {name for name in names if isinstance(name, str)} if isinstance(names, dict | list) else set()
    return said | ({f"{above}.{name}" for name in said} if above else set())


def _operands(field: dict, above: str) -> set[str]:
    rule = field.get("x-compute")
    return _whole(rule.get("of"), above) if isinstance(rule, dict) else set()


def _outside(document: dict, path: str) -> Iterator[Use]:
    key, _dot, inner = path.partition(".")
    for number, line in enumerate(_rows(document, "result", "certificate", "fields")):
        if line.get("value") == f"form.{path}":
            yield Use(_("证照上的“%(label)s”") % line, f"result.certificate.fields.{number}.value")
    for number, column in enumerate(_rows(document, "automatic", "table", "columns")):
        if column.get("fact") in {f"{fact}{path}" for fact in FACTS}:
            said = {"label": column.get("label") or column.get("key")}
            yield Use(_("自动办理规则表的“%(label)s”一列") % said, f"automatic.table.columns.{number}.fact")
    for number, example in enumerate(_rows(document, "examples")):
        values = outline.mapping(example.get("form"))
        if key in values and (not inner or any(inner in row for row in _rows(values, key))):
            yield Use(_("示例“%(name)s”") % {"name": example.get("name", "")}, f"examples.{number}.form")


def _rows(document: dict, *keys: str) -> list[dict]:
    here: object = document
    for key in keys:
        here = here.get(key) if isinstance(here, dict) else None
    return [row for row in here if isinstance(row, dict)] if isinstance(here, list) else []


def renamed(document: dict, path: str, key: str) -> dict:
    """The definition with another key for a field, wherever it is named."""
    above, _dot, was = path.rpartition(".")
    now = f"{above}.{key}" if above else key

    def new(name: str) -> str:
        if name == path or name.startswith(f"{path}."):
            return now + name[len(path) :]
        return name

    def row_new(name: str) -> str:
        return key if name == was else name

    form = _form_renamed(document.get("form"), above, new, row_new)
    return _facts_renamed(document | {"form": form}, new, above, row_new)


def _form_renamed(form: object, above: str, new: Rename, row_new: Rename) -> dict:
    fields = []
    for number, one in enumerate(outline.asked(form)):
        field = _named(one.field, new)
        inner = outline.group(form, (number,))
        if inner:
            here = one.key == above
            own = row_new if here else (lambda name: name)
            keys = {each.key for each in inner}
            every = own if here else (lambda name, keys=keys: name if name in keys else new(name))
            rows = [outline.Asked(own(each.key), _named(each.field, every), each.required) for each in inner]
            field |= {"items": outline.written(field.get("items"), rows)}
        fields.append(outline.Asked(one.key if above else new(one.key), field, one.required))
    return outline.written(form, fields)


def _named(field: dict, new: Rename) -> dict:
    """A field with the new names in its condition, computation and limit."""
    made, when, rule = {**field}, field.get("x-when"), field.get("x-compute")
    if isinstance(when, dict):
        made["x-when"] = {new(name): said for name, said in when.items()}
    if isinstance(rule, dict) and isinstance(rule.get("of"), list):
        made["x-compute"] = rule | {"of": [new(one) if isinstance(one, str) else one for one in rule["of"]]}
    if isinstance(field.get("x-max-field"), str):
        made["x-max-field"] = new(field["x-max-field"])
    return made


def _facts_renamed(document: dict, new: Rename, above: str, row_new: Rename) -> dict:
    def fact(name: object) -> object:
        for mark in reversed(FACTS):
            if isinstance(name, str) and name.startswith(mark):
                return mark + new(name.removeprefix(mark))
        return name

    made = _mapped(document, ("result", "certificate", "fields"), lambda row: _said(row, "value", fact))
    made = _mapped(made, ("automatic", "table", "columns"), lambda row: _said(row, "fact", fact))
    return _mapped(made, ("examples",), lambda row: _example(row, new, above, row_new, fact))


def _said(row: dict, word: str, fact: Callable[[object], object]) -> dict:
    return row | {word: fact(row[word])} if word in row else row


def _mapped(document: dict, keys: tuple[str, ...], change: Callable[[dict], dict]) -> dict:
    """The document with every row at a path changed."""
    key, *rest = keys
    here = document.get(key)
    if rest and isinstance(here, dict):
        return document | {key: _mapped(here, tuple(rest), change)}
    if not rest and isinstance(here, list):
        return document | {key: [change(row) if isinstance(row, dict) else row for row in here]}
    return document


def _example(row: dict, new: Rename, above: str, row_new: Rename, fact: Callable[[object], object]) -> dict:
    made, values, facts = {**row}, row.get("form"), row.get("facts")
    if isinstance(values, dict) and above:
        made["form"] = _mapped(values, (above,), lambda one: {row_new(k): v for k, v in one.items()})
    elif isinstance(values, dict):
        made["form"] = {new(name): value for name, value in values.items()}
    if isinstance(facts, dict):
        made["facts"] = {str(fact(name)): value for name, value in facts.items()}
    expected = row.get("expected")
    if isinstance(expected, dict) and isinstance(expected.get("faults"), list):
        refused = [_refused(str(name), new, above, row_new) for name in expected["faults"]]
        made["expected"] = expected | {"faults": refused}
    return made


def _refused(name: str, new: Rename, above: str, row_new: Rename) -> str:
    """jobs.0.months, with its new name."""
    first, dot, rest = name.partition(".")
    if not above:
        return f"{new(first)}{dot}{rest}"
    number, dot, inner = rest.partition(".")
    return f"{first}.{number}.{row_new(inner)}" if first == above and dot else name
