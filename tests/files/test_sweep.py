"""Bytes that no row names are swept; bytes in use, or about to be, are not."""

import datetime as dt
import os
import threading

import pytest
from django.db import connection, transaction

from tests.files import samples
from tongban.files import actions, queries, storage
from tongban.files.models import File
from tongban.journal.actions import Author

AT = dt.datetime(2026, 11, 22, 10, 0, tzinfo=dt.UTC)
BY = Author(key="person:1", name="林小安")


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.FILES_ROOT = tmp_path


def aged(days: int) -> None:
    """Make all stored bytes that old."""
    moment = (AT - dt.timedelta(days=days)).timestamp()
    for place in storage.stored():
        os.utime(place, (moment, moment))


def orphan() -> None:
    """Bytes whose transaction failed."""
    with transaction.atomic():
        actions.store(samples.pdf(3), "a.pdf", by=BY, at=AT)
        transaction.set_rollback(True)


def test_old_orphans_are_swept_and_files_stay(db):
    kept = actions.store(samples.png(), "a.png", by=BY, at=AT)
    orphan()
    aged(2)
    assert actions.sweep(AT - dt.timedelta(days=1)) == 1
    assert actions.sweep(AT - dt.timedelta(days=1)) == 0
    assert list(storage.stored()) == [storage.path(kept.sha256)]
    assert File.objects.count() == 1


def test_young_orphans_stay(db):
    orphan()
    aged(0)
    assert actions.sweep(AT - dt.timedelta(days=1)) == 0


def test_drafts_of_a_crash_are_swept(db):
    orphan()
    place = next(storage.stored())
    place.rename(place.with_name(".draft"))
    aged(2)
    assert actions.sweep(AT - dt.timedelta(days=1)) == 1
    assert list(storage.stored()) == []


def test_storing_again_makes_old_bytes_young(db):
    orphan()
    aged(2)
    with transaction.atomic():
        actions.store(samples.pdf(3), "a.pdf", by=BY, at=AT)
    File.objects.all().delete()
    assert actions.sweep(AT - dt.timedelta(days=1)) == 0


def test_bytes_of_an_open_transaction_are_not_swept(fresh_db):
    swept = []

    def sweep() -> None:
        swept.append(actions.sweep(AT))
        connection.close()

    with transaction.atomic():
        file = actions.store(samples.pdf(3), "a.pdf", by=BY, at=AT)
        aged(2)
        thread = threading.Thread(target=sweep)
        thread.start()
        thread.join(10)
    assert (swept, queries.content(file)) == ([0], samples.pdf(3))


@pytest.mark.parametrize("harm", ["lost", "altered"])
def test_damaged_bytes_are_not_given_out(db, harm):
    file = actions.store(samples.pdf(), "a.pdf", by=BY, at=AT)
    place = storage.path(file.sha256)
    place.unlink() if harm == "lost" else place.write_bytes(b"%PDF-other")
    with pytest.raises(queries.Damaged, match="缺失或者被改动"):
        queries.content(file)
