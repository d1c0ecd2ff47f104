"""Founding the town: each part is looked up first and made, by the verbs of identity, only when missing."""

import datetime as dt
from pathlib import Path

from tests.town.people import CITIZENS, FIRMS, PASSWORD, STAFF, Staff
from tests.town.places import ACTS, AGENCIES, OFFICES, REGIONS, WINDOW_ACTS
from tongban.catalogue.entrusting import actions as entrusting
from tongban.catalogue.models import Entrustment, Item
from tongban.catalogue.registers import actions as catalogue
from tongban.catalogue.registers import sheet
from tongban.core import identifiers, sealed
from tongban.identity import actions, queries
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
from tongban.journal.actions import SYSTEM

YEARS = 10  # for which delegations are given, so that a demo does not end on New Year's Eve


def regions() -> dict[str, Region]:
    """The divisions, from the province down."""
    rows = [
        Region(code=code, name=name, level=identifiers.region_level(code), parent_id=parent)
        for code, name, parent in REGIONS
    ]
    Region.objects.bulk_create(rows, ignore_conflicts=True)
    return Region.objects.in_bulk([code for code, _, _ in REGIONS])


def agencies(divisions: dict[str, Region], at: dt.datetime) -> dict[str, Agency]:
    """The agencies, by the short keys of `places.AGENCIES`."""
    standing = {agency.code: agency for agency in Agency.objects.all()}
    return {
        key: standing.get(body.code)
        or actions.establish(
            body.code,
            body.name,
            region=divisions[body.region],
            by=SYSTEM,
            at=at,
            short_name=body.short_name,
            mark=body.mark,
            serial=body.serial,
            address=body.address,
            phone=body.consult,
            review_body=body.review_body,
            court=body.court,
        )
        for key, body in AGENCIES.items()
    }


def base_catalogue(at: dt.datetime) -> None:
    """The base catalogue of the province, in force since long before."""
    file = Path(__file__).with_name("base.csv")
    read = sheet.read(file, source="云岭省政务服务事项基本目录（2025年版）", since=dt.date(2025, 7, 1))
    if read.faults:
        raise ValueError(read.faults)
    catalogue.adopt(read.entries, by=SYSTEM, at=at)


def citizens(at: dt.datetime) -> dict[str, Person]:
    """The people."""
    enrolled = {bytes(person.id_index): person for person in Person.objects.all()}
    return {
        key: enrolled.get(sealed.blind(one.id_number))
        or actions.enrol(one.name, one.id_number, phone=one.phone, address=one.address, by=SYSTEM, at=at)
        for key, one in CITIZENS.items()
    }


def firms(people: dict[str, Person], at: dt.datetime) -> None:
    """The firms, with those who may act for them."""
    registered = set(Firm.objects.values_list("code", flat=True))
    for company in FIRMS.values():
        if company.code in registered:
            continue
        firm = actions.register_firm(
            company.code,
            company.name,
            representative=people[company.representative],
            kind=company.kind,
            address=company.address,
            by=SYSTEM,
            at=at,
        )
        for handler in company.handlers:
            until = dt.date(at.year + YEARS, 1, 1)
            actions.authorise(firm, people[handler], since=at.date(), until=until, by=SYSTEM, at=at)


def staff(
    bodies: dict[str, Agency], people: dict[str, Person], instant: dict[str, list[str]], at: dt.datetime
) -> dict[str, Officer]:
    """The officers on their posts, with the delegations of the posts; returns those who have a login."""
    posts = {(post.agency_id, post.name): post for post in Post.objects.all()}
    officers = {officer.number: officer for officer in Officer.objects.all()}
    held = set(Appointment.objects.values_list("officer_id", "post_id"))
    made = {}
    for order, one in enumerate(STAFF, start=1):
        agency, number = bodies[one.agency], f"YX{order:04d}"
        post = posts.get((agency.pk, one.post)) or actions.open_post(
            agency, one.post, one.kind, place=one.place, by=SYSTEM, at=at
        )
        officer = officers.get(number) or actions.employ(
            number, one.name, person=people.get(one.citizen), by=SYSTEM, at=at
        )
        if (officer.pk, post.pk) not in held:
            actions.appoint(officer, post, since=dt.date(at.year - 1, 1, 1), by=SYSTEM, at=at)
        made |= {one.login: officer} if one.login else {}
        posts[agency.pk, one.post] = post
    delegations(bodies, posts, instant, at)
    return made


def delegations(
    bodies: dict[str, Agency],
    posts: dict[tuple[int, str], Post],
    instant: dict[str, list[str]],
    at: dt.datetime,
) -> None:
    """授权书: own posts act on own items; the windows act for every agency of the city."""
    given = {(row.agency_id, row.post_id, *row.acts, *(row.items or ())) for row in Delegation.objects.all()}
    order = dict.fromkeys(bodies, 0)
    for one in STAFF:
        post = posts[bodies[one.agency].pk, one.post]
        for key, acts, codes in _powers(one, instant):
            order[key] += 1
            if (bodies[key].pk, post.pk, *acts, *(codes or ())) in given:
                continue
            year = at.year - 1 if one.expired else at.year
            actions.delegate(
                bodies[key],
                post,
                acts,
                items=codes,
                instrument=f"{AGENCIES[key].mark}授权书〔{year}〕{order[key]}号",
                since=dt.date(year, 1, 1),
                until=dt.date(year + (1 if one.expired else YEARS), 1, 1),
                by=SYSTEM,
                at=at,
            )


def _powers(one: Staff, instant: dict[str, list[str]]) -> list[tuple[str, list[str], list[str] | None]]:
    """What a post may do, as (agency, acts, item codes or all)."""
    theirs = OFFICES.get(one.agency, [one.agency])
    powers = [(key, ACTS[one.kind], None) for key in theirs]
    if ACTS[one.kind] is WINDOW_ACTS:
        powers += [(key, ["decide"], codes) for key, codes in instant.items() if key in theirs]
    return powers


def entrustments(bodies: dict[str, Agency], officers: dict[str, Officer], at: dt.datetime) -> None:
    """委托: the county's living allowance is confirmed by the town, as the county's officers agreed."""
    item = Item.objects.get(agency=bodies["lj_mzj"], name="最低生活保障审核确认")
    if Entrustment.objects.filter(item=item).exists():
        return
    asked = entrusting.entrust(
        item,
        bodies["taoyuan"],
        kind="5",
        instrument="临民发〔2026〕1号",
        since=at.date(),
        place="桃源镇便民服务中心",
        by=queries.desks(officers["jiangzhou"], at.date())[0],
        at=at,
    )
    by = queries.desks(officers["shaoping"], at.date())[0]
    entrusting.approve_entrusting(asked, opinion="同意委托。", by=by, at=at)


def accounts(people: dict[str, Person], officers: dict[str, Officer]) -> None:
    """Accounts with one password, hashed once: a slow hash for each would take half a minute."""
    known = set(Account.objects.values_list("login", flat=True))
    owners = [(one.login, people[key], None) for key, one in CITIZENS.items() if one.login]
    owners += [(login, None, officer) for login, officer in officers.items()]
    missing = [owner for owner in owners if owner[0] not in known]
    if not missing:
        return
    (login, person, officer), *others = missing
    first = actions.open_account(login, PASSWORD, person=person, officer=officer)
    Account.objects.bulk_create(
        Account(login=login, person=person, officer=officer, password=first.password)
        for login, person, officer in others
    )
