"""PDF: readable, without a password, without scripts."""

import io
from collections.abc import Iterator

import pypdf
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, PdfObject

from tongban.files import refusals

OBJECTS = 100_000
_SCRIPT_KEYS = {"/JS", "/JavaScript", "/XFA"}
_SCRIPT_ACTIONS = ("/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition")


def check(data: bytes, name: str) -> None:
    """Refuse a PDF that cannot be read, asks for a password or acts by itself."""
    try:
        refusal = _refusal(pypdf.PdfReader(io.BytesIO(data)))
    except Exception as error:  # a hostile file makes pypdf fail in any way
        raise refusals.Broken(name) from error
    if refusal:
        raise refusal(name)


def _refusal(reader: pypdf.PdfReader) -> type[refusals.Refused] | None:
    if reader.is_encrypted:
        return refusals.Encrypted
    numbers = _numbers(reader)
    if len(numbers) > OBJECTS:
        return refusals.Swollen
    if any(_acts(part) for part in _parts(reader, numbers)):
        return refusals.Active
    return None if reader.pages else refusals.Broken


def _numbers(reader: pypdf.PdfReader) -> set[tuple[int, int]]:
    """Number and generation of every object of the file, of those in compressed streams too."""
    known = {(number, generation) for generation, places in reader.xref.items() for number in places}
    return known | {(number, 0) for number in reader.xref_objStm}


def _parts(reader: pypdf.PdfReader, numbers: set[tuple[int, int]]) -> Iterator[PdfObject | None]:
    """The objects of these numbers, and the parts written inside them."""
    rest = [reader.trailer, *(reader.get_object(IndirectObject(*key, reader)) for key in sorted(numbers))]
    while rest:
        part = rest.pop()
        yield part
        if isinstance(part, DictionaryObject):
            rest += [part.raw_get(key) for key in part]
        elif isinstance(part, ArrayObject):
            rest += part


def _acts(part: PdfObject | None) -> bool:
    if not isinstance(part, DictionaryObject):
        return False
    return bool(_SCRIPT_KEYS & part.keys()) or ("/S" in part and part["/S"] in _SCRIPT_ACTIONS)
