"""下放委托: what may be entrusted to whom, who acts in whose name, and what taking back leaves as it is."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction

from tests import make
from tests.make import AT, desk
from tongban.catalogue.entrusting import actions, queries, states
from tongban.catalogue.models import Entrustment
from tongban.core import errors
from tongban.identity.models import Agency, Delegation
from tongban.journal import queries as journal

pytestmark = pytest.mark.usefixtures("town")
DAY = AT.date()
LATER = DAY + dt.timedelta(days=30)
COUNTY, SAME, FOREIGN = "临江县市场监督管理局", "云溪市卫生健康委员会", "桃源镇人民政府"


def agency(name: str = COUNTY) -> Agency:
    return Agency.objects.select_related("region").get(name=name)


def entrusted(to: str = COUNTY, **given) -> Entrustment:
    asked = {"kind": "2", "instrument": "云政发〔2026〕5号", "since": DAY} | given
    return actions.entrust(make.published(), agency(to), by=desk("jianning"), at=AT, **asked)


def approved(to: str = COUNTY, **given) -> Entrustment:
    return actions.approve_entrusting(entrusted(to, **given), opinion="", by=desk("hengping"), at=AT)


@pytest.mark.parametrize(
    ("to", "given", "field"),
    [
        ("云溪市市场监督管理局", {}, "agency"),
        (SAME, {}, "agency"),
        (COUNTY, {"kind": "4"}, "agency"),
        (COUNTY, {"kind": "1"}, "kind"),
        (COUNTY, {"instrument": " "}, "instrument"),
        (COUNTY, {"since": None}, "since"),
        (COUNTY, {"since": DAY - dt.timedelta(days=1)}, "since"),
        (COUNTY, {"until": DAY}, "until"),
        (COUNTY, {"acts": ["fly"]}, "acts"),
    ],
)
def test_what_cannot_be_entrusted(to, given, field):
    with pytest.raises(errors.Invalid) as refused:
        entrusted(to, **given)

    assert refused.value.errors[0][0] == field
    assert not Entrustment.objects.filter(item=make.published()).exists()


@pytest.mark.parametrize(("to", "kind"), [(COUNTY, "2"), (COUNTY, "5"), (FOREIGN, "3"), (SAME, "6")])
def test_a_case_goes_to_whom_the_item_is_entrusted(to, kind):
    trust = approved(to, kind=kind)

    case = make.case("received")
    assert case.agency == agency(to)
    assert f"-{agency(to).serial}-" in case.number
    holder = kind in ("5", "6")
    assert queries.in_whose_name(case.item, case.agency, DAY) == (trust.holder if holder else trust.agency)
    last = journal.timeline(trust.chain).last()
    assert (last.verb, last.data["state"]) == ("catalogue.approve_entrusting", "approved")


def test_two_cannot_hold_the_same_at_once():
    approved(until=LATER)

    with pytest.raises(errors.Invalid):
        entrusted(SAME, kind="6", acts=["accept"])
    entrusted(SAME, kind="6", since=LATER)
    assert queries.handler(make.published(), LATER - dt.timedelta(days=1)) == agency()
    assert queries.handler(make.published(), LATER).name == "云溪市市场监督管理局"


def test_who_proposes_does_not_approve_and_another_decides_with_a_reason():
    trust = entrusted()

    with pytest.raises(actions.NotEntitled):
        actions.approve_entrusting(trust, opinion="", by=desk("jianning"), at=AT)
    with pytest.raises(actions.NotEntitled):
        actions.approve_entrusting(trust, opinion="", by=desk("shaoping"), at=AT)  # of the county
    with pytest.raises(errors.Invalid):
        actions.decline_entrusting(trust, opinion=" ", by=desk("hengping"), at=AT)
    actions.decline_entrusting(trust, opinion="不宜下放", by=desk("hengping"), at=AT)
    with pytest.raises(states.NotNow):
        actions.approve_entrusting(trust, opinion="", by=desk("hengping"), at=AT)
    assert queries.handler(make.published(), DAY) == make.published().agency


def test_taking_back_leaves_running_cases_where_they_are():
    trust, case = approved(), make.case("received")

    actions.take_back(trust, on=LATER, instrument="云政发〔2026〕8号", by=desk("yanzheng"), at=AT)

    assert queries.handler(make.published(), LATER - dt.timedelta(days=1)) == agency()
    assert queries.handler(make.published(), LATER) == make.published().agency
    case.refresh_from_db()
    assert case.agency == agency()
    assert queries.in_whose_name(case.item, case.agency, DAY) == agency()


def test_certain_acts_go_to_posts_of_the_other_agency_until_taken_back():
    trust = approved(SAME, kind="6", acts=["review"])
    post = agency(SAME).posts.get(kind="review")
    assert queries.handler(make.published(), DAY) == make.published().agency

    with pytest.raises(actions.NotEntitled):
        actions.empower(trust, post, acts=["decide"], by=desk("hengping"), at=AT)
    with pytest.raises(actions.NotEntitled):
        actions.empower(trust, make.published().agency.posts.first(), by=desk("hengping"), at=AT)
    actions.empower(trust, post, by=desk("hengping"), at=AT)

    code, holder = make.published().code, make.published().agency_id
    assert desk("yeqinghe").power("review", holder, code) is not None
    assert desk("yeqinghe").power("decide", holder, code) is None
    actions.take_back(trust, on=DAY, instrument="收回文件", by=desk("yanzheng"), at=AT)
    assert Delegation.objects.get(post=post, agency=holder).revoked_on == DAY
    with pytest.raises(errors.Problem):
        actions.empower(trust, post, by=desk("hengping"), at=AT)


def test_no_state_changes_without_a_line():
    trust = entrusted()

    Entrustment.objects.filter(pk=trust.pk).update(state="approved")
    with pytest.raises(IntegrityError), transaction.atomic():
        connection.check_constraints()
