"""排版: a template and its data become a PDF/A-2b. Data is passed as JSON and never becomes template text."""

import functools
import json
import threading
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import typst
from django.conf import settings
from django.utils.translation import gettext as _
from fontTools.ttLib import TTFont

from tongban.core import errors
from tongban.papers import codes, kinds

TEMPLATES = Path(__file__).parent / "templates"
_WEIGHTS = ("400Regular", "700Bold")  # loading all nine weights is slow
_UNSEEN = ("Cc", "Cf", "Cs")  # could make a paper read differently from its data
_local = threading.local()


class GlyphMissing(errors.Problem):
    """缺字: the font has no shape for a character, so the paper would show a box in its place."""


def pdf(template: str, data: dict) -> bytes:
    """Typeset `templates/<template>.typ`; `data["links"]` are addresses printed as QR codes."""
    return cast(bytes, _typeset(template, data, format="pdf", pdf_standards=["a-2b"]))


def pages(template: str, data: dict) -> list[bytes]:
    """The same as pictures, an SVG for each page."""
    made = _typeset(template, data, format="svg")
    return [made] if isinstance(made, bytes) else cast(list[bytes], made)


def _typeset(template: str, data: dict, **wanted: Any) -> object:
    missing = missing_glyphs("".join(_texts(data)))
    if missing:
        shown = "、".join(f"“{c}”（U+{ord(c):04X}）" for c in sorted(missing))
        raise GlyphMissing(
            _(
                "字库中没有%(shown)s，文书没有制作，办件没有变化。请先核对用字；用字无误的，请系统管理员补充字库后再试。"
            )
            % {"shown": shown}
        )
    pictures = {name: codes.qr(address) for name, address in data.get("links", {}).items()}
    if data.get("case_number"):
        pictures["case"] = codes.bars(data["case_number"])
    data = {"title": kinds.KINDS[template].title, **data}
    inputs = {"data": json.dumps(data), "codes": json.dumps(pictures)}
    return _compiler().compile(input=TEMPLATES / f"{template}.typ", sys_inputs=inputs, **wanted)


def missing_glyphs(text: str) -> set[str]:
    """The characters of `text` that would not be printed: no glyph, or a control character."""
    return {c for c in set(text) - {"\n"} if ord(c) not in _shapes() or unicodedata.category(c) in _UNSEEN}


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for part in value.values() for text in _texts(part))
    elif isinstance(value, list | tuple):
        yield from (text for part in value for text in _texts(part))


def _compiler() -> typst.Compiler:
    if not hasattr(_local, "compiler"):
        _local.compiler = typst.Compiler(root=TEMPLATES, font_paths=_fonts(), ignore_system_fonts=True)
    return _local.compiler


@functools.cache
def _font_files() -> list[Path]:
    found = [path for top in settings.FONT_DIRS for w in _WEIGHTS for path in Path(top).rglob(f"*{w}.ttf")]
    if len(found) < len(_WEIGHTS):
        raise FileNotFoundError(f"no fonts {_WEIGHTS} below {settings.FONT_DIRS}: run make setup")
    return found


@functools.cache
def _fonts() -> typst.Fonts:
    folders = [path.parent for path in _font_files()]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


@functools.cache
def _shapes() -> frozenset[int]:
    """Code points that every weight can show."""
    shown = []
    for path in _font_files():
        with TTFont(path, lazy=True) as font:
            shown.append(frozenset(font.getBestCmap() or ()))
    return frozenset.intersection(*shown)
