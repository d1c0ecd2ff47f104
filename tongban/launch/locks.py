"""Locks between processes that vanish with the process that holds them."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path


@contextmanager
def alone(file: Path) -> Iterator[None]:
    """Wait until no other process is inside the same block."""
    with file.open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


class Attendance:
    """Who uses a thing that the last one to leave switches off."""

    def __init__(self, file: Path) -> None:
        self.handle = file.open("a")

    def enter(self) -> None:
        """Count this process among the users."""
        fcntl.flock(self.handle, fcntl.LOCK_SH)

    def leave(self) -> bool:
        """Stop counting; say whether nobody is left."""
        try:
            fcntl.flock(self.handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        finally:
            self.handle.close()
        return True


def alive(pid: int) -> bool:
    """Whether a process runs under this number; one that waits to be buried does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    state = Path(f"/proc/{pid}/stat")
    try:
        return state.read_text().rpartition(") ")[2][:1] != "Z"
    except OSError:
        return True


def anyone_in(folder: Path) -> bool:
    """Whether a living process works in the folder (Linux)."""
    return any(map(partial(works_in, folder), Path("/proc").glob("[0-9]*/cwd")))


def works_in(folder: Path, link: Path) -> bool:
    """Whether this link of a process names the folder; those of others may not be read."""
    try:
        return link.readlink() == folder
    except OSError:
        return False
