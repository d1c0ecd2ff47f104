"""存储: bytes on disk by digest, two levels of folders, written whole or not at all."""

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings


def path(sha256: str) -> Path:
    """Where the bytes of this digest are."""
    return Path(settings.FILES_ROOT) / sha256[:2] / sha256[2:4] / sha256


def write(sha256: str, data: bytes) -> None:
    """Put the bytes in their place; what is already there is only marked as in use again."""
    target = path(sha256)
    try:
        os.utime(target)
    except FileNotFoundError:
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_name(f".{uuid.uuid4().hex}")
        with draft.open("xb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        draft.replace(target)
        for folder in list(target.parents)[:3]:
            _settle(folder)


def stored() -> Iterator[Path]:
    """Every place in use, and drafts that a crash left."""
    yield from Path(settings.FILES_ROOT).glob("??/??/*")


def _settle(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
