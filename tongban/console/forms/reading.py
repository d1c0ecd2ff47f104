"""From what was posted to a field (读取): wrong values stay as they were typed."""

import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from django.http import QueryDict

from tongban.console.forms import kinds, outline
from tongban.console.forms.outline import Asked
from tongban.core import forms, money
from tongban.ui.forms.fields import WIDE

LONGEST = 1000
WHOLE = re.compile(r"-?[0-9]{1,15}", re.ASCII)
NUMBER = re.compile(r"-?[0-9]{1,12}([.][0-9]{1,6})?", re.ASCII)
KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
MOST_OPTIONS = 200


def field(old: Asked, given: QueryDict) -> Asked:
    """The field as it was posted; what the page did not show stays, as far as the kind admits it."""
    before, kind = kinds.of(old.field), given.get("p.kind", "")
    kind = kind if kind in kinds.KINDS else before
    shown = set(given.getlist("p")) - ({"x-full"} if kind != before else set())  # of itself a kind is as wide
    made = _begun(old.field, before, kind)
    for word, read in READERS.items():
        if word in shown and kinds.KINDS[kind].admits(word):
            made = read(made, given)
    if kinds.of(made) != kind:
        made["x-kind"] = kinds.engine(kind)
    required = "p.required" in given if "required" in shown else old.required
    return Asked(old.key, made, required and "x-compute" not in made)


def _begun(old: dict, before: str, kind: str) -> dict:
    if kind == before:
        return {**old}
    stays = {word: said for word, said in old.items() if word == "x-section" or _stays(word, before, kind)}
    begins = dict(kinds.KINDS[kind].begins)
    if "options" in kinds.KINDS[before].takes and "options" in kinds.KINDS[kind].takes:
        begins = with_options(begins, options(old))
    return begins | stays


def _stays(word: str, before: str, kind: str) -> bool:
    of_amounts = "money" in (before, kind) and word in ("minimum", "maximum", "x-max-field")
    return word in kinds.WORDS - {"x-full"} and kinds.KINDS[kind].admits(word) and not of_amounts


def typed(given: QueryDict, name: str) -> str:
    """One text, tidied."""
    return given.get(name, "").replace("\0", "").replace("\r\n", "\n").strip()[:LONGEST]


def _with(made: dict, word: str, said: object) -> dict:
    """With it said; without it, where there is nothing to say."""
    rest = {key: value for key, value in made.items() if key != word}
    return rest if said in (None, "", {}, []) or said is False else made | {word: said}


def _text(word: str) -> Callable[[dict, QueryDict], dict]:
    return lambda made, given: _with(made, word, typed(given, f"p.{word}"))


def _number(word: str) -> Callable[[dict, QueryDict], dict]:
    return lambda made, given: _with(made, word, whole(typed(given, f"p.{word}")))


def whole(text: str) -> int | str:
    """A whole number, or what was typed instead."""
    return int(text) if WHOLE.fullmatch(text) else text


def number(text: str) -> int | float | str:
    """A number, or what was typed instead."""
    if not NUMBER.fullmatch(text):
        return text
    return int(text) if WHOLE.fullmatch(text) else float(text)


def amount(text: str) -> int | str:
    """Fen of what was typed in yuan."""
    try:
        said = Decimal(text)
    except InvalidOperation:
        return text
    return money.fen(said) if said.is_finite() and said * 100 % 1 == 0 and abs(said) < 10**9 else text


def _bound(word: str) -> Callable[[dict, QueryDict], dict]:
    def read(made: dict, given: QueryDict) -> dict:
        text = typed(given, f"p.{word}")
        return _with(made, word, amount(text) if kinds.of(made) == "money" else number(text))

    return read


def _full(made: dict, given: QueryDict) -> dict:
    wide = kinds.engine(kinds.of(made)) in WIDE
    said = "p.x-full" in given
    return _with(made, "x-full", None) | ({} if said == wide else {"x-full": said})


def _flag(word: str) -> Callable[[dict, QueryDict], dict]:
    return lambda made, given: _with(made, word, f"p.{word}" in given)


def _whole(made: dict, given: QueryDict) -> dict:
    return made | {"type": "integer" if "p.whole" in given else "number"}


def _structured(made: dict, given: QueryDict) -> dict:
    apart = "p.structured" in given
    kept = made if apart else _with(_with(made, "x-level", None), "x-within", None)
    return kept | {"type": "object" if apart else "string"}


def _level(made: dict, given: QueryDict) -> dict:
    said = typed(given, "p.x-level")
    return _with(made, "x-level", int(said) if said in ("1", "2", "3", "4", "5") else None)


def _example(made: dict, given: QueryDict) -> dict:
    said = typed(given, "p.examples")
    value = number(said) if kinds.of(made) == "number" else said
    return _with(made, "examples", [value] if said else [])


def _options(made: dict, given: QueryDict) -> dict:
    lines = given.get("p.options", "").replace("\0", "").splitlines()
    return with_options(made, [_option(line, made) for line in lines if line.strip()][:MOST_OPTIONS])


def _option(line: str, made: dict) -> tuple[object, str]:
    """“代号=文字”, or a text that is its own code; codes that were numbers stay numbers."""
    code, equals, title = (part.strip() for part in line.partition("="))
    known = {str(value): value for value, _title in options(made)}
    return (known.get(code, code), title or code) if equals and code else (known.get(code, code), code)


def options(said: dict) -> list[tuple[object, str]]:
    """What may be chosen, as (value, words)."""
    inner = said.get("items") if said.get("type") == "array" else said
    holder = inner if isinstance(inner, dict) else {}
    many = holder.get("oneOf")
    if isinstance(many, list):
        return [(one["const"], str(one.get("title") or one["const"])) for one in many if "const" in one]
    plain = holder.get("enum")
    return [(value, str(value)) for value in plain] if isinstance(plain, list) else []


def with_options(made: dict, chosen: list[tuple[object, str]]) -> dict:
    """The field with these: as plain texts, where every code is its text."""
    if any(str(value) != title for value, title in chosen):
        said = {"oneOf": [{"const": value, "title": title} for value, title in chosen]}
    else:
        said = {"enum": [value for value, _title in chosen]}
    array = made.get("type") == "array"
    holder = made.get("items") if array else made
    rest = holder if isinstance(holder, dict) else {"type": "string"}
    rest = {word: value for word, value in rest.items() if word not in ("enum", "oneOf")} | said
    return made | {"items": rest} if array else rest


def _when(made: dict, given: QueryDict) -> dict:
    """Conditions on what has options; others that were there stay as they are shown."""
    before = outline.mapping(made.get("x-when"))
    said = {}
    for name in dict.fromkeys(each for each in given if each.startswith("p.x-when.")):
        key, chosen = name.removeprefix("p.x-when."), given.getlist(name)
        same = forms.words(before.get(key)) == {*chosen}
        said[key] = before[key] if same else chosen
    return _with(made, "x-when", said)


def _compute(made: dict, given: QueryDict) -> dict:
    op = given.get("p.op", "")
    if op not in kinds.OPERATIONS:
        return _with(made, "x-compute", None)
    places = sorted({int(n) for n in re.findall(r"p\.of\.(\d{1,2})\.", "\n".join(given), re.ASCII)})
    of = [one for n in places if (one := _operand(given, f"p.of.{n}")) != ""]
    digits = whole(typed(given, "p.digits"))
    kept = outline.mapping(made.get("x-compute"))
    rule = {word: said for word, said in kept.items() if word not in ("op", "of", "digits")}
    return made | {"x-compute": {"op": op, "of": of} | rule | ({} if digits == "" else {"digits": digits})}


def _operand(given: QueryDict, name: str) -> str | int | float:
    return typed(given, f"{name}.field") or number(typed(given, f"{name}.literal"))


READERS: dict[str, Callable[[dict, QueryDict], dict]] = {
    "title": _text("title"),
    "description": _text("description"),
    "options": _options,
    "whole": _whole,
    "structured": _structured,
    "minLength": _number("minLength"),
    "maxLength": _number("maxLength"),
    "minItems": _number("minItems"),
    "maxItems": _number("maxItems"),
    "minimum": _bound("minimum"),
    "maximum": _bound("maximum"),
    "x-max-field": _text("x-max-field"),
    "pattern": _text("pattern"),
    "x-message": _text("x-message"),
    "examples": _example,
    "x-level": _level,
    "x-within": _text("x-within"),
    "x-source": _text("x-source"),
    "readOnly": _flag("readOnly"),
    "x-meaning": _text("x-meaning"),
    "x-full": _full,
    "x-when": _when,
    "x-compute": _compute,
}


def key(old: Asked, made: Asked, given: QueryDict, taken: set[str], *, follows: bool) -> str:
    """标识: as it was typed, else after the title as long as it followed that; one that no other has."""
    said = typed(given, "p.key").lower()
    if said and said != given.get("p.key_was") and said != old.key:
        return said if KEY.fullmatch(said) and said not in taken else old.key
    if follows and outline.sounds(old.key, str(old.field.get("title", ""))):
        title = str(made.field.get("title", ""))
        return old.key if outline.sounds(old.key, title) else outline.fresh(title, taken)
    return old.key
