"""Write items as a table to be edited in a spreadsheet; `tongban items import --profile sheet` reads it."""

import argparse
import sys
from pathlib import Path

from tongban.catalogue import queries, spreadsheets
from tongban.catalogue.commands import choosing
from tongban.catalogue.importing import profiles, sheet
from tongban.core import errors

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
    header = sheet.header(profile)
    rows = (sheet.cells(profile, item, definition) for item, definition in queries.definitions(found))
    try:
        if given.out.suffix == ".xlsx":
            given.out.write_bytes(spreadsheets.xlsx(header, rows, "事项").getvalue())
        else:
            with given.out.open("w", encoding="utf-8", newline="") as file:
                file.writelines(spreadsheets.csv_text(header, rows))
    except OSError as fault:
        raise errors.Problem(f"没有写到“{given.out}”：{fault.strerror}。") from fault
    sys.stdout.write(
        f"已写出{found.count()}个事项到{given.out}。改好后用tongban items import --profile sheet导入。\n"
    )
    return 0
