"""What the database itself refuses, whoever asks."""

import uuid

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError

from tests import make
from tongban.cases import actions, states
from tongban.cases.models import Case, Turn
from tongban.core import identifiers
from tongban.journal import actions as journal


def commit_now() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_change_of_state_without_its_line_is_refused(town):
    case = make.case()
    commit_now()

    with pytest.raises(IntegrityError, match="没有日志"), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(state="withdrawn")

    assert make.fresh(case).state == "received"


def test_a_step_that_the_law_does_not_know_is_refused(town):
    case = make.case()
    commit_now()

    journal.append("cases.deliver", case.chain, by=journal.SYSTEM, at=make.AT, state="delivered")

    with pytest.raises(IntegrityError, match="不能从 received 变为 delivered"), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(state="delivered")

    assert make.fresh(case).state == "received"


def test_the_database_knows_the_table_of_steps(db):
    """Of a verb that leaves the state as it is, there is nothing to guard."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT verb, before, after FROM cases_step")
        known = set(cursor.fetchall())

    assert known == {
        (verb, before, after)
        for verb, step in states.STEPS.items()
        for before in (step.before or {""})
        for after in step.after
        if before != after and step.before != step.after
    }


def test_acts_pass_the_guard(town):
    make.case("delivered")

    commit_now()


def test_a_stage_that_changes_without_a_line_is_refused(fresh_town):
    case = make.case("accepted")

    with pytest.raises(IntegrityError, match="有变动而没有日志"):
        Turn.objects.filter(case=case).update(outcome="over", closed_at=make.AT + 9 * make.HOUR)

    assert make.at_stages(make.fresh(case)) == ["review"]


@pytest.mark.parametrize("column", ["state = 'done'", "decided_at = now(), accepted_at = NULL"])
def test_impossible_cases_are_refused(town, column):
    case = make.case()

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE cases_case SET {column} WHERE id = %s", [case.pk])


def test_a_refusal_without_reasons_is_refused(town):
    decision = make.case("granted").decisions.get()

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE cases_decision SET granted = false, reason = '' WHERE id = %s", [decision.pk])


def test_numbers_end_in_a_check_character(town):
    first, second = make.case(), make.case(item="residence_permit")
    body, check = first.number.rsplit("-", 1)

    assert body.startswith("990100-20260915-")
    assert check == identifiers.mod37_36(body.replace("-", ""))
    assert first.number != second.number


@pytest.mark.parametrize("body", ["99010020260915003100027", "A", "0", "Z9"])
def test_the_database_computes_the_same_check_character(db, body):
    with connection.cursor() as cursor:
        cursor.execute("SELECT mod37_36(%s)", [body])
        assert cursor.fetchone()[0] == identifiers.mod37_36(body)


def test_identifiers_in_the_form_are_sealed(town):
    case = make.case(item="residence_permit", by="yan")
    person = case.person

    assert {"id_number", "phone"} & set(case.form) == set()
    with connection.cursor() as cursor:
        cursor.execute("SELECT form::text, form_sealed FROM cases_case WHERE id = %s", [case.pk])
        plain, sealed_part = cursor.fetchone()
    assert person.id_number not in plain
    assert person.id_number.encode() not in bytes(sealed_part)


def test_the_same_submission_makes_one_case(town):
    item = make.published("residence_permit")
    who, key = make.applicant("yan"), uuid.uuid4()
    current = make.definition(item)
    chosen = make.answers(current)
    given = {
        "submission": key,
        "answers": chosen,
        "form": make.form(current, who),
        "files": make.uploads(current, chosen, who),
        "by": who,
        "at": make.AT,
    }

    first, second = actions.submit(item, **given), actions.submit(item, **given)

    assert (first.pk, Case.objects.count()) == (second.pk, 1)
    assert first.materials.count() == len(given["files"])
