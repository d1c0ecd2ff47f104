"""kill -9 of the worker that recomputes limits: what is stored has its line, the next run does the rest."""

import datetime as dt
import os
import subprocess
import sys
import time

import psycopg
from procrastinate.contrib.django.models import ProcrastinateJob

from tests import make
from tongban.cases import jobs
from tongban.cases.models import Case
from tongban.clock import actions as clock
from tongban.journal.actions import SYSTEM
from tongban.journal.models import Line

PATIENCE = 60.0
WORKER = """
import django
django.setup()
from tongban.cases import jobs
jobs.BATCH = 1
jobs.recompute({chain!r}, {line})
"""
WAITING = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
)
DECEMBER = dt.datetime(2026, 12, 21, 10, tzinfo=make.AT.tzinfo)


def moved() -> list[tuple[dt.date, int]]:
    """Of each case its deadline, and how many lines say that it moved."""
    return [(case.due_on, make.verbs(case).count("cases.recompute")) for case in Case.objects.order_by("pk")]


def test_a_worker_killed_between_two_cases_leaves_the_rest_to_the_next_run(fresh_town):
    for _ in range(3):
        make.case("accepted", at=DECEMBER)
    last = Case.objects.order_by("pk").last()
    clock.override_day("990100000000", dt.date(2026, 12, 24), off=True, ground="市庆", by=SYSTEM, at=DECEMBER)
    line = Line.objects.get(verb="clock.override_day")
    environment = os.environ | {"DATABASE_URL": fresh_town, "DJANGO_SETTINGS_MODULE": "tongban.settings"}
    program = WORKER.format(chain=line.chain, line=line.pk)
    with psycopg.connect(fresh_town) as other:  # who holds the last case makes the worker wait for it
        other.execute("SELECT 1 FROM cases_case WHERE id = %s FOR UPDATE", [last.pk])
        run, until = subprocess.Popen([sys.executable, "-c", program], env=environment), time.monotonic()
        with psycopg.connect(fresh_town, autocommit=True) as watching:
            while watching.execute(WAITING).fetchone() == (0,):
                assert time.monotonic() < until + PATIENCE
                time.sleep(0.05)
        run.kill()
        run.wait()

    old, new = dt.date(2026, 12, 31), dt.date(2027, 1, 4)
    assert moved() == [(new, 1), (new, 1), (old, 0)]
    for _ in range(2):
        jobs.recompute(line.chain, line.pk)
    assert moved() == [(new, 1)] * 3
    assert (
        ProcrastinateJob.objects.filter(task_name="cases.reactions.tell", args__line__gt=line.pk).count() == 3
    )
