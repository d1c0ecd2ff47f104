"""A private PostgreSQL server: made, started, proved, stopped, and mended after a crash."""

import os
import secrets
import shlex
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

import psycopg

from tongban.launch import binaries, locks, owner
from tongban.launch.progress import CannotStart, say

ROLE = "tongban"
PATIENCE = 10.0  # seconds in which a crashed server is buried by the system
RECOVERY = 180  # seconds a large database may take to replay its log
LOG_SIZE = 10_000_000
LAYOUT = "--encoding=UTF8", "--locale=C.UTF-8", "--auth=scram-sha-256", "--data-checksums"
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "wal_compression": "on",
    "max_wal_size": "2GB",
    "random_page_cost": "1.1",
    "cluster_name": "tongban",
    "log_line_prefix": "%m [%p] %u@%d ",
    "log_lock_waits": "on",
    "log_min_duration_statement": "2s",
}
WITHOUT_SAFETY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class Cluster:
    """One server in one folder, which holds its data, password, port and log."""

    def __init__(self, home: Path, *, durable: bool = True) -> None:
        self.owner = owner.of(home)
        self.home = owner.reachable_home(home, self.owner)
        self.data = self.home / "data"
        self.log = self.home / "server.log"
        self.settings = SETTINGS | ({} if durable else WITHOUT_SAFETY)

    @property
    def programs(self) -> Path:
        """Where this cluster's owner finds initdb and postgres."""
        return owner.reachable_programs(binaries.find(), self.home, self.owner)

    @property
    def port(self) -> int:
        """The port remembered from the last start."""
        file = self.home / "port"
        return int(file.read_text()) if file.exists() else 0

    def url(self, database: str = "postgres") -> str:
        """The address of one database of this server."""
        password = (self.home / "password").read_text()
        return f"postgresql://{ROLE}:{password}@127.0.0.1:{self.port}/{database}"

    def answers(self) -> bool:
        """Whether the server on our port is ours and does its work: it knows our password and selects 1."""
        if not self.port or not self.data.exists():
            return False
        try:
            with psycopg.connect(self.url(), connect_timeout=3) as connection:
                return connection.execute("SELECT 1").fetchone() == (1,)
        except psycopg.OperationalError:
            return False

    def create(self) -> None:
        """Make the data folder; it appears under its name only when it is whole."""
        unfinished = self.home / "data.new"
        if unfinished.exists():
            say("  An earlier start was interrupted while the database was made; it is made anew.")
            shutil.rmtree(unfinished)
        programs = self.programs
        self._write("password", secrets.token_urlsafe(24))
        options = ["--pgdata", unfinished, "--username", ROLE, "--pwfile", self.home / "password"]
        self._run([programs / "initdb", *options, *LAYOUT])
        unfinished.rename(self.data)

    def start(self, patience: float = PATIENCE) -> None:
        """Start the server and prove that it answers; try again while a crashed one is being buried."""
        if not self.data.exists():
            self.create()
        programs = self.programs
        if self.log.exists() and self.log.stat().st_size > LOG_SIZE:
            self.log.unlink()
        until = time.monotonic() + patience
        while time.monotonic() < until:
            self._forget_dead_server()
            if self.pid() is None:
                self._choose_port()
                self._launch(programs)
            if self.answers():
                return
            time.sleep(0.2)
        tail = "\n".join(self.log.read_text(errors="replace").splitlines()[-8:])
        raise CannotStart(f"PostgreSQL does not start. The end of {self.log}:\n{tail}")

    def stop(self) -> None:
        """End all connections and stop the server; wait until it is gone."""
        pid = self.pid()
        if pid is None:
            return
        for sign in (signal.SIGINT, signal.SIGQUIT):
            os.kill(pid, sign)
            until = time.monotonic() + 2 * PATIENCE
            while self.running(pid) and time.monotonic() < until:
                time.sleep(0.02)
            if not self.running(pid):
                return

    def pid(self) -> int | None:
        """The number of the server's process, if it runs."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().splitlines()[0])
        except (FileNotFoundError, IndexError, ValueError):
            return None
        return pid if self.running(pid) else None

    def running(self, pid: int) -> bool:
        """Whether that process is a server of this folder rather than a later one with its number."""
        if not locks.alive(pid):
            return False
        command = Path(f"/proc/{pid}/cmdline")
        try:
            return str(self.data).encode() in command.read_bytes()
        except OSError:
            return True

    def _forget_dead_server(self) -> None:
        """Remove a crashed server's mark, which the system may have given to another process since."""
        file = self.data / "postmaster.pid"
        if not file.exists() or self.pid():
            return
        say("  The database was not stopped properly the last time; it recovers by itself.")
        if Path("/proc/self").exists() and not locks.anyone_in(self.data):
            file.unlink()

    def _choose_port(self) -> None:
        if self.port and free(self.port):
            return
        if self.port:
            say(f"  Port {self.port} of the database is taken by another program; it moves to a free one.")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self._write("port", str(probe.getsockname()[1]))

    def _launch(self, programs: Path) -> None:
        settings = self.settings | {"port": str(self.port)}
        options = shlex.join(f"-c{name}={value}" for name, value in settings.items())
        place = ["-D", self.data, "-l", self.log, "-o", options]
        subprocess.run(
            [programs / "pg_ctl", "start", "--wait", f"--timeout={RECOVERY}", "--silent", *place],
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            **self.owner.rights(),
        )

    def _write(self, name: str, text: str) -> None:
        """A file of the folder that only its owner reads."""
        file = self.home / name
        file.touch(mode=0o600)
        file.write_text(text)
        if self.owner.drop:
            shutil.chown(file, self.owner.uid, self.owner.gid)

    def _run(self, command: list) -> None:
        apart = {"cwd": "/", "start_new_session": True, **self.owner.rights()}
        done = subprocess.run(command, capture_output=True, text=True, **apart)
        if done.returncode:
            raise CannotStart(f"{Path(command[0]).name} failed:\n{done.stderr.strip()[-2000:]}")


def free(port: int) -> bool:
    """Whether nothing listens on the port here."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
