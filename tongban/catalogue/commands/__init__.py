"""tongban items import FILE --profile P [--dry-run] [--strict] [--report OUT.json|.csv] [--region CODE]

Brings a list of service items in: JSON, JSON Lines, CSV or XLSX, read by a profile (docs/profiles.md).
Exit status 0: every row was loaded; 1: some rows were refused; 2: the file or the profile cannot be used.
"""

import importlib
import sys

WORDS = {"import": "tongban.catalogue.commands.import_items"}


def needs_database(argv: list[str]) -> bool:
    """Asking for help needs none."""
    return argv[:1] == ["import"] and not {"-h", "--help"} & set(argv)


def run(argv: list[str]) -> int:
    """The words after `tongban items`."""
    word, *rest = argv or [""]
    if needs_database(argv):
        # what imports needs the database before it is loaded, help does not
        return importlib.import_module(WORDS[word]).run(rest)
    asked = bool({"-h", "--help"} & set(argv))
    (sys.stdout if asked else sys.stderr).write(__doc__ or "")
    return 0 if asked else 2
