"""表单结构: the fields of a form in order, under their sections, and every change of that.

A form may have faults. A place is (3,), the fourth field, or (3, 0), the first of each row of that group.
A section is a run of fields with one heading.
"""

import re
from collections.abc import Callable, Collection
from itertools import groupby
from typing import NamedTuple

from django.utils.translation import gettext as _

from tongban.catalogue import spelling

Place = tuple[int, ...]
WRITTEN = ("properties", "required", "x-order")
LONGEST = 32  # signs of a key that is suggested


class Asked(NamedTuple):
    """One field: its key, what is said of it, and whether it must be filled in."""

    key: str
    field: dict
    required: bool = False


Fields = list[Asked]
Changed = tuple[Fields, int]  # and where to look


def mapping(said: object) -> dict:
    """What should be a mapping, and is nothing where it is none."""
    return said if isinstance(said, dict) else {}


def asked(schema: object) -> Fields:
    """The fields of a form, or of a row of a group, in order."""
    whole = mapping(schema)
    fields, said = mapping(whole.get("properties")), whole.get("x-order")
    first = [key for key in said if key in fields] if isinstance(said, list) else []
    needed = whole.get("required")
    required = needed if isinstance(needed, list) else []
    return [Asked(key, mapping(fields[key]), key in required) for key in dict.fromkeys([*first, *fields])]


def written(schema: object, fields: Fields) -> dict:
    """The form with these fields; the rest of it stays."""
    whole = mapping(schema)
    rest = {word: said for word, said in whole.items() if word not in WRITTEN}
    required = [one.key for one in fields if one.required]
    made = {"type": "object"} | rest | {"properties": {one.key: one.field for one in fields}}
    return made | ({"required": required} if required else {}) | {"x-order": [one.key for one in fields]}


def place(text: str) -> Place:
    """(3, 0) of "3.0"; of what is none, the first field."""
    found = re.fullmatch(r"(\d{1,3})(?:\.(\d{1,3}))?", text, re.ASCII)
    return tuple(int(part) for part in found.groups() if part) if found else (0,)


def group(form: object, above: Place) -> Fields:
    """The fields of the form, or of the rows of the group at a place."""
    fields = asked(form)
    if not above:
        return fields
    return asked(fields[above[0]].field.get("items")) if above[0] < len(fields) else []


def regrouped(form: object, above: Place, fields: Fields) -> dict:
    """The form with other fields there."""
    if not above:
        return written(form, fields) if fields else {}
    every = asked(form)
    key, field, required = every[above[0]]
    every[above[0]] = Asked(key, field | {"items": written(field.get("items"), fields)}, required)
    return written(form, every)


def at(form: object, where: Place) -> Asked | None:
    """The field at a place."""
    fields = group(form, where[:-1])
    return fields[where[-1]] if where[-1] < len(fields) else None


def found(form: object, path: str) -> Place | None:
    """The place of a field named `area` or `jobs.months`."""
    key, _dot, inner = path.partition(".")
    keys = [one.key for one in asked(form)]
    if key not in keys:
        return None
    within = [one.key for one in group(form, (keys.index(key),))]
    return (keys.index(key), within.index(inner)) if inner in within else (keys.index(key),)


def path(form: object, where: Place) -> str:
    """The name of the field at a place."""
    named = [at(form, where[: size + 1]) for size in range(len(where))]
    return ".".join(one.key for one in named if one)


def sections(fields: Fields) -> list[tuple[str, list[int]]]:
    """The headings with the places of the fields under each."""
    runs = groupby(range(len(fields)), lambda n: str(fields[n].field.get("x-section", "")))
    return [(title, list(places)) for title, places in runs]


def fresh(title: str, taken: Collection[str]) -> str:
    """标识: a key by the sound of the title that no field has."""
    sound = re.sub("[^a-z0-9]", "", spelling.pinyin(title))[:LONGEST]
    stem = sound if sound[:1].isalpha() else f"field{sound}"
    number, key = 1, stem
    while key in taken:
        number += 1
        key = f"{stem}_{number}"
    return key


def sounds(key: str, title: str) -> bool:
    """Is the key the one that the title suggests, so that it may follow it?"""
    return re.sub(r"_\d+$", "", key) == fresh(title, ())


def put(fields: Fields, after: int, field: dict, key: str = "") -> Changed:
    """The fields with a new one, in the section of the one before it."""
    taken = [one.key for one in fields]
    named = key if key and key not in taken else fresh(str(field.get("title", "")), taken)
    section = fields[after].field.get("x-section") if 0 <= after < len(fields) else None
    made = Asked(named, ({"x-section": section} if section else {}) | field)
    here = min(after + 1, len(fields))
    return [*fields[:here], made, *fields[here:]], here


def _up(fields: Fields, place: int) -> Changed:
    """One place up; the first of a section becomes the last of the section before."""
    return _moved(fields, place, place - 1)


def _down(fields: Fields, place: int) -> Changed:
    return _moved(fields, place, place + 1)


def _moved(fields: Fields, place: int, to: int) -> Changed:
    if not 0 <= to < len(fields):
        return fields, place
    one, other = fields[place], fields[to]
    if one.field.get("x-section") != other.field.get("x-section"):
        return [*fields[:place], _under(one, other.field.get("x-section")), *fields[place + 1 :]], place
    swapped = [*fields]
    swapped[place], swapped[to] = other, one
    return swapped, to


def _under(one: Asked, section: object) -> Asked:
    rest = {word: said for word, said in one.field.items() if word != "x-section"}
    return one._replace(field=rest | ({"x-section": section} if section else {}))


def _copy(fields: Fields, place: int) -> Changed:
    one = fields[place]
    title = _("%(title)s（副本）") % {"title": one.field.get("title", one.key)}
    made, here = put(fields, place, one.field | {"title": title})
    made[here] = made[here]._replace(required=one.required)
    return made, here


def _drop(fields: Fields, place: int) -> Changed:
    return [*fields[:place], *fields[place + 1 :]], max(place - 1, 0)


CHANGES: dict[str, Callable[[Fields, int], Changed]] = {
    "up": _up,
    "down": _down,
    "copy": _copy,
    "drop": _drop,
}


def into(fields: Fields, place: int, number: int) -> Changed:
    """The field at the end of another section; of one that is not there yet, at the end of the form."""
    every, one = sections(fields), fields[place]
    rest = [*fields[:place], *fields[place + 1 :]]
    if number >= len(every):
        titles = {title for title, _places in every}
        title = next(t for n in range(1, len(titles) + 2) if (t := _new(n)) not in titles)
        return [*rest, _under(one, title)], len(rest)
    title, places = every[number]
    if place in places:
        return fields, place
    end = places[-1] + 1 - (place < places[-1])
    return [*rest[:end], _under(one, title), *rest[end:]], end


def _new(number: int) -> str:
    return _("新的一部分") if number == 1 else _("新的一部分%(n)s") % {"n": number}


def retitled(fields: Fields, titles: dict[int, str]) -> Fields:
    """The fields with other headings of their sections, by number."""
    made = [*fields]
    for number, (_title, places) in enumerate(sections(fields)):
        for place in places if number in titles else ():
            made[place] = _under(fields[place], titles[number])
    return made


def shifted(fields: Fields, number: int, step: int) -> Fields:
    """The fields with a section before its neighbour, or after it."""
    runs = [places for _title, places in sections(fields)]
    to = number + step
    if not (0 <= number < len(runs) and 0 <= to < len(runs)):
        return fields
    runs[number], runs[to] = runs[to], runs[number]
    return [fields[place] for places in runs for place in places]
