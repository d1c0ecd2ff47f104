"""不予受理 by its kind: what each must say, what the paper says of it, what the database refuses."""

import pytest
from django.db import IntegrityError, connection, transaction

from tests import make
from tongban.cases import actions
from tongban.cases.models import NonAcceptance
from tongban.cases.states import NotNow
from tongban.core import errors
from tongban.journal import queries as journal
from tongban.papers.models import Paper

LATER = make.AT + make.HOUR
ELSEWHERE = {"kind": "not_competent", "reason": "住所在临江县"}
OTHER = {"kind": "other", "reason": "隐瞒情况被拒，一年内再次申请", "basis": "行政许可法第78条"}
BODY = "云溪市公安局"


def decline(case, **said) -> NonAcceptance:
    return actions.decline(case, **said, by=make.desk(), at=LATER)


@pytest.mark.parametrize(
    ("said", "keys"),
    [
        ({"kind": "not_needed", "reason": "自产自销，不用办许可"}, set()),
        (ELSEWHERE | {"competent_body": "云岭省市场监督管理局"}, {"elsewhere"}),
        (OTHER, {"basis"}),
    ],
)
def test_each_kind_says_what_the_law_wants(town, said, keys):
    case = make.case()

    made = decline(case, **said)

    case.refresh_from_db()
    assert (case.state, case.due_on, case.closed_at) == ("declined", None, LATER)
    assert (made.kind, made.reason, made.paper.data["reason"]) == (
        said["kind"],
        said["reason"],
        said["reason"],
    )
    assert {"elsewhere", "basis", "elsewhere_place", "elsewhere_phone"} & set(made.paper.data) == keys
    assert made.paper.data["remedies"] == {"reconsideration": "云溪市人民政府", "court": "云溪市人民法院"}
    line = journal.timeline(case.chain).last()
    assert (line.verb, line.data["why"], line.paper) == (
        "cases.decline", made.get_kind_display(), made.paper_id,
    )  # fmt: skip


def test_a_body_of_this_town_is_told_with_its_place(town):
    made = decline(make.case(), **ELSEWHERE, competent_body=BODY)

    known = made.competent_agency
    assert (known.name, made.paper.data["elsewhere"]) == (BODY, BODY)
    assert made.paper.data["elsewhere_place"] == known.address != ""
    assert made.paper.data["elsewhere_phone"] == known.phone != ""


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"kind": "", "reason": "不办"}, "decline_kind"),
        ({"kind": "lazy", "reason": "不办"}, "decline_kind"),
        ({"kind": "not_needed", "reason": " "}, "reason"),
        (ELSEWHERE, "competent_body"),
        (ELSEWHERE | {"competent_body": " "}, "competent_body"),
        (ELSEWHERE | {"competent_body": "云溪市市场监督管理局"}, "competent_body"),
        (OTHER | {"basis": ""}, "decline_basis"),
    ],
)
def test_what_is_missing_is_asked_for_and_nothing_changes(town, said, field):
    case = make.case()

    with pytest.raises(errors.Invalid) as wrong:
        decline(case, **said)

    assert [key for key, _sentence in wrong.value.errors] == [field]
    assert make.fresh(case).state == "received"
    assert (NonAcceptance.objects.count(), Paper.objects.filter(kind="non_acceptance").count()) == (0, 0)


def test_lacking_papers_are_asked_for_first(town):
    case = make.case()
    case.materials.all().delete()

    with pytest.raises(errors.Invalid) as wrong:
        decline(case, **OTHER)

    assert [key for key, _sentence in wrong.value.errors] == ["decline_kind"]
    assert make.fresh(case).state == "received"


@pytest.mark.parametrize("login", ["zhouming", "chenli", "wenyuan"])
def test_who_may_not(town, login):
    case = make.case()
    with pytest.raises(actions.NotEntitled):
        actions.decline(case, **OTHER, by=make.desk(login), at=LATER)
    assert make.fresh(case).state == "received"


def test_said_twice_it_is_said_once(town):
    case = make.case()
    decline(case, **OTHER)
    with pytest.raises(NotNow):
        decline(case, **OTHER)
    assert NonAcceptance.objects.count() == 1


@pytest.mark.parametrize(
    "changed",
    ["kind = 'not_competent', competent_body = ''", "kind = 'other', basis = ''", "kind = ''", "reason = ''"],
)
def test_the_database_wants_it_said_too(town, changed):
    made = decline(make.case(), **OTHER)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE cases_nonacceptance SET {changed} WHERE id = %s", [made.pk])
