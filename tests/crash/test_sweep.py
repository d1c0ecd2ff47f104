"""kill -9 of the worker in the middle of a sweep: the next one lights what is left, nobody is told twice."""

import datetime as dt
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psycopg
from django import conf
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued

from tests import make
from tongban.cases.models import Case
from tongban.journal import queries as journal
from tongban.journal.models import Line
from tongban.notices.models import Notice
from tongban.papers.models import Paper
from tongban.supervision import actions, rulebook
from tongban.supervision.models import Alarm, Escalation, Overtime, Urging

PATIENCE = 90.0
SIZE = 4  # cases in a batch
LATE, UNANSWERED = 10, 3  # accepted and over their limit, received and not answered
WORKER = f"""
import django
django.setup()
from django.core.management import call_command
from tongban.supervision import sweeping
sweeping.BATCH = {SIZE}
call_command("procrastinate", "worker")
"""
BLOCKED = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%%supervision_alarm%%'"""
SWEEPS = ("supervision.jobs.sweep", "cases.jobs.sweep")
PICK_UP = "journal.jobs.pick_up"


def backlog() -> list[Case]:
    """Cases over their limits, one of them urged without an answer; in the order in which they are lit."""
    now, today = timezone.now(), timezone.localdate()
    late = [make.case_now("accepted") for _ in range(LATE)]
    urging = actions.urge(
        late[0], "review", text="请尽快办结。", answer_by=today + dt.timedelta(1),
        by=make.desk("chengjian", now), at=now,
    )  # fmt: skip
    long_ago = today - dt.timedelta(30)
    Urging.objects.filter(pk=urging.pk).update(answer_by=long_ago, next_on=long_ago)
    unanswered = [make.case_now("received") for _ in range(UNANSWERED)]
    for cases, yellow in ((unanswered, 5), (late, 4)):
        over = {"due_on": today - dt.timedelta(2), "yellow_on": today - dt.timedelta(yellow)}
        Case.objects.filter(pk__in=[case.pk for case in cases]).update(**over)
    return [case for cases in (unanswered, late) for case in sorted(cases, key=lambda case: case.pk)]


def worker(url: str, log: Path) -> subprocess.Popen:
    """Another process that takes up jobs."""
    own = conf.settings
    environment = os.environ | {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "tongban.settings",
        "TONGBAN_VAR": str(log.parent),
        "TONGBAN_DJANGO_KEY": own.SECRET_KEY,
        "TONGBAN_FIELD_KEY_1": own.FIELD_KEYS[1].hex(),
        "TONGBAN_BLIND_KEY": own.BLIND_KEY.hex(),
        "TONGBAN_WORKER_SILENCE": "3",
    }
    with log.open("a") as told:
        return subprocess.Popen([sys.executable, "-c", WORKER], env=environment, stdout=told, stderr=told)


def until(true: Callable[[], object]) -> None:
    """Wait for it."""
    limit = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < limit
        time.sleep(0.1)


def want(*names: str) -> None:
    """Let these jobs be done once more; what is queued already is not queued twice."""
    for name in names:
        with suppress(AlreadyEnqueued):
            app.configure_task(name).defer(timestamp=0)


def quiet() -> bool:
    """Has everything been done that was to be done at once?"""
    want(PICK_UP)
    waiting = ProcrastinateJob.objects.filter(status__in=["todo", "doing"], scheduled_at=None)
    return not waiting.exclude(task_name=PICK_UP).exists()


def killed_in_the_middle(url: str, last: Case, log: Path) -> None:
    """Who writes the alarm of the last case, and does not end, makes the worker wait in its last batch."""
    with psycopg.connect(url) as other, psycopg.connect(url, autocommit=True) as watch:
        other.execute(
            "INSERT INTO supervision_alarm (case_id, agency_id, clock, level, due_on, raised_at)"
            " SELECT id, agency_id, CASE state WHEN 'received' THEN 'acceptance' ELSE 'decision' END, 'red',"
            " due_on, now() FROM cases_case WHERE id = %s",
            [last.pk],
        )
        run = worker(url, log)
        until(lambda: watch.execute(BLOCKED).fetchone()[0])
        run.kill()
        assert run.wait() == -9
        other.rollback()


def test_a_sweep_that_is_killed_leaves_no_case_unlit_and_tells_nobody_twice(fresh_town, tmp_path):
    cases, log = backlog(), tmp_path / "log"
    late = cases[UNANSWERED:]
    want(SWEEPS[0])
    connection.close()
    killed_in_the_middle(fresh_town, cases[-1], log)
    lit = Counter(Alarm.objects.values_list("case", flat=True))
    assert lit == Counter({case.pk: 1 for case in cases[: len(cases) // SIZE * SIZE]})

    want(*SWEEPS)
    both = [worker(fresh_town, log) for _ in range(2)]
    try:
        until(lambda: Alarm.objects.count() >= len(cases) and quiet())
        want(*SWEEPS)  # a pass after the pass changes nothing
        until(quiet)
    finally:
        for each in both:
            each.kill()
            each.wait()
    first = Alarm.objects.filter(case__in=cases, level="red")
    assert Counter(first.values_list("case", flat=True)) == {case.pk: 1 for case in cases}
    assert Counter(Case.objects.values_list("state", flat=True)) == {"accepted": LATE + UNANSWERED}
    rungs = [rung.key for rung in rulebook.ladder()]
    assert sorted(Escalation.objects.values_list("rung", flat=True)) == sorted(rungs)
    for records in (Urging, Overtime):
        kept = Counter(records.objects.filter(case__in=late).values_list("case", flat=True))
        assert kept == {case.pk: 1 for case in late}
    told = Notice.objects.values_list("verb", "recipient", "subject")
    assert [each for each, count in Counter(told).items() if count > 1] == []
    assert Notice.objects.filter(verb="cases.deem_accepted").count() == UNANSWERED
    deemed = Counter(Line.objects.filter(verb="cases.deem_accepted").values_list("chain", flat=True))
    assert sorted(deemed.values()) == [1] * UNANSWERED
    issued = Counter(Paper.objects.values_list("subject", "kind"))
    assert [each for each, count in issued.items() if count > 1] == []
    assert journal.faults() == []
