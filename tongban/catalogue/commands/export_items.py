"""Write items as files."""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from django.db.models import QuerySet

from tongban.catalogue import queries, transfer
from tongban.catalogue.commands import choosing, enclosing
from tongban.catalogue.models import Item
from tongban.core import errors


def run(argv: list[str]) -> int:
    """The words after `tongban items export`."""
    options = argparse.ArgumentParser("tongban items export", description=__doc__)
    options.add_argument("codes", nargs="*", metavar="CODE")
    options.add_argument("--agency")
    options.add_argument("--all", action="store_true")
    options.add_argument("out", type=Path, metavar="OUT.yaml|DIR")
    options.add_argument("--files", type=Path, metavar="DIR", help="for blank forms and samples; else beside")
    given = options.parse_args(argv)
    if not (given.codes or given.agency or given.all):
        options.error("name the items: CODE, --agency or --all")
    found = choosing.items(given.codes, given.agency)
    if given.out.suffix in choosing.ENDINGS and found.count() != 1:
        options.error("several items go to a folder, not to one file")
    try:
        size = _write(transfer.export(found), given.out)
        files = _enclose(found, given.files or _folder(given.out) / enclosing.FOLDER)
    except OSError as fault:
        raise errors.Problem(f"没有写完，“{fault.filename}”写不了：{fault.strerror}。") from fault
    sys.stdout.write(f"已导出{size}个事项到{given.out}{f'，随附{files}个文件' if files else ''}\n")
    return 0


def _folder(out: Path) -> Path:
    return out.parent if out.suffix in choosing.ENDINGS else out


def _enclose(items: QuerySet[Item], folder: Path) -> int:
    return sum(enclosing.written(definition, folder) for _item, definition in queries.definitions(items))


def _write(files: Iterable[tuple[str, str]], out: Path) -> int:
    single, size = out.suffix in choosing.ENDINGS, 0
    (out.parent if single else out).mkdir(parents=True, exist_ok=True)
    for code, text in files:
        (out if single else out / f"{code}.yaml").write_text(text, "utf-8")
        size += 1
    return size
