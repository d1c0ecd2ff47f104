"""What the page shows of a form: its sections and fields with their faults, the properties of one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tongban.catalogue.gate import Remark
from tongban.catalogue.models import Proposal
from tongban.console import inputs
from tongban.console.forms import kinds, outline, properties, uses
from tongban.console.forms.outline import Asked, Place
from tongban.console.inputs import Input


@dataclass(frozen=True, slots=True)
class Entry:
    """One field in the list."""

    place: str
    path: str
    title: str
    kind: kinds.Kind
    required: bool
    marks: tuple[str, ...]  # 条件, 计算, 预填
    faults: int
    chosen: bool
    first: bool
    last: bool
    inner: tuple["Entry", ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its fields."""

    number: int
    title: str
    entries: tuple[Entry, ...]
    last: bool


def element(path: str) -> str:
    """jobs.months → form.properties.jobs.items.properties.months."""
    return "form.properties." + path.replace(".", ".items.properties.")


def sections(form: object, chosen: Place, remarks: Iterable[Remark]) -> list[Section]:
    """The whole list; `chosen` is the field whose properties are shown."""
    fields, found = outline.asked(form), [remark.element for remark in remarks if remark.blocks]
    runs = outline.sections(fields)
    return [
        Section(
            number,
            title,
            tuple(_entry(form, fields, (place,), chosen, found) for place in places),
            number == len(runs) - 1,
        )
        for number, (title, places) in enumerate(runs)
    ]


def _entry(form: object, fields: list[Asked], place: Place, chosen: Place, found: list[str]) -> Entry:
    one, here = fields[place[-1]], outline.path(form, place)
    inside = outline.group(form, place) if len(place) == 1 else []
    own = element(here)
    return Entry(
        place=".".join(map(str, place)),
        path=here,
        title=str(one.field.get("title") or one.key),
        kind=kinds.KINDS[kinds.of(one.field)],
        required=one.required,
        marks=_marks(one.field),
        faults=sum(each == own or each.startswith(f"{own}.") for each in found),
        chosen=place == chosen,
        first=place[-1] == 0,
        last=place[-1] == len(fields) - 1,
        inner=tuple(_entry(form, inside, (*place, n), chosen, found) for n in range(len(inside))),
    )


def _marks(field: Mapping) -> tuple[str, ...]:
    said = {"x-when": _("有条件"), "x-compute": _("计算"), "x-source": _("预填")}
    return tuple(words for word, words in said.items() if word in field)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The field whose properties are shown."""

    place: str
    key: str
    path: str
    title: str
    kind: str
    required: bool
    named: tuple[Input, ...]  # what it is called and explained by, before all others
    parts: tuple[properties.Part, ...]
    section: int
    words: frozenset[str]  # what the page shows, and so may change
    uses: tuple[dict, ...]
    errors: tuple[str, ...]
    is_inner: bool
    is_group: bool


def chosen(proposal: Proposal, place: Place, remarks: list[Remark]) -> Chosen | None:
    """Its properties by part; None where there is no such field."""
    form = proposal.definition.get("form")
    one = outline.at(form, place)
    if one is None:
        return None
    path, kind = outline.path(form, place), kinds.of(one.field)
    page = properties.Page(proposal, form, place, one, _said(element(path), remarks))
    parts = properties.parts(page)
    runs = outline.sections(outline.asked(form))
    return Chosen(
        place=".".join(map(str, place)),
        key=one.key,
        path=path,
        title=str(one.field.get("title") or one.key),
        kind=kind,
        required=one.required,
        named=parts[0].inputs,
        parts=parts[1:],
        section=next(n for n, (_title, places) in enumerate(runs) if place[0] in places),
        words=frozenset(word for part in parts for word in part.words) | {"required"},
        uses=tuple(_use(proposal, use) for use in uses.of(proposal.definition, path)),
        errors=page.errors.get("", ()),
        is_inner=len(place) > 1,
        is_group=kind == "rows",
    )


def _use(proposal: Proposal, use: uses.Use) -> dict:
    return {"words": use.words, "url": properties.address(proposal, use.element)}


def _said(own: str, remarks: Iterable[Remark]) -> dict[str, tuple[str, ...]]:
    """The sentences about a field by the property they are about; of the field itself by none."""
    found: dict[str, tuple[str, ...]] = {}
    for remark in remarks:
        if remark.element != own and not remark.element.startswith(f"{own}."):
            continue
        word = remark.element[len(own) + 1 :].partition(".")[0]
        word = {"enum": "options", "oneOf": "options", "type": ""}.get(word, word)
        if word != "items" or inputs.kind(remark) == "bad":
            known = word if word in kinds.WORDS else "options" if word == "items" else ""
            found[known] = (*found.get(known, ()), remark.sentence)
    return found
