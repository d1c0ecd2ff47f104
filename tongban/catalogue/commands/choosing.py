"""Which items a command is about: codes, files, an agency, or all."""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db.models import Q, QuerySet

from tongban.catalogue import documents, queries
from tongban.catalogue.definition import Definition
from tongban.catalogue.documents import Fault, Reading, Unreadable
from tongban.catalogue.models import Item
from tongban.core import errors

ENDINGS = (".yaml", ".yml")


class NotFound(errors.Problem):
    """There is no such item, agency or file."""


class NotUsable(errors.Problem):
    """Files that cannot be used, with the place of each fault."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """An item in the database or in a file."""

    label: str
    code: str
    agency: str
    definition: Definition


def options(parser: argparse.ArgumentParser) -> None:
    """The words by which items are chosen."""
    parser.add_argument("names", nargs="*", metavar="CODE|FILE", help="codes of items, files, folders")
    parser.add_argument("--agency", help="all items of an agency, by its name or code")
    parser.add_argument("--all", action="store_true", help="all published items")


def chosen(given: argparse.Namespace) -> Iterator[Chosen]:
    """What the words name; without any word, all that are published."""
    files = [name for name in given.names if name.endswith(ENDINGS) or Path(name).is_dir()]
    codes = [name for name in given.names if name not in files]
    for path, reading in readings(files):
        entry = reading.entry
        yield Chosen(path.name, entry.code, entry.agency.name, reading.definition)
    if codes or given.agency or not files:
        for item, definition in queries.definitions(items(codes, given.agency)):
            yield Chosen(item.code, item.code, item.agency.name, definition)


def items(codes: list[str], agency: str | None) -> QuerySet[Item]:
    """Items by code, whatever their state, or those published, of one agency or of all."""
    if codes:
        found = Item.objects.filter(code__in=codes, current__isnull=False)
        missing = set(codes) - set(found.values_list("code", flat=True))
        if missing:
            raise NotFound(f"没有事项{'、'.join(sorted(missing))}，请核对编码；文件名以.yaml结尾。")
        return found
    found = queries.published()
    if agency:
        found = found.filter(Q(agency__name=agency) | Q(agency__short_name=agency) | Q(agency__code=agency))
        if not found.exists():
            raise NotFound(f"没有实施主体“{agency}”，或者它没有已发布的事项。")
    return found


def readings(names: list[str]) -> list[tuple[Path, Reading]]:
    """The files, and those of folders, as read; all faults of all files at once."""
    read, told = [], []
    for path in [path for name in names for path in _paths(Path(name))]:
        try:
            read.append((path, documents.read(path.read_bytes())))
        except Unreadable as fault:
            told += lines(path, fault.faults)
        except OSError:
            told.append(f"{path}：读不出来，请核对路径和权限")
    if told:
        raise NotUsable("\n".join([*told, "文件有误，数据库没有改动。改正上列各处后请重试。"]))
    return read


def lines(path: Path, faults: list[Fault]) -> list[str]:
    """Each fault with its file, line and element."""
    return [f"{path}:{f.line} {f.element}：{f.sentence}".replace(" ：", "：") for f in faults]


def _paths(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    found = sorted(p for p in path.iterdir() if p.suffix in ENDINGS)
    if not found:
        raise NotFound(f"文件夹“{path}”里没有.yaml文件。")
    return found
