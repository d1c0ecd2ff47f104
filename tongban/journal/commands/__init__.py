"""tongban journal verify [CHAIN] | map

verify    check every chain, or one, and name each altered, removed or reordered line
map       list every verb, and the jobs that follow it
"""

import importlib
import sys


def needs_database(argv: list[str]) -> bool:
    """Asking for help needs none."""
    return argv[:1] in (["verify"], ["map"])


def run(argv: list[str]) -> int:
    """Exit status 0: all is well; 1: faults were found and named; 2: wrong words."""
    telling = "tongban.journal.commands.telling"  # what it tells of needs Django to be set up
    match argv:
        case ["verify", *chain] if len(chain) <= 1:
            return importlib.import_module(telling).verify(*chain)
        case ["map"]:
            return importlib.import_module(telling).draw_map()
    asked = bool({"-h", "--help"} & set(argv))
    (sys.stdout if asked else sys.stderr).write(__doc__ or "")
    return 0 if asked else 2
