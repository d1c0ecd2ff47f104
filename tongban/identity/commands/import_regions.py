"""Bring tables of divisions in, and print how many of each level there are."""

import argparse
import sys
from collections import Counter
from pathlib import Path

from django.utils import timezone

from tongban.identity import division_tables, regions
from tongban.identity.models import Region
from tongban.journal.actions import SYSTEM

LEVELS = {0: "代码有误", 1: "省级", 2: "市级", 3: "县级", 4: "乡级", 5: "村级"}
SHOWN = 20


def run(argv: list[str]) -> int:
    """The words after `tongban regions import`."""
    parser = argparse.ArgumentParser("tongban regions import", description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path, help="CSV files, or folders of them")
    options = parser.parse_args(argv)
    try:
        files = division_tables.files(options.paths)
        known = set(Region.objects.values_list("code", flat=True))
        tables = division_tables.read(files, known)
    except division_tables.UnusableTable as problem:
        sys.stderr.write(f"{problem.sentence}\n")
        return 2
    new, changed = regions.register(list(tables.divisions.values()), by=SYSTEM, at=timezone.now())
    sys.stdout.write("\n".join([*_told(tables, new, changed), ""]))
    return 1 if tables.refused else 0


def _told(tables: division_tables.Tables, new: int, changed: int) -> list[str]:
    unchanged = len(tables.divisions) - new - changed
    levels = [f"{LEVELS[level]}{size}" for level, size in sorted(tables.rows.items())]
    told = [
        f"共{tables.rows.total()}行：{'、'.join(levels)}",
        f"新增{new}，变更{changed}，未变{unchanged}，与上级合并{len(tables.merged)}，拒收{len(tables.refused)}",
    ]
    told += [f"合并 {words}" for words in tables.merged[:SHOWN]]
    if tables.placeholders:
        names = Counter(division.name for division in tables.placeholders).most_common(5)
        words = "、".join(f"{name}{size}" for name, size in names)
        told.append(f"提醒：{len(tables.placeholders)}个名称只是占位，不是实际的政区（{words}等），照录")
    told += [f"拒收 {reason}" for reason in tables.refused[:SHOWN]]
    if len(tables.refused) > SHOWN:
        told.append(f"拒收 其余{len(tables.refused) - SHOWN}行从略")
    return told
