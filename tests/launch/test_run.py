"""`tongban run`: everything starts, says where it is, and stops together."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.town import ACCOUNTS
from tongban.launch import cluster, warden

COMMAND = Path(sys.executable).with_name("tongban")


@dataclass
class Site:
    """A running site: its process, what it has said, its address."""

    process: subprocess.Popen
    said: list[str]
    url: str

    def groups(self) -> list[int]:
        """The process groups of its web server and worker."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        commands = {int(pid): Path(f"/proc/{pid}/cmdline").read_bytes() for pid in children}
        return [pid for pid, command in commands.items() if b"warden" not in command]

    def rest(self) -> str:
        """What it says from now to its end."""
        told = self.process.stdout.read()
        self.process.wait(timeout=30)
        return told


@contextmanager
def started(var: Path, port: int) -> Iterator[Site]:
    """Start it, and read until it says where it is; end it if the test did not."""
    environment = os.environ | {"TONGBAN_VAR": str(var), "PORT": str(port)}
    with subprocess.Popen(
        [COMMAND, "run"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        said = []
        for line in process.stdout:
            said.append(line.rstrip("\n"))
            if line.endswith("Ctrl-C stops everything.\n"):
                break
        try:
            (url,) = [line.partition(" at ")[2] for line in said if line.startswith("Tongban runs at ")]
            yield Site(process, said, url.rstrip("/"))
        finally:
            process.terminate()


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_ctrl_c_leaves_nothing_running(fresh_town, tmp_path, port):
    with started(tmp_path, port) as site:
        assert httpx.get(f"{site.url}/static/npm/htmx/htmx.min.js").status_code == 200
        groups = site.groups()
        assert [warden.exists(group) for group in groups] == [True, True]
        site.process.send_signal(signal.SIGINT)
        told = site.rest()
    assert site.process.returncode == 0
    assert [warden.exists(group) for group in groups] == [False, False]
    assert cluster.free(port)
    assert told.endswith("\nStopped: web server and worker.\n")
    assert [login for _, login, *_ in ACCOUNTS if f" {login} " not in "\n".join(site.said)] == []


def test_a_taken_port_is_named_and_the_next_one_used(fresh_town, tmp_path, port):
    with socket.create_server(("127.0.0.1", port)), started(tmp_path, port) as site:
        assert site.said[0] == (
            f"Port {port} is taken by another program; trying {port + 1}. (PORT=… chooses another.)"
        )
        assert port < int(site.url.rpartition(":")[2]) < port + 100


def test_a_second_start_over_the_same_data_is_refused(fresh_town, tmp_path, port):
    with started(tmp_path, port) as site:
        environment = os.environ | {"TONGBAN_VAR": str(tmp_path), "PORT": str(port + 10)}
        second = subprocess.run([COMMAND, "run"], env=environment, capture_output=True, text=True)
        assert second.returncode == 1
        assert second.stderr.startswith(f"Tongban already runs here, at {site.url}/. Stop it first")


def test_when_the_worker_dies_everything_stops_and_says_why(fresh_town, tmp_path, port):
    with started(tmp_path, port) as site:
        groups = site.groups()
        worker = next(g for g in groups if b"procrastinate" in Path(f"/proc/{g}/cmdline").read_bytes())
        os.kill(worker, signal.SIGKILL)
        told = site.rest()
    assert site.process.returncode == 1
    assert "The process worker stopped by itself (killed by signal 9), so everything was stopped." in told
    assert [warden.exists(group) for group in groups] == [False, False]


def test_a_private_database_is_made_mended_and_stopped(open_folder, port, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    own = cluster.Cluster(open_folder / "postgres")
    with started(open_folder, port) as site:
        assert "→ Founding the demo town …" in site.said
        os.kill(own.pid(), signal.SIGKILL)
        told = site.rest()
    assert site.process.returncode == 1
    assert "The database stopped by itself, so everything was stopped." in told
    with started(open_folder, port) as site:
        assert "  The database was not stopped properly the last time; it recovers by itself." in site.said
        assert "→ Founding the demo town …" not in site.said
        site.process.terminate()
        assert site.rest().endswith("\nStopped: web server, worker and database.\n")
    assert own.pid() is None
