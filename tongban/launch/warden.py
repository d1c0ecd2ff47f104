"""Ends what was started when the one who started it is gone, however it went. Standard library only.

Its input is a pipe from the starter: a line for each process group. When the pipe closes, they end.
"""

import os
import signal
import sys
import time
from contextlib import suppress

PATIENCE = 8.0  # seconds to finish what is being done


def end(groups: list[int]) -> None:
    """Ask the groups to end; after a while end them."""
    for sign, patience in ((signal.SIGTERM, PATIENCE), (signal.SIGKILL, PATIENCE)):
        for group in filter(exists, groups):
            with suppress(ProcessLookupError):
                os.killpg(group, sign)
        until = time.monotonic() + patience
        while any(map(exists, groups)) and time.monotonic() < until:
            time.sleep(0.05)


def exists(group: int) -> bool:
    """Whether any process of the group is left."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def main() -> None:
    """Wait for the pipe to close."""
    for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, signal.SIG_IGN)
    end([int(line) for line in sys.stdin])


if __name__ == "__main__":
    main()
