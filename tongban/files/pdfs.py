"""PDF: readable, without a password, without scripts."""

import io
from collections.abc import Iterator

import pypdf
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, PdfObject

from tongban.files import refusals

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
    if any(_acts(part) for part in _objects(reader)):
        return refusals.Active
    return None if reader.pages else refusals.Broken


def _objects(reader: pypdf.PdfReader) -> Iterator[PdfObject]:
    """Every object of the file, those in compressed streams too, and the parts written inside them."""
    known = {(number, generation) for generation, places in reader.xref.items() for number in places}
    known |= {(number, 0) for number in reader.xref_objStm}
    rest = [reader.trailer] + [reader.get_object(IndirectObject(*key, reader)) for key in sorted(known)]
    while rest:
        part = rest.pop()
        yield part
        if isinstance(part, DictionaryObject):
            rest += [part.raw_get(key) for key in part]
        elif isinstance(part, ArrayObject):
            rest += part


def _acts(part: PdfObject) -> bool:
    if not isinstance(part, DictionaryObject):
        return False
    return bool(_SCRIPT_KEYS & part.keys()) or ("/S" in part and part["/S"] in _SCRIPT_ACTIONS)
