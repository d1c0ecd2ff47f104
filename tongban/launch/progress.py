"""What is said on the terminal while things start. Standard library only."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


class CannotStart(Exception):
    """What is missing on this machine, and what to do about it."""


def not_ours(problem: PermissionError) -> str:
    """What to do about a file of another user."""
    return (
        f"{problem.filename} may not be written by this user: it was made by another. "
        "Go on as that user, or in a checkout of your own."
    )


def say(text: str = "") -> None:
    """Print one line now."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


@contextmanager
def step(what: str) -> Iterator[None]:
    """Name a long step as it begins, and how long it took as it ends."""
    began = time.monotonic()
    say(f"→ {what} …")
    yield
    say(f"  done in {time.monotonic() - began:.1f} s")


@contextmanager
def silent_step(_what: str) -> Iterator[None]:
    """The same for callers whose output is read by a program."""
    yield
