"""tongban notices pending | retry [sms|mail|wechat] | test sms|mail|wechat ADDRESS

pending   what waits to be sent or has failed, and which media are set up
retry     have what failed for good tried again
test      send one message that concerns nobody, now
Exit status 0: done; 1: it could not be sent; 2: wrong words.
"""

import importlib
import sys

MEDIA = ("sms", "mail", "wechat")


def needs_database(argv: list[str]) -> bool:
    """Asking for help needs none."""
    return argv[:1] in (["pending"], ["retry"], ["test"])


def run(argv: list[str]) -> int:
    """The words after `tongban notices`."""
    telling = "tongban.notices.commands.telling"  # what it tells of needs Django to be set up
    match argv:
        case ["pending"]:
            return importlib.import_module(telling).pending()
        case ["retry", *medium] if len(medium) <= 1 and set(medium) <= set(MEDIA):
            return importlib.import_module(telling).retry(*medium)
        case ["test", medium, address] if medium in MEDIA:
            return importlib.import_module(telling).test(medium, address)
    asked = bool({"-h", "--help"} & set(argv))
    (sys.stdout if asked else sys.stderr).write(__doc__ or "")
    return 0 if asked else 2
