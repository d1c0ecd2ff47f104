"""tongban items import FILE --profile P [--dry-run] [--strict] [--report OUT] [--region CODE]
    bring a list of service items in: JSON, JSON Lines, CSV or XLSX, read by a profile (docs/profiles.md)
tongban items export [CODE …] [--agency A] [--all] [--files DIR] OUT.yaml|DIR
    write items as files, one for each; a name that ends in .yaml takes one item; blank forms go to files/
tongban items sheet [CODE …] [--agency A] OUT.xlsx|.csv
    write items as a table for a spreadsheet; `items import --profile sheet` reads what was changed in it
tongban items publish FILE.yaml|DIR … [--dry-run] [--restore] [--enclosed DIR]
    publish what files say, all or nothing; --restore: also items that are suspended or cancelled
tongban items base [FILE] [--source PAPER] [--since DAY] [--dry-run]
    bring the base catalogue in from a sheet, or draw it from what is published where no file is named
tongban items test [CODE|FILE …]
    run the examples of items, all if none is named
tongban items lint [CODE|FILE …] [--agency A] [--all] [--report OUT.json|.csv]
    the defects of guides by rule, agency and element, with a score for each item
tongban items lint --keep
    renew the list of defects that the console shows, as is done each night
tongban items lint --tried FILE --profile P [--record TRIALS.yaml]
    how often each rule about words hits a list of guides; none blocks before it has been tried
tongban items situations CODE|FILE [--table OUT.xlsx|.csv]
    every situation of one item with its papers, limit and fee; questions and options that change nothing
tongban items visits [CODE|FILE …] [--agency A] [--all]
    how often one has to come, by kind and agency, and which claims the definition refutes
tongban items bpmn CODE|FILE OUT.bpmn
    the flow of one item as a BPMN 2.0 diagram (docs/flows.md)
tongban items read-bpmn FILE|DIR …
    the stages of BPMN files, or every element that has no place in a flow; nothing is stored
tongban items schema
    the JSON Schema of a file

Exit status 0: done; 1: something is wrong, and it is said what; 2: the command, or the file of an import,
cannot be used.
"""

import importlib
import sys

WORDS = {
    "import": "import_items",
    "export": "export_items",
    "sheet": "write_sheet",
    "publish": "publish_items",
    "base": "load_base",
    "test": "run_examples",
    "lint": "lint_items",
    "situations": "list_situations",
    "visits": "count_visits",
    "bpmn": "write_bpmn",
    "read-bpmn": "read_bpmn",
    "schema": "show_schema",
}
NO_DATABASE = {"read-bpmn", "schema"}
HELP = {"-h", "--help"}


def needs_database(argv: list[str]) -> bool:
    """Asking for help needs none, nor does what stores nothing and looks nothing up."""
    return bool(set(argv[:1]) & WORDS.keys() - NO_DATABASE) and not HELP & set(argv)


def run(argv: list[str]) -> int:
    """The words after `tongban items`."""
    word, *rest = argv or [""]
    if word in WORDS and not HELP & set(argv):
        # what these import needs the database before it is loaded, help does not
        return importlib.import_module(f"{__name__}.{WORDS[word]}").run(rest)
    (sys.stdout if HELP & set(argv) else sys.stderr).write(__doc__ or "")
    return 0 if HELP & set(argv) else 2
