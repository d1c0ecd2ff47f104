"""Agencies, posts and powers: each verb leaves its record and its line."""

import datetime as dt

import pytest

from tongban.core import errors
from tongban.identity import actions, queries
from tongban.identity.models import Delegation, Region, Representation
from tongban.journal.actions import SYSTEM
from tongban.journal.models import Line

AT = dt.datetime(2026, 9, 15, 2, tzinfo=dt.UTC)
DAY = AT.date()
WHO = {"by": SYSTEM, "at": AT}
pytestmark = pytest.mark.django_db


def agency(code: str = "11990100MB0000019L", name: str = "云溪市市场监督管理局"):
    region, _ = Region.objects.get_or_create(
        code="990100000000", defaults={"name": "云溪市", "level": 2, "parent": None}
    )
    return actions.establish(code, name, region=region, short_name="市市场监管局", mark="云市监", **WHO)


def desk_with(acts: list[str], **span):
    body = agency()
    post = actions.open_post(body, "许可科审查岗", "review", **WHO)
    officer = actions.employ("YX0001", "周明", **WHO)
    actions.appoint(officer, post, since=DAY, **WHO)
    actions.delegate(body, post, acts, instrument="授权书〔2026〕12号", **span, **WHO)
    return body, officer


def test_each_verb_writes_its_line():
    desk_with(["review"], since=DAY)

    assert list(Line.objects.order_by("id").values_list("verb", flat=True)) == [
        "identity.establish",
        "identity.open_post",
        "identity.employ",
        "identity.appoint",
        "identity.delegate",
    ]
    assert Line.objects.get(verb="identity.delegate").ground == "授权书〔2026〕12号"


def test_establish_refuses_a_wrong_credit_code():
    with pytest.raises(errors.Invalid):
        agency(code="11990100MB0000019M")

    assert not Line.objects.exists()


@pytest.mark.parametrize(
    ("day", "desks", "powers"),
    [
        (dt.date(2026, 9, 14), 0, 0),
        (dt.date(2026, 9, 15), 1, 1),
        (dt.date(2026, 12, 31), 1, 1),
        (dt.date(2027, 1, 1), 1, 0),
    ],
)
def test_a_delegation_holds_from_its_first_day_to_its_last(day, desks, powers):
    _, officer = desk_with(["review"], since=DAY, until=dt.date(2027, 1, 1))

    held = queries.desks(officer, day)

    assert len(held) == desks
    assert sum(len(desk.powers) for desk in held) == powers


def test_desks_with_all_their_powers_are_one_query(django_assert_num_queries):
    body, officer = desk_with(["review", "decide"], since=DAY)
    post = body.posts.get()
    actions.delegate(body, post, ["lift"], items=["A1"], instrument="第二份", since=DAY, **WHO)
    with django_assert_num_queries(1):
        (desk,) = queries.desks(officer, DAY)
    assert [(held.acts, held.items, held.instrument, held.until) for held in desk.powers] == [
        ({"review", "decide"}, None, "授权书〔2026〕12号", None),
        ({"lift"}, {"A1"}, "第二份", None),
    ]


@pytest.mark.parametrize(
    ("act", "code", "able"), [("review", "A", True), ("review", "B", False), ("decide", "A", False)]
)
def test_a_delegation_covers_its_acts_and_items(act, code, able):
    body, officer = desk_with(["review"], since=DAY, items=["A"])

    assert bool(queries.desks(officer, DAY)[0].power(act, body.pk, code)) is able


def test_a_revoked_delegation_gives_no_power():
    _, officer = desk_with(["review"], since=DAY)

    actions.revoke(Delegation.objects.get(), **WHO)

    assert queries.desks(officer, DAY)[0].powers == ()


def test_authorise_lets_a_handler_act_for_a_firm_until_a_day():
    person = actions.enrol("许晓红", "990100199001010012", **WHO)
    firm = actions.register_firm("91990100MA0000AB0H", "云溪市橘里书店有限公司", representative=None, **WHO)

    actions.authorise(firm, person, since=DAY, until=dt.date(2026, 12, 1), **WHO)

    acting = queries.applicant(person, firm_id=firm.pk, day=dt.date(2026, 11, 30))
    assert (acting.firm_name, acting.role) == ("云溪市橘里书店有限公司", "handler")
    with pytest.raises(Representation.DoesNotExist):
        queries.applicant(person, firm_id=firm.pk, day=dt.date(2026, 12, 1))
    assert Line.objects.filter(verb="identity.authorise", chain=f"firm:{firm.pk}").count() == 1
