"""Starts everything, says where it is, and stops everything together."""

import fcntl
import http.client
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import django
from django.conf import settings

from tongban.launch import assets, cluster, paths, postgres, schema, town
from tongban.launch.children import Children
from tongban.launch.progress import CannotStart, say, step

HOST = "127.0.0.1"
PATIENCE = 60.0  # seconds the web server may take to answer first
PLACES = {
    "portal": "/",
    "counter": "/counter/",
    "desk": "/desk/",
    "console": "/console/",
    "board": "/board/",
    "API": "/api/v1/docs",
    "gallery": "/ui/",
}
WEB = ["-m", "gunicorn", "tongban.wsgi", "--no-control-socket"]
PROCESSES = ["--worker-class=gthread", "--workers=2", "--threads=4"]
WORKER = ["-m", "django", "procrastinate", "worker"]


def needs_database(_argv: list[str]) -> bool:
    """No: it brings its own and watches over it."""
    return False


def run(_argv: list[str]) -> int:
    """Run until a signal comes or something fails."""
    for sign in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, signal.default_int_handler)
    port = free_port(int(os.environ.get("PORT", "8000")))
    os.environ["TONGBAN_URL"] = f"http://{HOST}:{port}"
    os.environ.setdefault("TONGBAN_DEMO", "1")
    private = postgres.private()
    try:
        with only_one(), postgres.running(), Children() as children:
            prepare()
            start(children, port)
            announce()
            watch(children, private)
    except KeyboardInterrupt:
        say("\nStopped: web server, worker and database." if private else "\nStopped: web server and worker.")
    return 0


def prepare() -> None:
    """Bring tables and static files up to date; for a demo, put the town into an empty database."""
    django.setup()
    schema.complete()
    assets.collect()
    if settings.DEMO:
        town.settle()


def start(children: Children, port: int) -> None:
    """Start web server and worker, and wait until the site answers."""
    with step("Starting the web server and the worker"):
        access = f"--access-logfile={children.log('access')}"
        children.start("web", [sys.executable, *WEB, *PROCESSES, f"--bind={HOST}:{port}", access])
        children.start("worker", [sys.executable, *WORKER])
        until = time.monotonic() + PATIENCE
        while not answers(port):
            children.check()
            if time.monotonic() > until:
                raise CannotStart(f"The site does not answer. See {children.log('web')}.")
            time.sleep(0.1)


def answers(port: int) -> bool:
    """Whether the site gives any answer."""
    connection = http.client.HTTPConnection(HOST, port, timeout=PATIENCE)
    try:
        connection.request("GET", "/")
        return bool(connection.getresponse().status)
    except OSError:
        return False
    finally:
        connection.close()


def announce() -> None:
    """Say where everything is and who may come in."""
    site = os.environ["TONGBAN_URL"]
    say(f"\nTongban runs at {site}/\n")
    for name, path in PLACES.items():
        say(f"  {name:<10}{site}{path}")
    say()
    for line in town.accounts() if settings.DEMO else ():
        say(f"  {line}")
    say(f"\nLogs are in {paths.var() / 'log'}. Ctrl-C stops everything.")


def watch(children: Children, private: cluster.Cluster | None) -> None:
    """Wait; end with a message when anything that was started ends."""
    while True:
        time.sleep(0.5)
        children.check()
        if private and private.pid() is None:
            raise CannotStart(
                "The database stopped by itself, so everything was stopped. What was acknowledged is kept. "
                f"Start again; it mends itself. Its log: {private.log}"
            )


def free_port(wanted: int) -> int:
    """The wanted port, or the next one that nothing listens on."""
    for port in range(wanted, wanted + 100):
        if cluster.free(port):
            return port
        say(f"Port {port} is taken by another program; trying {port + 1}. (PORT=… chooses another.)")
    raise CannotStart(f"No port from {wanted} to {wanted + 99} is free. Choose another with PORT=…")


@contextmanager
def only_one() -> Iterator[None]:
    """Refuse to run twice over the same data."""
    with (paths.var() / "run.lock").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise CannotStart(
                f"Tongban already runs here, at {file.read().strip()}/. Stop it first, "
                "or run another with other data: TONGBAN_VAR=/some/folder make run"
            ) from None
        file.truncate(0)
        file.write(os.environ["TONGBAN_URL"])
        file.flush()
        yield
