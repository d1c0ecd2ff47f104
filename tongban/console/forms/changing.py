"""What a button of the designer makes of a definition: the chosen field as it was posted, then the wish."""

import re
from collections.abc import Callable
from typing import NamedTuple

from django.http import QueryDict
from django.utils.translation import gettext as _

from tongban.catalogue.forms import MOST
from tongban.console.forms import kinds, outline, reading, uses
from tongban.console.forms.outline import Asked, Place
from tongban.core import errors


class Full(errors.Problem):
    """No more fields fit into a form."""

    status = 422


class Made(NamedTuple):
    """The definition, the field to show, the id that gets the focus, what was left behind."""

    document: dict
    path: str = ""
    focus: str = ""
    dropped: str = ""
    left: tuple[uses.Use, ...] = ()


def changed(document: dict, given: QueryDict, published: set[str]) -> Made:
    """The definition after what was posted; `published` fields keep their keys unless given others."""
    place = outline.place(given.get("place", ""))
    was = outline.path(document.get("form"), place)
    said = _edited(document, place, given, published)
    form = said.get("form")
    now = outline.path(form, place)
    verb, _colon, target = given.get("do", "").partition(":")
    if was and (target == was or target.startswith(f"{was}.")):
        target = now + target[len(was) :]
    wanted = WISHES.get(verb)
    made = wanted(said, now, target, given) if wanted else Made(said, now)
    return _in_section(made, now, given)


def with_form(document: dict, form: object) -> dict:
    """The definition with this form; without fields it has none."""
    rest = {key: said for key, said in document.items() if key != "form"}
    return rest | ({"form": form} if outline.asked(form) else {})


def _edited(document: dict, place: Place, given: QueryDict, published: set[str]) -> dict:
    form = document.get("form")
    fields = outline.asked(form)
    titles = {n: reading.typed(given, f"s.{n}")[:100] for n in range(len(fields)) if f"s.{n}" in given}
    every = outline.sections(fields)
    titles = {n: said for n, said in titles.items() if n < len(every) and said != every[n][0]}
    if titles:
        form = outline.written(form, outline.retitled(fields, titles))
    old = outline.at(form, place)
    if old is None or "p" not in given:
        return with_form(document, form) if titles else document
    made = reading.field(old, given)
    if made != old:
        form = _replaced(form, place, made)
    said = with_form(document, form) if titles or made != old else document
    path = outline.path(form, place)
    taken = {one.key for one in outline.group(form, place[:-1])} - {old.key}
    key = reading.key(old, made, given, taken, follows=path not in published)
    return uses.renamed(said, path, key) if key != old.key else said


def _replaced(form: object, place: Place, made: Asked) -> dict:
    fields = outline.group(form, place[:-1])
    fields[place[-1]] = made
    return outline.regrouped(form, place[:-1], fields)


def _in_section(made: Made, chosen: str, given: QueryDict) -> Made:
    """The chosen field goes to the section that was chosen for it, unless it is gone."""
    form = made.document.get("form")
    place = outline.found(form, chosen) if chosen else None
    wanted, was = given.get("p.section", ""), given.get("p.section_was", "")
    if wanted == was or not re.fullmatch(r"\d{1,3}", wanted, re.ASCII) or place is None or "." in chosen:
        return made
    fields, _there = outline.into(outline.asked(form), place[0], int(wanted))
    return made._replace(document=with_form(made.document, outline.written(form, fields)))


def _choose(document: dict, now: str, target: str, _given: QueryDict) -> Made:
    there = outline.found(document.get("form"), target)
    return Made(document, target if there else now, "field-heading")


def _moving(verb: str) -> Callable[[dict, str, str, QueryDict], Made]:
    def move(document: dict, now: str, target: str, _given: QueryDict) -> Made:
        form = document.get("form")
        place = outline.found(form, target) if target else None
        if place is None:
            return Made(document, now)
        fields, there = outline.CHANGES[verb](outline.group(form, place[:-1]), place[-1])
        made = outline.regrouped(form, place[:-1], fields)
        path = outline.path(made, (*place[:-1], there)) or outline.path(made, place[:-1])
        if verb == "copy":
            return Made(_bounded(document, made), path, "f-p.title")
        if verb == "drop":
            return _dropped(document, made, form, target, path)
        return Made(with_form(document, made), now, f"{verb}-{path}")

    return move


def _dropped(document: dict, made: dict, form: object, target: str, path: str) -> Made:
    one = outline.at(form, outline.found(form, target) or (0,))
    title = str(one.field.get("title") or one.key) if one else target
    said = with_form(document, made)
    return Made(said, path, f"e-{path}", title, tuple(uses.of(said, target)))


def _bounded(document: dict, form: dict) -> dict:
    count = sum(1 + len(outline.group(form, (n,))) for n in range(len(outline.asked(form))))
    if count > MOST:
        raise Full(
            _("一张表最多%(n)s个字段，没有再增加。请分成几个事项，或者把长内容改为上传材料。") % {"n": MOST}
        )
    return with_form(document, form)


def _put(document: dict, now: str, field: dict, key: str = "") -> Made:
    """A new field after the chosen one, which may stand in a row."""
    form = document.get("form")
    fields = outline.asked(form)
    place = outline.found(form, now) if now else None
    after = place[0] if place else len(fields) - 1
    rows, here = outline.put(fields, after, field, key)
    made = _bounded(document, outline.written(form, rows))
    return Made(made, rows[here].key, "f-p.title")


def _add(document: dict, now: str, target: str, _given: QueryDict) -> Made:
    if target not in kinds.KINDS:
        return Made(document, now)
    kind = kinds.KINDS[target]
    return _put(document, now, {**kind.begins, "title": _("新的%(kind)s") % {"kind": kind.name}})


def _usual(document: dict, now: str, target: str, _given: QueryDict) -> Made:
    one = next((one for one in kinds.USUAL if one.key == target), None)
    return _put(document, now, one.made, one.key) if one else Made(document, now)


def _inner(document: dict, now: str, target: str, given: QueryDict) -> Made:
    """A new field in each row of a group."""
    form, kind = document.get("form"), given.get("p.inner_kind", "")
    place = outline.found(form, target) if target else None
    one = outline.at(form, place[:1]) if place else None
    if place is None or one is None or kinds.of(one.field) != "rows" or kind not in kinds.INNER:
        return Made(document, now)
    rows = outline.group(form, place[:1])
    name = kinds.KINDS[kind]
    rows, here = outline.put(
        rows, len(rows), {**name.begins, "title": _("新的%(kind)s") % {"kind": name.name}}
    )
    made = outline.regrouped(form, place[:1], rows)
    return Made(_bounded(document, made), outline.path(made, (place[0], here)), "f-p.title")


def _section(document: dict, now: str, _target: str, _given: QueryDict) -> Made:
    """增加一部分: with a first field in it."""
    form = document.get("form")
    fields = outline.asked(form)
    made = {**kinds.KINDS["text"].begins, "title": _("新的%(kind)s") % {"kind": kinds.KINDS["text"].name}}
    rows, here = outline.put(fields, len(fields), made)
    rows, here = outline.into(rows, here, len(rows))
    number = len(outline.sections(rows)) - 1
    return Made(_bounded(document, outline.written(form, rows)), rows[here].key, f"f-s.{number}")


def _shifting(step: int) -> Callable[[dict, str, str, QueryDict], Made]:
    def shift(document: dict, now: str, target: str, _given: QueryDict) -> Made:
        number = int(target) if re.fullmatch(r"\d{1,3}", target, re.ASCII) else -1
        form = document.get("form")
        fields = outline.asked(form)
        moved = outline.shifted(fields, number, step)
        if moved == fields:
            return Made(document, now)
        side = "up" if step < 0 else "down"
        return Made(with_form(document, outline.written(form, moved)), now, f"section-{side}-{number + step}")

    return shift


def _respell(document: dict, now: str, target: str, _given: QueryDict) -> Made:
    """按名称取标识."""
    form = document.get("form")
    place = outline.found(form, target) if target else None
    one = outline.at(form, place) if place else None
    if place is None or one is None:
        return Made(document, now)
    taken = {each.key for each in outline.group(form, place[:-1])} - {one.key}
    key = outline.fresh(str(one.field.get("title") or ""), taken)
    said = uses.renamed(document, outline.path(form, place), key)
    return Made(said, outline.path(said["form"], place), "f-p.key")


WISHES: dict[str, Callable[[dict, str, str, QueryDict], Made]] = {
    "choose": _choose,
    "up": _moving("up"),
    "down": _moving("down"),
    "copy": _moving("copy"),
    "drop": _moving("drop"),
    "add": _add,
    "usual": _usual,
    "inner": _inner,
    "section": _section,
    "section-up": _shifting(-1),
    "section-down": _shifting(1),
    "key": _respell,
}
