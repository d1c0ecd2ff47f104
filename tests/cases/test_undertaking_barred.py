"""容缺受理 where it is not offered: by a negative list, or after an undertaking that lapsed."""

import datetime as dt

import pytest

from tests import make
from tests.cases.tolerating import KEY, NAME, OVER, accepted, received
from tongban.cases import actions, queries, tolerance
from tongban.cases.models import Draft
from tongban.catalogue.models import Restriction
from tongban.core import errors

pytestmark = pytest.mark.django_db
GIVEN = ["water_report"]  # the other paper that may follow


def listed(kind: str, **scope: object) -> Restriction:
    return Restriction.objects.create(
        kind=kind, text="不适用", basis="云市监〔2026〕9号", since=make.AT.date(), **scope
    )


def drafted(at: dt.datetime = make.AT) -> Draft:
    who = make.applicant(firm=True)
    draft = actions.begin(make.published(), account=make.account("lin"), by=who, at=at)
    return actions.save(draft, answers=make.answers(queries.definition(draft)), at=at)


@pytest.mark.parametrize(("words", "offered"), [([NAME], []), (["别的材料"], [KEY])])
def test_a_listed_paper_may_not_follow(town, words, offered):
    listed("deferral", words=words)

    assert [paper.key for paper in tolerance.offered(drafted(), GIVEN, make.AT.date())] == offered


def test_before_its_day_an_entry_keeps_nothing_out(town):
    listed("deferral", words=[NAME])
    day = make.AT.date() - dt.timedelta(days=1)

    assert [paper.key for paper in tolerance.offered(drafted(), GIVEN, day)] == [KEY]


def test_what_was_undertaken_before_it_was_listed_must_be_there(town):
    listed("deferral", words=[NAME])

    with pytest.raises(errors.Invalid) as refused:
        received()

    assert [key for key, _sentence in refused.value.errors] == [KEY]


def test_a_lapsed_undertaking_bars_the_next_for_a_time(town):
    actions.end_tolerance(accepted(), at=OVER)
    who, draft = make.applicant(firm=True), drafted()
    last = dt.date(2027, 3, 22)

    assert tolerance.offered(draft, GIVEN, last) == []
    assert [paper.key for paper in tolerance.offered(draft, GIVEN, last + dt.timedelta(days=1))] == [KEY]
    region = draft.item.region_id
    assert "2027年3月22日以前申请不能容缺受理" in tolerance.barred(who.person_id, who.firm_id, region, last)
    assert tolerance.barred(who.person_id, None, region, last) == ""  # the person, not her firm
    with pytest.raises(errors.Invalid, match="没有签署"):
        actions.undertake(draft, keys=[KEY], name="林小安", by=who.author, at=OVER)
