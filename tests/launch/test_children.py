"""What `tongban run` starts ends with it, however it ends."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from tongban.launch import locks, paths, warden
from tongban.launch.children import Children
from tongban.launch.progress import CannotStart

OBEDIENT = ["sh", "-c", "sleep 600"]
DEAF = ["sh", "-c", "trap '' TERM; sleep 600 & while :; do sleep 0.05; done"]
SUPERVISOR = """
import time
from tongban.launch.children import Children
with Children() as children:
    children.start("web", ["sh", "-c", "sleep 600 & wait"])
    print(children.started["web"].pid, flush=True)
    time.sleep(600)
"""


@pytest.fixture(autouse=True)
def var(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("TONGBAN_VAR", str(tmp_path))
    return tmp_path


def gone(group: int) -> bool:
    """Whether the group has ended, or does within some seconds."""
    until = time.monotonic() + 5
    while warden.exists(group) and time.monotonic() < until:
        time.sleep(0.02)
    return not warden.exists(group)


def test_leaving_ends_them_and_their_own_children():
    with Children() as children:
        children.start("web", ["sh", "-c", "sleep 600 & wait"])
        children.start("worker", OBEDIENT)
        groups = [child.pid for child in children.started.values()]
        assert [warden.exists(group) for group in groups] == [True, True]
    assert [gone(group) for group in groups] == [True, True]


def test_one_that_ignores_the_request_is_ended_all_the_same():
    child = subprocess.Popen(DEAF, start_new_session=True)
    time.sleep(0.2)
    warden.end([child.pid], patience=0.3)
    assert child.wait() == -9
    assert gone(child.pid)


def test_they_end_when_we_are_killed():
    with subprocess.Popen(
        [sys.executable, "-c", SUPERVISOR], cwd=paths.ROOT, stdout=subprocess.PIPE
    ) as supervisor:
        group = int(supervisor.stdout.readline())
        assert warden.exists(group)
        supervisor.kill()
    assert gone(group)


def test_one_that_dies_is_reported_with_the_end_of_its_log(var):
    with Children() as children:
        children.start("worker", ["sh", "-c", "echo the reason; exit 3"])
        children.started["worker"].wait()
        with pytest.raises(CannotStart) as problem:
            children.check()
    assert str(problem.value) == (
        "The process worker stopped by itself (exit status 3), so everything was stopped.\n"
        f"The end of {var}/log/worker.log:\n  the reason"
    )


def test_one_that_was_killed_is_reported_as_such():
    with Children() as children:
        children.start("web", OBEDIENT)
        children.started["web"].kill()
        children.started["web"].wait()
        with pytest.raises(CannotStart, match=r"stopped by itself \(killed by signal 9\)"):
            children.check()


def test_while_all_live_nothing_is_reported():
    with Children() as children:
        children.start("web", OBEDIENT)
        children.check()
        assert locks.alive(children.started["web"].pid)
