"""The processes that `tongban run` starts: each in a group of its own, with a log, and none outlives it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tongban.launch import paths, warden
from tongban.launch.progress import CannotStart

TAIL = 15


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let a second Ctrl-C not cut short what the first one began."""
    before = {sign: signal.signal(sign, signal.SIG_IGN) for sign in warden.SIGNALS}
    yield
    for sign, handler in before.items():
        signal.signal(sign, handler)


class Children:
    """All that was started, ended together when the block is left, by the warden if we are killed."""

    def __init__(self) -> None:
        self.logs = paths.var() / "log"
        self.logs.mkdir(exist_ok=True)
        self.started: dict[str, subprocess.Popen] = {}

    def __enter__(self) -> "Children":
        self.warden = subprocess.Popen(
            [sys.executable, "-m", "tongban.launch.warden"],
            cwd=paths.ROOT,
            stdin=subprocess.PIPE,
            start_new_session=True,
            text=True,
        )
        return self

    def __exit__(self, *_: object) -> None:
        with undisturbed():
            warden.end([child.pid for child in self.started.values() if child.poll() is None])
            for child in self.started.values():
                child.wait()
            self.warden.communicate()

    def start(self, name: str, command: list[str], **environment: str) -> None:
        """Start one, and tell the warden."""
        with self.log(name).open("w") as log:
            child = subprocess.Popen(
                command,
                cwd=paths.ROOT,
                env=os.environ | environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.started[name] = child
        pipe = self.warden.stdin
        if pipe:
            pipe.write(f"{child.pid}\n")
            pipe.flush()

    def log(self, name: str) -> Path:
        """Where this one writes."""
        return self.logs / f"{name}.log"

    def check(self) -> None:
        """Say which one has died, if one has, with the end of its log."""
        for name, child in self.started.items():
            if child.poll() is not None:
                lines = self.log(name).read_text(errors="replace").splitlines()[-TAIL:]
                end = "\n".join(f"  {line}" for line in lines) or "  (it said nothing)"
                raise CannotStart(
                    f"The process {name} stopped by itself ({reason(child.returncode)}), "
                    f"so everything was stopped.\nThe end of {self.log(name)}:\n{end}"
                )


def reason(status: int) -> str:
    """An exit status in words."""
    return f"killed by signal {-status}" if status < 0 else f"exit status {status}"
