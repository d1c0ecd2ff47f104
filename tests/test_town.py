"""The town founds itself once, and everyone in it may do what he may and no more."""

import datetime as dt

import pytest
from django.contrib.auth import authenticate

from tests import town as yunxi
from tests.town import founding, items
from tests.town.people import CITIZENS, FIRMS, STAFF
from tests.town.places import AGENCIES, REGIONS
from tongban.catalogue.models import Item, Version
from tongban.core import identifiers
from tongban.identity import queries
from tongban.identity.models import (
    Account,
    Agency,
    Appointment,
    Delegation,
    Firm,
    Officer,
    Person,
    Post,
    Region,
)
from tongban.journal.models import Line

ENTRIES = items.entries()
OPENED = yunxi.OPENED.date()
VERBS = {"review": "review", "visit": "review", "countersign": "review", "decide": "decide"}


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.file)
def test_every_stage_is_staffed_and_delegated(entry, town):
    agency = Agency.objects.get(code=AGENCIES[entry.agency].code)
    for kind, verb in [
        ("window", "accept"),
        *((stage.post, VERBS[stage.act]) for stage in entry.definition.flow),
    ]:
        desks = [desk for officer in Officer.objects.all() for desk in queries.desks(officer, OPENED)]
        able = [
            desk.name for desk in desks if desk.post_kind == kind and desk.power(verb, agency.pk, entry.code)
        ]
        assert able, (kind, verb)


def desk_of(login: str, day: dt.date = OPENED):
    """The desk of an officer with a login."""
    return queries.desks(Account.objects.get(login=login).officer, day)[0]


@pytest.mark.parametrize(
    ("login", "verb", "able"),
    [
        ("zhouming", "review", True),
        ("zhouming", "decide", False),
        ("fangyuan", "review", False),
        ("handong", "review", False),
        ("shenqing", "accept", True),
        ("shenqing", "decide", False),
        ("shenqing", "review", False),
        ("dingning", "deliver", True),
        ("dingning", "accept", False),
        ("chenli", "decide", True),
        ("chenli", "accept", False),
    ],
)
def test_power_over_food_licences(town, login, verb, able):
    item = Item.objects.get(name="食品经营许可（首次）")
    assert bool(desk_of(login).power(verb, item.agency_id, item.code)) is able


@pytest.mark.parametrize(("login", "levels"), [("shenqing", "3"), ("duyuan", "456"), ("taoli", "56")])
def test_windows_decide_instant_items_alone(town, login, levels):
    desk = desk_of(login)
    decided = [item.code for item in Item.objects.all() if desk.power("decide", item.agency_id, item.code)]
    assert sorted(decided) == sorted(e.code for e in ENTRIES if e.definition.same_hand and e.level in levels)


def test_luo_is_one_person_in_two_roles(town):
    assert desk_of("luolei").person_id == Account.objects.get(login="luo").person_id


COUNTED = (Region, Agency, Person, Firm, Officer, Post, Appointment, Delegation, Account, Item, Version, Line)


def test_second_founding_changes_nothing(town):
    before = [model.objects.count() for model in COUNTED]
    yunxi.seed(yunxi.OPENED + dt.timedelta(days=3))
    assert [model.objects.count() for model in COUNTED] == before
    assert before[:7] == [
        len(REGIONS), len(AGENCIES), len(CITIZENS), len(FIRMS), len(STAFF), len(STAFF), len(STAFF)
    ]  # fmt: skip
    assert Account.objects.count() == len(yunxi.ACCOUNTS)


@pytest.mark.parametrize(("login", "password"), [(row[1], row[2]) for row in yunxi.ACCOUNTS])
def test_everyone_can_sign_in(town, login, password):
    assert authenticate(username=login, password=password).login == login
    assert authenticate(username=login, password=password[:-1]) is None


def test_names_and_numbers_are_made_up():
    assert [body.name for body in AGENCIES.values() if not identifiers.is_uscc(body.code)] == []
    assert [firm.name for firm in FIRMS.values() if not identifiers.is_uscc(firm.code)] == []
    assert {one.id_number[:6] for one in CITIZENS.values()} == {"990100"}
    assert [one.name for one in CITIZENS.values() if not identifiers.is_citizen_id(one.id_number)] == []
    assert {one.phone[:9] for one in CITIZENS.values()} == {"139000000"}
    assert {code[:2] for code, _, _ in REGIONS} == {"99"}


def test_delegations_last_for_years(town):
    day = dt.date(yunxi.OPENED.year + founding.YEARS - 1, 12, 31)
    assert [power.until for power in desk_of("zhouming", day).powers] == [day + dt.timedelta(days=1)]
