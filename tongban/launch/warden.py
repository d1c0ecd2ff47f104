"""Ends what was started when the one who started it is gone, however it went. Standard library only.

Its input is a pipe from the starter: a line for each process group. When the pipe closes, they end.
"""

import os
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path

SIGNALS = signal.SIGINT, signal.SIGTERM, signal.SIGHUP
PATIENCE = 5.0  # seconds to finish what is being done


def end(groups: list[int], patience: float = PATIENCE) -> None:
    """Ask the groups to end; after a while end them."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        for group in filter(exists, groups):
            with suppress(ProcessLookupError):
                os.killpg(group, sign)
        until = time.monotonic() + patience
        while any(map(exists, groups)) and time.monotonic() < until:
            time.sleep(0.05)


def exists(group: int) -> bool:
    """Whether any process of the group is left, other than one that waits to be buried."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    stats = list(Path("/proc").glob("[0-9]*/stat"))
    return not stats or any(lives_in(group, stat) for stat in stats)


def lives_in(group: int, stat: Path) -> bool:
    """Whether this process (Linux) is of the group and alive."""
    try:
        state, _, its_group = stat.read_text().rpartition(") ")[2].split()[:3]
    except (OSError, ValueError):
        return False
    return int(its_group) == group and state != "Z"


def main() -> None:
    """Wait for the pipe to close."""
    for sign in SIGNALS:
        signal.signal(sign, signal.SIG_IGN)
    end([int(line) for line in sys.stdin])


if __name__ == "__main__":
    main()
