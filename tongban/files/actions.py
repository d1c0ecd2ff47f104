"""The verbs of files: store what was sent, sweep what nothing names."""

import datetime as dt
import hashlib
import unicodedata
from collections.abc import Set as AbstractSet
from pathlib import Path, PurePosixPath
from typing import Protocol

from django.conf import settings
from django.db import connection, transaction
from django.utils.module_loading import import_string

from tongban.files import archives, formats, images, pdfs, refusals, storage
from tongban.files.models import File
from tongban.journal.actions import Author

_NAME = 120


class Sent(Protocol):
    """What can be read: an open file, or an upload."""

    def read(self, size: int, /) -> bytes: ...


def store(
    sent: bytes | Sent,
    name: str,
    *,
    by: Author,
    at: dt.datetime,
    allowed: AbstractSet[str] = formats.PAPERS,
) -> File:
    """收存: check, clean and keep a file; raises a `Refused`. Belongs to the caller's transaction."""
    name = tidy(name)
    data = sent if isinstance(sent, bytes) else sent.read(settings.FILE_SIZE_LIMIT + 1)
    form = _recognised(data, name, allowed)
    data = _cleaned(data, name, form.key)
    _scan(data, name)
    return keep(data, _with_ending(name, form), form.media_type, by=by, at=at)


def keep(data: bytes, name: str, media_type: str, *, by: Author, at: dt.datetime) -> File:
    """保存: keep bytes that the house made itself or has checked."""
    sha256 = hashlib.sha256(data).hexdigest()
    with transaction.atomic():
        _lock(sha256, "pg_advisory_xact_lock_shared")
        storage.write(sha256, data)
        return File.objects.create(
            sha256=sha256, size=len(data), media_type=media_type, name=name, created_at=at, uploaded_by=by.key
        )


def sweep(older_than: dt.datetime) -> int:
    """清理: remove bytes that no row names, left by transactions that failed; returns how many."""
    return sum(_swept(place, older_than.timestamp()) for place in list(storage.stored()))


def tidy(name: str) -> str:
    """The file name without folders and invisible characters, of a bearable length."""
    plain = PurePosixPath(name.replace("\\", "/")).name
    seen = "".join(
        c for c in unicodedata.normalize("NFC", plain) if not unicodedata.category(c).startswith("C")
    )
    stem, dot, ending = seen.strip(" .").rpartition(".")
    return f"{stem[:_NAME]}{dot}{ending[:10]}" if stem else ending[:_NAME] or "未命名"


def _recognised(data: bytes, name: str, allowed: AbstractSet[str]) -> formats.Format:
    if not data:
        raise refusals.Empty(name)
    if len(data) > settings.FILE_SIZE_LIMIT:
        raise refusals.TooLarge(name, settings.FILE_SIZE_LIMIT)
    form = formats.recognise(data)
    if form is None or form.key not in allowed:
        titles = [known.title for key, known in formats.FORMATS.items() if key in allowed]
        raise refusals.NotAllowed(name, titles)
    ending = PurePosixPath(name).suffix.lower().lstrip(".")
    if ending and ending not in form.endings:
        raise refusals.NameDiffers(name, form.title)
    return form


def _cleaned(data: bytes, name: str, kind: str) -> bytes:
    if kind in ("jpg", "png"):
        return images.cleaned(data, name, kind)
    (pdfs if kind == "pdf" else archives).check(data, name)
    return data


def _with_ending(name: str, form: formats.Format) -> str:
    return name if PurePosixPath(name).suffix else f"{name}.{form.endings[0]}"


def _scan(data: bytes, name: str) -> None:
    """Ask the scanner that the installation names; without one, nothing is asked."""
    if not settings.FILE_SCANNER:
        return
    try:
        found = import_string(settings.FILE_SCANNER)(data)
    except OSError as error:
        raise refusals.ScannerAway(name) from error
    if found:
        raise refusals.Infected(name)


def _swept(place: Path, before: float) -> int:
    if place.stat().st_mtime >= before:
        return 0
    with transaction.atomic():
        if not place.name.startswith("."):
            locked = _lock(place.name, "pg_try_advisory_xact_lock")
            if (
                not locked
                or File.objects.filter(sha256=place.name).exists()
                or place.stat().st_mtime >= before
            ):
                return 0
        place.unlink()
    return 1


def _lock(sha256: str, how: str) -> bool:
    """Until the transaction ends, a digest is either being stored or being swept."""
    key = int.from_bytes(bytes.fromhex(sha256[:16]), "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {how}(%s)", [key])
        return cursor.fetchone()[0] is not False
