"""Every situation of an item with its papers, limit and fee, and what of its questions changes nothing."""

import argparse
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from tongban.catalogue import outcomes, situations, spreadsheets
from tongban.catalogue.commands import choosing
from tongban.catalogue.definition import Definition
from tongban.core import errors

SHOWN = 50  # situations that are printed
MOST = 100_000  # rows of a table


def run(argv: list[str]) -> int:
    """The words after `tongban items situations`."""
    options = argparse.ArgumentParser("tongban items situations", description=__doc__)
    options.add_argument("name", metavar="CODE|FILE")
    options.add_argument("--table", type=Path, metavar="OUT", help="write all of them: .xlsx or .csv")
    given = options.parse_args(argv)
    if given.table and given.table.suffix not in (".xlsx", ".csv"):
        options.error("the name of the table ends in .xlsx or .csv")
    [one] = choosing.chosen(argparse.Namespace(names=[given.name], agency=None))
    sys.stdout.write("\n".join([*_lines(one.definition), ""]))
    if given.table:
        _save(given.table, one.definition)
    return 1 if situations.faults(one.definition) else 0


def _lines(definition: Definition) -> Iterator[str]:
    yield f"{definition.name}：{len(definition.questions)}个问题，{outcomes.count(definition)}种情形"
    yield from (f"阻断 {element}：{sentence}" for element, sentence in situations.faults(definition))
    yield from (f"提醒 {element}：{sentence}" for element, sentence in situations.idle(definition))
    for place, one in enumerate(islice(outcomes.outcomes(definition), SHOWN), 1):
        *_, size, papers, promised, fee = outcomes.row(definition, place, one)
        situation = "；".join(words for words in outcomes.said(definition, one) if words) or "不问"
        needed = f"{size}份材料（{papers}）" if size else "不需要材料"
        yield f"{place}. {situation}：{needed}，{promised or '时限未写'}，{fee}"
    if outcomes.count(definition) > SHOWN:
        yield f"其余{outcomes.count(definition) - SHOWN}种用--table写成表格查看"


def _save(path: Path, definition: Definition) -> None:
    if outcomes.count(definition) > MOST:
        raise errors.Problem(f"情形超过{MOST}种，没有写表格。请先合并结果相同的选项。")
    rows = (
        outcomes.row(definition, place, one) for place, one in enumerate(outcomes.outcomes(definition), 1)
    )
    spreadsheets.save(path, outcomes.header(definition), rows, "情形")
    sys.stdout.write(f"已写出全部情形到{path}\n")
