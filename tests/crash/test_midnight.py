"""kill -9 of the worker in the middle of a merge at midnight: nothing is half done, the next run does it."""

import os
import subprocess
import sys
import time

import psycopg

from tests.catalogue import test_measures as measured
from tongban.catalogue.measures import actions
from tongban.catalogue.models import Item, Measure, Proposal, Version
from tongban.journal import queries as journal
from tongban.journal.models import Line

PATIENCE = 60.0
WORKER = """
import datetime, django
django.setup()
from tongban.catalogue.measures import actions
actions.enact_due(datetime.datetime.fromisoformat({at!r}))
"""
WAITING = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%%catalogue_item%%'
"""


def worker(url: str) -> subprocess.Popen:
    """Another process that carries out what is due."""
    environment = os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "tongban.settings"}
    return subprocess.Popen(
        [sys.executable, "-c", WORKER.format(at=measured.MIDNIGHT.isoformat())], env=environment
    )


def stands() -> dict:
    """All that a merge touches."""
    return {
        "measures": [*Measure.objects.values_list("state")],
        "items": [*Item.objects.order_by("code").values_list("code", "state", "current")],
        "proposals": [*Proposal.objects.order_by("code").values_list("code", "state", "version")],
        "versions": Version.objects.count(),
        "lines": Line.objects.count(),
    }


def test_a_merge_that_is_killed_at_midnight_is_not_half_done_and_is_done_by_the_next_run(fresh_town):
    measure = measured.confirmed(measured.merge())
    measured.reviewed(measure)
    last = measure.items.order_by("code").last()
    before = stands()
    with psycopg.connect(fresh_town) as other:  # who holds the last item makes the worker wait in the middle
        other.execute("SELECT 1 FROM catalogue_item WHERE id = %s FOR UPDATE", [last.pk])
        run, until = worker(fresh_town), time.monotonic() + PATIENCE
        with psycopg.connect(fresh_town, autocommit=True) as watch:
            while not watch.execute(WAITING).fetchone()[0]:
                assert run.poll() is None
                assert time.monotonic() < until
                time.sleep(0.05)
        run.kill()
        assert run.wait() == -9
    assert stands() == before

    assert [done.pk for done in actions.enact_due(measured.MIDNIGHT)] == [measure.pk]
    measure.refresh_from_db()
    new = Item.objects.get(name="食品经营许可（综合）")
    assert (measure.state, new.state) == ("enacted", "active")
    assert {item.state for item in measure.items.all()} == {"cancelled"}
    assert stands()["versions"] == before["versions"] + 1
    assert actions.enact_due(measured.MIDNIGHT) == []
    assert journal.faults() == []
