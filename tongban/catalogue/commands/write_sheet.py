"""Write items as a table to be edited in a spreadsheet; `tongban items import --profile sheet` reads it."""

import argparse
import sys
from pathlib import Path

from tongban.catalogue import queries, spreadsheets
from tongban.catalogue.commands import choosing
from tongban.catalogue.importing import profiles, sheet

PROFILE = "sheet"


def run(argv: list[str]) -> int:
    """The words after `tongban items sheet`."""
    options = argparse.ArgumentParser("tongban items sheet", description=__doc__)
    options.add_argument("codes", nargs="*", metavar="CODE")
    options.add_argument("--agency", help="all items of an agency, by its name or code")
    options.add_argument("out", type=Path, metavar="OUT.xlsx|.csv")
    given = options.parse_args(argv)
    if given.out.suffix not in (".xlsx", ".csv"):
        options.error("the name of the file ends in .xlsx or .csv")
    profile, found = profiles.load(PROFILE), choosing.items(given.codes, given.agency)
    rows = (sheet.cells(profile, item, definition) for item, definition in queries.definitions(found))
    spreadsheets.save(given.out, sheet.header(profile), rows, "事项")
    sys.stdout.write(
        f"已写出{found.count()}个事项到{given.out}。改好后用tongban items import --profile sheet导入。\n"
    )
    return 0
