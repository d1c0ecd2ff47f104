"""Bring the base catalogue in from a sheet, all or nothing, or draw it from the items that are published."""

import argparse
import datetime as dt
import sys
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from tongban.catalogue.importing import sources
from tongban.catalogue.models import BaseItem
from tongban.catalogue.registers import actions, sheet
from tongban.journal.actions import SYSTEM


def run(argv: list[str]) -> int:
    """The words after `tongban items base`."""
    given = _parser().parse_args(argv)
    since = given.since or timezone.localdate()
    try:
        read = (
            sheet.read(given.file, source=given.source or given.file.name, since=since)
            if given.file
            else None
        )
    except sources.UnusableFile as problem:
        sys.stderr.write(f"{problem.sentence}\n")
        return 2
    if read and read.faults:
        told = [f"第{row}行 {column}：{sentence}" for row, column, sentence in read.faults]
        sys.stderr.write("\n".join([*told, "目录没有改动。改正上列各处后请重试。", ""]))
        return 1
    entries = read.entries if read else [*sheet.derived(since, given.source or "由实施清单汇总")]
    _adopt(entries, dry_run=given.dry_run)
    return 0


def _adopt(entries: list[BaseItem], *, dry_run: bool) -> None:
    with transaction.atomic():
        new, changed = actions.adopt(entries, by=SYSTEM, at=timezone.now())
        transaction.set_rollback(dry_run)
    mode = "（试运行，没有写入任何内容）" if dry_run else ""
    same = len(entries) - new - changed
    sys.stdout.write(f"基本目录{len(entries)}项：新增{new}，变更{changed}，未变{same}{mode}\n")


def _parser() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser("tongban items base", description=__doc__)
    options.add_argument("file", nargs="?", type=Path, help="XLSX, CSV or JSON; none: from published items")
    options.add_argument("--source", help="the paper that the catalogue rests on")
    options.add_argument(
        "--since", type=dt.date.fromisoformat, metavar="DAY", help="in force from; default today"
    )
    options.add_argument("--dry-run", action="store_true", help="say what would happen and write nothing")
    return options
