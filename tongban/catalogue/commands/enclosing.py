"""Files beside the files (随附文件): blank forms and samples go out and come in by their digest."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from tongban.catalogue import attachments
from tongban.catalogue.commands import choosing
from tongban.catalogue.definition import Definition
from tongban.catalogue.documents import Fault, Reading
from tongban.catalogue.parts import Attachment as Named
from tongban.core import errors
from tongban.files import queries as files
from tongban.journal.actions import SYSTEM

FOLDER = "files"


def written(definition: Definition, folder: Path) -> int:
    """Write what a definition names into the folder; how many."""
    size = 0
    for _element, named in attachments.named(definition):
        kept = attachments.found(named)
        if kept:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{named.digest}{Path(named.name).suffix}").write_bytes(files.content(kept.file))
            size += 1
    return size


def brought(found: Iterable[tuple[Path, Reading]], given: Path | None, at: dt.datetime) -> list[str]:
    """Take in what stands in the folder and is named; says what is wrong, by file and line."""
    told = []
    for path, reading in found:
        folder = given or path.parent / FOLDER
        faults = list(_taken(reading, folder, at))
        told += choosing.lines(path, faults)
    return told


def _taken(reading: Reading, folder: Path, at: dt.datetime) -> Iterator[Fault]:
    for element, named in attachments.named(reading.definition):
        if attachments.found(named):
            continue
        sentence = _take(folder, named, element.rpartition(".")[2], at)
        if sentence:
            yield reading.fault(element, sentence)


def _take(folder: Path, named: Named, use: str, at: dt.datetime) -> str:
    """Take one in; why not, if it cannot be."""
    there = sorted(folder.glob(f"{named.digest}*"))
    if not there:
        return f"没有文件“{named.name}”，请放在{folder}里，文件名是{named.digest}{Path(named.name).suffix}"
    data = there[0].read_bytes()
    if hashlib.sha256(data).hexdigest() != named.digest:
        return f"{there[0]}的内容与摘要不符，请换成原来的文件，或者改正摘要"
    try:
        kept = attachments.attach(data, named.name, use, by=SYSTEM, at=at)
    except errors.Problem as problem:
        return problem.sentence
    return "" if kept.digest == named.digest else f"{there[0]}里有拍摄信息，请用系统里上传后的文件"
