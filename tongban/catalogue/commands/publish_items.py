"""Publish what files say, all or nothing."""

import argparse
import sys
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from tongban.catalogue import actions, gate, transfer
from tongban.catalogue.commands import choosing, enclosing
from tongban.catalogue.documents import Fault, Reading
from tongban.catalogue.registers import binding
from tongban.journal.actions import SYSTEM

STATES = {"suspended": "已暂停", "cancelled": "已取消"}


def run(argv: list[str]) -> int:
    """The words after `tongban items publish`."""
    options = argparse.ArgumentParser("tongban items publish", description=__doc__)
    options.add_argument("files", nargs="+", metavar="FILE.yaml|DIR")
    options.add_argument("--dry-run", action="store_true", help="say what would happen and write nothing")
    options.add_argument("--restore", action="store_true", help="also items that are suspended or cancelled")
    options.add_argument("--enclosed", type=Path, metavar="DIR", help="blank forms and samples")
    given = options.parse_args(argv)
    found = choosing.readings(given.files)
    known = transfer.known(reading.entry.code for _, reading in found)
    with transaction.atomic():
        told = enclosing.brought(found, given.enclosed, timezone.now()) or _faults(found, given.restore)
        if told:
            transaction.set_rollback(True)
            sys.stderr.write("\n".join([*told, "没有发布任何事项。改正上列各处后请重试。", ""]))
            return 1
        readings = [reading for _, reading in found]
        results = transfer.bring(readings, by=SYSTEM, at=timezone.now(), restores=given.restore)
        transaction.set_rollback(given.dry_run)
    new = sum(item.code not in known for item, _ in results)
    changed = sum(renewed for _, renewed in results) - new
    mode = "（试运行，没有写入任何内容）" if given.dry_run else ""
    figures = f"新增{new}，变更{changed}，未变{len(results) - new - changed}"
    sys.stdout.write(f"发布{len(results)}个事项：{figures}{mode}\n")
    return 0


def _faults(found: list[tuple[Path, Reading]], restore: bool) -> list[str]:
    """Why these files cannot be published, by file and line."""
    states = {} if restore else transfer.out_of_use(reading.entry.code for _, reading in found)
    own = [(reading.entry.code, reading.entry.source == actions.OWN) for _, reading in found]
    bounds = binding.of_many(own, timezone.localdate())
    first: dict[str, Path] = {}
    told = []
    for path, reading in found:
        entry = reading.entry
        faults = gate.faults(entry.code, reading.definition, entry.agency.name, bound=bounds[entry.code])
        if entry.code in states:
            state = STATES[states[entry.code]]
            faults.append(("item.code", f"事项{state}，要恢复请加上--restore"))
        if first.setdefault(entry.code, path) is not path:
            faults.append(("item.code", f"与{first[entry.code]}的编码相同"))
        told += choosing.lines(path, [_placed(reading, *fault) for fault in faults])
    return told


def _placed(reading: Reading, element: str, sentence: str) -> Fault:
    return reading.fault("item.code" if element == "code" else element, sentence)
