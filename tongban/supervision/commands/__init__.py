"""tongban supervision sweep | detect

sweep     one pass over all open cases: new alarms, and the ladder of what was urged
detect    look for signs of work outside the system in the last five weeks
Exit status 0: done; 2: wrong words.
"""

import importlib
import sys


def needs_database(argv: list[str]) -> bool:
    """Asking for help needs none."""
    return argv in (["sweep"], ["detect"])


def run(argv: list[str]) -> int:
    """The words after `tongban supervision`."""
    telling = "tongban.supervision.commands.telling"  # what it tells of needs Django to be set up
    match argv:
        case ["sweep"]:
            return importlib.import_module(telling).sweep()
        case ["detect"]:
            return importlib.import_module(telling).detect()
    asked = bool({"-h", "--help"} & set(argv))
    (sys.stdout if asked else sys.stderr).write(__doc__ or "")
    return 0 if asked else 2
