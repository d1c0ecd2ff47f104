"""kill -9 of web, worker and database in a storm of submissions: what was acknowledged is kept, once."""

import http.client
import itertools
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django import conf
from django.db import connections
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from tests import database, town
from tests.town import applying
from tongban.cases.models import Case, Draft
from tongban.identity.models import Account
from tongban.journal import queries as journal
from tongban.journal.models import Line
from tongban.launch import cluster, postgres, run, warden
from tongban.launch.progress import silent_step
from tongban.papers.models import Paper
from tongban.portal import acting

SEED = 20260915
DRAFTS = 2000
CITIZENS = 8
PAUSE = 0.02  # seconds between two submissions of a citizen
PATIENCE = 30.0
TOKEN = "t" * 32
FORM = f"csrfmiddlewaretoken={TOKEN}&commitment=true"


class Installation:
    """Database, web server and worker, each started anew when it has died."""

    def __init__(self, server: cluster.Cluster, port: int, environment: dict[str, str], log: Path) -> None:
        self.server, self.port, self.environment, self.log = server, port, environment, log
        self.web = self.start(*run.WEB, *run.PROCESSES, f"--bind={run.HOST}:{port}")
        self.worker = self.start(*run.WORKER)
        self.groups = [self.web.pid, self.worker.pid]

    def start(self, *command: str) -> subprocess.Popen:
        """One process in a group of its own."""
        with self.log.open("a") as log:
            return subprocess.Popen(
                [sys.executable, *command],
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def mend(self) -> None:
        """Start what is gone."""
        if self.server.pid() is None:
            self.server.start()
        if self.web.poll() is not None:
            self.web = self.start(*run.WEB, *run.PROCESSES, f"--bind={run.HOST}:{self.port}")
        if self.worker.poll() is not None:
            self.worker = self.start(*run.WORKER)
        self.groups += [self.web.pid, self.worker.pid]

    def victims(self, what: str) -> list[int]:
        """The processes of that kind."""
        server = self.server.pid() or 0
        own = {"master": self.web.pid, "worker": self.worker.pid, "postmaster": server}
        if what == "backend":
            return [pid for pid in children(server) if b" tongban " in title(pid)]
        return [own[what]] if what in own else children(self.web.pid)

    def wait(self) -> None:
        """Until the site answers."""
        until = time.monotonic() + PATIENCE
        while not run.answers(self.port) and time.monotonic() < until:
            time.sleep(0.1)

    def end(self) -> None:
        """Nothing is left."""
        warden.end(self.groups)
        self.web.wait()
        self.worker.wait()


def children(pid: int) -> list[int]:
    """None where there is no such process."""
    file = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in file.read_text().split()] if file.exists() else []


def title(pid: int) -> bytes:
    """Its command line; empty when it has just ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


class Storm:
    """Citizens who submit, press twice now and then, and try again until they are told a number."""

    def __init__(self, port: int, cookies: str) -> None:
        self.port, self.cookies = port, cookies
        self.orders = itertools.count(1)
        self.acknowledged: dict[uuid.UUID, set[str]] = defaultdict(set)
        self.refused: list[int] = []
        self.failures = 0
        self.over = threading.Event()
        self.citizens = [threading.Thread(target=self.submit, args=[number]) for number in range(CITIZENS)]

    def submit(self, number: int) -> None:
        """One citizen: drafts one after the other; every fifth is sent twice."""
        draw = random.Random(SEED + number)  # noqa: S311 repeatable
        while not self.over.is_set():
            draft = draft_id(next(self.orders))
            for _ in range(2 if draw.random() < 0.2 else 1):
                self.acknowledged[draft].add(self.until_told(draft))
            time.sleep(PAUSE)

    def until_told(self, draft: uuid.UUID) -> str:
        """Send the form until the answer leads to a case; returns its number."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                status, place = self.post(draft)
            except (OSError, http.client.HTTPException):
                self.failures += 1
            else:
                if status == 302:
                    return place.split("/")[2]
                self.refused += [status] if status < 500 else []
            time.sleep(0.1)
        return "none"

    def post(self, draft: uuid.UUID) -> tuple[int, str]:
        connection = http.client.HTTPConnection(run.HOST, self.port, timeout=5)
        headers = {"Cookie": self.cookies, "Content-Type": "application/x-www-form-urlencoded"}
        try:
            connection.request("POST", f"/drafts/{draft}/submit/", FORM, headers)
            answer = connection.getresponse()
            return answer.status, answer.headers.get("Location", "")
        finally:
            connection.close()


def draft_id(order: int) -> uuid.UUID:
    return uuid.UUID(int=order)


@pytest.fixture
def server() -> Iterator[cluster.Cluster]:
    """A database server of the test's own, as durable as that of an installation."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        with postgres.serving(cluster.Cluster(Path(folder).resolve() / "postgres"), silent_step) as running:
            yield running


@contextmanager
def standing(server: cluster.Cluster) -> Iterator[str]:
    """The address of a database with the town and ready drafts."""
    postgres.create_database(server.url(), "tongban")
    with database.pointed_at(server.url("tongban")):
        database.make_tables()
        town.seed()
        draft = applying.ready_draft(timezone.now())
        applying.copies(draft, map(draft_id, range(1, DRAFTS + 1)))
        yield server.url("tongban")


def environment(url: str, var: Path) -> dict[str, str]:
    """Of the processes: their own folder, the secrets of this one, a worker soon missed."""
    own = conf.settings
    return os.environ | {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "tongban.settings",
        "TONGBAN_VAR": str(var),
        "TONGBAN_DJANGO_KEY": own.SECRET_KEY,
        "TONGBAN_FIELD_KEY_1": own.FIELD_KEYS[1].hex(),
        "TONGBAN_BLIND_KEY": own.BLIND_KEY.hex(),
        "TONGBAN_WORKER_SILENCE": "3",
    }


def signed_in() -> str:
    """Cookies of the applicant, who acts for her firm already."""
    client = Client()
    client.force_login(Account.objects.get(login=applying.APPLICANT))
    session = client.session
    session[acting.CHOSEN] = str(Draft.objects.values_list("firm_id", flat=True)[0])
    session.save()
    return f"sessionid={client.cookies['sessionid'].value}; csrftoken={TOKEN}"


def weather(site: Installation, storm: Storm) -> None:
    """Kill one after the other, mend, and go on for a while after the last."""
    draw = random.Random(SEED)  # noqa: S311 repeatable
    for what in ("gunicorn", "backend", "worker", "master", "postmaster", "worker"):
        time.sleep(draw.uniform(0.6, 1.2))
        while not (found := site.victims(what)):
            time.sleep(0.05)
        os.kill(draw.choice(found), signal.SIGKILL)
        time.sleep(draw.uniform(0.0, 0.3))
        site.mend()
    site.wait()
    time.sleep(1)
    storm.over.set()


def finish(site: Installation) -> Counter:
    """Wait until the worker has done everything; returns how the receipts stand."""
    receipts = ProcrastinateJob.objects.filter(task_name="cases.reactions.receipt")
    until = time.monotonic() + PATIENCE
    while receipts.exclude(status="succeeded").exists() and time.monotonic() < until:
        site.mend()
        if receipts.filter(status="doing").exists() and not receipts.filter(status="todo").exists():
            app.configure_task("journal.jobs.pick_up").defer(timestamp=0)
        time.sleep(1)
    return Counter(receipts.values_list("status", flat=True))


def test_kill_9_in_a_storm_loses_nothing_and_doubles_nothing(server, tmp_path, django_db_blocker):
    with django_db_blocker.unblock(), standing(server) as url:
        port = run.free_port(8400)
        storm = Storm(port, signed_in())
        connections.close_all()
        site = Installation(server, port, environment(url, tmp_path), tmp_path / "log")
        try:
            site.wait()
            for citizen in storm.citizens:
                citizen.start()
            weather(site, storm)
            for citizen in storm.citizens:
                citizen.join()
            receipts = finish(site)
        finally:
            storm.over.set()
            site.end()
        told = {draft: sorted(numbers) for draft, numbers in storm.acknowledged.items()}
        cases = {case.submission: case for case in Case.objects.all()}
        assert told == {draft: [case.number] for draft, case in cases.items()}
        assert storm.refused == []
        assert storm.failures > 0
        assert Draft.objects.count() == DRAFTS + 1 - len(cases)
        submitted = Line.objects.filter(verb="cases.submit").values_list("chain", flat=True)
        assert sorted(submitted) == sorted(case.chain for case in cases.values())
        assert receipts == {"succeeded": len(cases)}
        issued = Paper.objects.filter(kind="receipt").values_list("subject", flat=True)
        assert sorted(issued) == sorted(case.chain for case in cases.values())
        assert journal.faults() == []
