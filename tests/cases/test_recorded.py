"""No record of a case changes without a line in the journal, whatever the record is."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, models
from django.db.models import F

from tests import make
from tests.cases import (
    hearing,
    test_committing,
    test_extending,
    test_keeping,
    test_pausing,
    test_reassigning,
    test_reopening,
    test_revoking,
    test_voiding,
    tolerating,
)
from tongban.cases import models as cases
from tongban.identity import actions as identity
from tongban.identity.models import Post
from tongban.journal.actions import SYSTEM
from tongban.papers.models import Serving


def heard() -> None:
    """A hearing from the telling to its minutes."""
    asked = hearing.asked(hearing.accepted())
    hearing.scheduled(asked)
    hearing.held(asked)


def reassigned() -> None:
    case, officer = make.case("accepted"), make.account("fangyuan").officer
    post = Post.objects.get(pk=make.desk("zhouming").post_id)
    identity.appoint(officer, post, since=make.AT.date(), by=SYSTEM, at=make.AT)
    test_reassigning.reassign(case, officer.pk)


@pytest.mark.parametrize(
    ("made", "records"),
    [
        (
            heard,
            [
                (cases.HearingRight, "matter"),
                (cases.HearingParty, "answer"),
                (cases.Hearing, "kind"),
                (cases.HearingNotice, "place"),
                (cases.HearingMinutes, "result"),
            ],
        ),
        (lambda: test_pausing.begun(test_pausing.accepted()), [(cases.Pause, "ground")]),
        (lambda: test_extending.asked(test_pausing.accepted()), [(cases.Extension, "reason")]),
        (tolerating.accepted, [(cases.Deferral, "until"), (Serving, "owed_at")]),
        (test_committing.granted, [(cases.CommitmentCheck, "due_on")]),
        (lambda: test_keeping.keep(make.case("accepted")), [(cases.Custody, "post_name")]),
        (lambda: test_voiding.ask(make.case()), [(cases.Voiding, "reason")]),
        (lambda: test_revoking.announced(make.case("granted")), [(cases.Revocation, "reason")]),
        (
            lambda: test_reopening.reopen(test_reopening.terminated(), **test_reopening.OWN),
            [(cases.Termination, "reason"), (cases.Reopening, "reason")],
        ),
        (reassigned, [(cases.Reassignment, "reason"), (cases.Turn, "officer_id")]),
    ],
    ids=[
        "hearing",
        "pause",
        "extension",
        "tolerance",
        "commitment",
        "custody",
        "void",
        "revoke",
        "ends",
        "turn",
    ],
)
def test_no_record_changes_without_a_line(
    fresh_town, made: Callable[[], object], records: list[tuple[type[models.Model], str]]
):
    made()

    for model, column in records:
        found = model.objects.filter(served_on=None) if model is Serving else model.objects.all()
        assert found.exists()
        with pytest.raises(IntegrityError, match="没有日志"):
            found.update(**{column: F(column)})
