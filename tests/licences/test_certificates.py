import datetime as dt

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError

from tests import make
from tongban.core import errors
from tongban.journal import queries as journal
from tongban.journal.actions import SYSTEM
from tongban.licences import actions, rules
from tongban.licences.models import Certificate


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("1.2.156.3005.2.11990100MB0000019L001.11990100MB0000019L.20260001.001.P", True),
        ("1.2.156.3005.2.11990100MB0000019L001.11990100MB0000019L.20260001.001.Q", False),
        ("1.2.156.3005.3.11990100MB0000019L001.11990100MB0000019L.20260001.001.P", False),
        ("11990100MB0000019L001.11990100MB0000019L.20260001.001.P", False),
        ("1.2.156.3005.2.", False),
        ("", False),
        ("<script>", False),
    ],
)
def test_identifiers_are_known_by_their_check_character(text, good):
    assert rules.is_identifier(text) is good


def test_an_identifier_is_built_with_its_check_character():
    built = rules.identifier("11990100MB0000019L001", "11990100MB0000019L", "20260001", 1)

    assert built == "1.2.156.3005.2.11990100MB0000019L001.11990100MB0000019L.20260001.001.P"


@pytest.mark.parametrize(
    ("start", "months", "last"),
    [
        (dt.date(2026, 9, 18), 60, dt.date(2031, 9, 17)),
        (dt.date(2024, 2, 29), 12, dt.date(2025, 2, 27)),
        (dt.date(2026, 8, 31), 6, dt.date(2027, 2, 27)),
        (dt.date(2026, 1, 1), 12, dt.date(2026, 12, 31)),
        (dt.date(2026, 9, 18), None, None),
    ],
)
def test_the_last_day_of_a_validity(start, months, last):
    assert rules.last_day(start, months) == last


@pytest.mark.parametrize(
    ("state", "today", "standing"),
    [
        ("valid", dt.date(2026, 9, 18), "valid"),
        ("valid", dt.date(2031, 9, 17), "valid"),
        ("valid", dt.date(2031, 9, 18), "expired"),
        ("valid", dt.date(2026, 9, 17), "not_yet"),
        ("suspended", dt.date(2026, 9, 18), "suspended"),
        ("revoked", dt.date(2040, 1, 1), "revoked"),
    ],
)
def test_how_a_certificate_stands(state, today, standing):
    assert rules.standing(state, dt.date(2026, 9, 18), dt.date(2031, 9, 17), today) == standing


@pytest.fixture
def certificate(town):
    return make.case("granted").decisions.get().certificate


def test_the_face_keeps_its_order_and_its_words(certificate):
    fresh = Certificate.objects.get(pk=certificate.pk)

    assert [label for label, _ in fresh.face] == [label for label, _ in fresh.paper.data["fields"]]
    assert dict(fresh.face)["经营者名称"] == "云溪市青禾餐饮有限公司"
    assert fresh.paper.data["links"]["verify"].endswith(f"/verify/{fresh.identifier}")


@pytest.mark.parametrize(
    ("verbs", "state"),
    [
        (["suspend"], "suspended"),
        (["suspend", "restore"], "valid"),
        (["revoke"], "revoked"),
        (["suspend", "revoke"], "revoked"),
    ],
)
def test_its_state_changes_with_a_ground_and_a_line(certificate, verbs, state):
    for verb in verbs:
        getattr(actions, verb)(certificate, ground="某法第69条", by=SYSTEM, at=make.AT)

    line = journal.timeline(certificate.chain).last()
    assert Certificate.objects.get(pk=certificate.pk).state == state
    assert (line.verb, line.ground) == (f"licences.{verbs[-1]}", "某法第69条")


@pytest.mark.parametrize(
    ("before", "verb"),
    [("revoke", "restore"), ("revoke", "suspend"), ("revoke", "revoke"), ("suspend", "suspend")],
)
def test_impossible_changes_are_refused(certificate, before, verb):
    getattr(actions, before)(certificate, ground="某法第69条", by=SYSTEM, at=make.AT)

    with pytest.raises(actions.NotNow):
        getattr(actions, verb)(certificate, ground="某法第69条", by=SYSTEM, at=make.AT)


def test_without_a_ground_nothing_changes(certificate):
    with pytest.raises(errors.Invalid):
        actions.revoke(certificate, ground=" ", by=SYSTEM, at=make.AT)

    assert Certificate.objects.get(pk=certificate.pk).state == "valid"


def test_a_change_without_its_line_is_refused(certificate):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    with pytest.raises(IntegrityError, match="没有日志"), transaction.atomic():
        Certificate.objects.filter(pk=certificate.pk).update(state="revoked")
