"""The site as `tongban run` starts it, on a free port; or another program on the same web server."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from tongban.launch import assets, paths, run, warden


@contextmanager
def running(database: str, program: str = "tongban.wsgi", **more: str) -> Iterator[int]:
    """The port of the web server, which uses that database."""
    assets.collect()
    port = free_port()
    logs = ["--log-level=warning", f"--access-logfile={os.devnull}"]
    web = [program if word == "tongban.wsgi" else word for word in run.WEB]
    command = [sys.executable, *web, *run.PROCESSES, f"--bind={run.HOST}:{port}", *logs]
    environment = os.environ | {"DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "tongban.settings"} | more
    with subprocess.Popen(command, cwd=paths.ROOT, env=environment, start_new_session=True) as server:
        try:
            until = time.monotonic() + run.PATIENCE
            while not run.answers(port):
                if server.poll() is not None or time.monotonic() > until:
                    raise SystemExit("The web server does not start.")
                time.sleep(0.1)
            yield port
        finally:
            warden.end([server.pid])


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind((run.HOST, 0))
        return probe.getsockname()[1]
