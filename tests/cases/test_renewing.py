"""延续: the certificate in its next term; silence until its last day renews what was asked for in time."""

import datetime as dt
import uuid
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests import make
from tongban.cases import actions, ends, jobs, notices, queries, renewals
from tongban.cases.models import Case
from tongban.cases.states import NotNow
from tongban.clock import engine
from tongban.clock import queries as clock
from tongban.core import errors
from tongban.journal import queries as journal
from tongban.journal.actions import SYSTEM
from tongban.licences import actions as licences
from tongban.licences.models import Certificate
from tongban.notices.models import Notice

pytestmark = pytest.mark.usefixtures("town")

RENEWAL = "food_business_renewal"
HERE = ZoneInfo("Asia/Shanghai")
DAY = dt.timedelta(days=1)


@pytest.fixture
def item():
    return make.published(RENEWAL)


@pytest.fixture
def by(item):
    return make.applicant_of(item, "lin")


def asked(item, by, *, days: int = 90, state: str = "accepted") -> Case:
    """An application to renew a certificate that has so many days left."""
    make.held(item, by, days=days)
    return make.case(state, item=RENEWAL)


def after_the_end(case: Case, minutes: int = 1) -> dt.datetime:
    day = renewals.until(case) + DAY
    return dt.datetime.combine(day, dt.time(), HERE) + dt.timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("until", "latest"),
    [
        (dt.date(2026, 11, 30), dt.date(2026, 10, 19)),  # 30 working days between
        (dt.date(2026, 10, 30), dt.date(2026, 9, 14)),  # the holidays of October lie between
    ],
)
def test_the_last_day_to_ask_leaves_30_working_days(until, latest):
    calendar = clock.calendar("990100000000")

    assert renewals.latest(until, calendar) == latest
    assert engine.working_days_between(latest, until, calendar) == 30
    assert engine.working_days_between(latest + DAY, until, calendar) == 29


def test_an_application_names_the_certificate_it_renews(item, by):
    own = make.held(item, by)

    case = make.case(item=RENEWAL)

    assert (case.renews, renewals.in_time(case)) == (own, True)


@pytest.mark.parametrize("which", ["none", "unknown", "another's", "expired", "suspended", "renewed"])
def test_only_ones_own_in_its_term_is_renewed(item, by, which):
    given = {
        "none": lambda: None,
        "unknown": uuid.uuid4,
        "another's": lambda: make.held(item, make.applicant_of(item, "xu")).pk,
        "expired": lambda: expired(item, by),
        "suspended": lambda: suspended(item, by),
        "renewed": lambda: make.case("granted", item=RENEWAL).renews_id,
    }[which]()

    with pytest.raises(actions.Incomplete) as refused:
        actions.submit(item, **application(item, by, given))

    assert refused.value.errors == [("renews", "请选择要延续的证照")]


def application(item, by, renews: uuid.UUID | None) -> dict:
    """What is submitted."""
    current = make.definition(item)
    said = {"submission": uuid.uuid4(), "answers": {}, "form": make.form(current, by)}
    return said | {"files": make.uploads(current, {}, by), "renews": renews, "by": by, "at": make.AT}


def expired(item, by) -> uuid.UUID:
    own = make.held(item, by)
    term = {"valid_from": dt.date(2020, 1, 1), "valid_until": dt.date(2026, 9, 14)}
    Certificate.objects.filter(pk=own.pk).update(**term)
    return own.pk


def suspended(item, by) -> uuid.UUID:
    own = make.held(item, by)
    licences.suspend(own, ground="食品安全法第124条", by=SYSTEM, at=make.AT)
    return own.pk


def test_a_certificate_is_asked_for_once_at_a_time(item, by):
    first = asked(item, by)
    other = make.case(item=RENEWAL, at=make.AT + DAY)  # finds none left, and has another issued

    assert first.renews_id != other.renews_id
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=other.pk).update(renews=first.renews)


def test_the_same_form_sent_again_is_the_same_case(item, by):
    given = application(item, by, make.held(item, by).pk)

    assert actions.submit(item, **given).pk == actions.submit(item, **given).pk


def test_a_grant_gives_the_same_number_for_the_next_term(item, by):
    case = asked(item, by, state="granted")
    old, new = case.renews, ends.decision(case).certificate

    assert (new.number, new.version, new.renews) == (old.number, 2, old)
    assert (new.valid_from, old.state) == (old.valid_until + DAY, "valid")
    assert new.valid_until == dt.date(2031, 12, 14)  # 60 months from 15 December 2026
    assert new.identifier.split(".")[-2] == "002"
    assert make.verbs_of(new.chain) == ["licences.renew"]
    assert make.verbs_of(old.chain) == ["licences.issue", "licences.renew"]
    assert not renewals.choices(item, make.definition(item), by, old.valid_until).exists()


def test_a_late_grant_begins_the_day_it_is_given(item, by):
    case = asked(item, by, days=1)
    late = make.AT + 10 * DAY
    make.reviewed(case, until="decide", at=late)

    made = make.decided(case, at=late)

    assert ends.decision(made).certificate.valid_from == late.date()


def test_silence_until_the_last_day_renews(item, by):
    case = asked(item, by)
    at = after_the_end(case)

    decision = actions.deem_renewed(case, at=at)

    case = make.fresh(case)
    assert (case.state, case.decided_at, make.at_stages(case)) == ("granted", at, [])
    assert (decision.granted, decision.deemed, decision.officer_id) == (True, True, None)
    assert decision.certificate.valid_from == renewals.until(case) + DAY
    paper = queries.paper(case, "deemed_renewal")
    assert (paper.pk, paper.data["expired_on"]) == (decision.paper_id, "2026-12-14")
    line = journal.timeline(case.chain).last()
    assert (line.verb, line.by, line.ground) == ("cases.deem_renewed", "system", "行政许可法第50条第2款")


def test_not_before_the_last_day_is_over(item, by):
    case = asked(item, by)

    with pytest.raises(NotNow):
        actions.deem_renewed(case, at=after_the_end(case, -1))

    assert make.fresh(case).state == "accepted"


def test_who_asked_too_late_is_not_deemed_renewed(item, by):
    case = asked(item, by, days=20)

    assert not renewals.in_time(case)
    with pytest.raises(NotNow, match="不适用"):
        actions.deem_renewed(case, at=after_the_end(case))


@pytest.mark.parametrize("state", ["received", "correcting", "granted", "refused", "withdrawn"])
def test_only_what_is_being_decided_is_deemed(item, by, state):
    case = asked(item, by, state=state)

    with pytest.raises(NotNow):
        actions.deem_renewed(case, at=after_the_end(case))


def test_what_renews_nothing_is_never_deemed():
    with pytest.raises(NotNow, match="不适用"):
        actions.deem_renewed(make.case("accepted"), at=make.AT + 400 * DAY)


def test_the_sweep_takes_what_is_over_once(item, by):
    over, late = asked(item, by), asked(item, by, days=20)
    Certificate.objects.filter(pk=over.renews_id).update(valid_until=timezone.localdate() - DAY)

    jobs.deem_renewed.func(timestamp=0)
    jobs.deem_renewed.func(timestamp=0)

    assert [make.fresh(one).state for one in (over, late)] == ["granted", "accepted"]
    assert make.verbs(over).count("cases.deem_renewed") == 1
    assert journal.faults() == []


def test_a_deemed_renewal_is_told(item, by):
    case = asked(item, by)
    actions.deem_renewed(case, at=after_the_end(case))
    line = journal.timeline(case.chain).last()
    for _again in range(2):
        notices.tell(make.fresh(case), line)

    assert "依法视为准予延续" in Notice.objects.get(subject=case.chain, verb="cases.deem_renewed").body


def test_the_database_knows_that_what_is_deemed_is_granted(item, by):
    decision = ends.decision(asked(item, by, state="refused"))

    with pytest.raises(IntegrityError), transaction.atomic():
        type(decision).objects.filter(pk=decision.pk).update(deemed=True)


def test_holders_are_reminded_twice_and_no_more(item, by):
    own = make.held(item, by, days=120)
    for day in range(121):
        notices.remind_to_renew(make.AT + day * DAY)

    told = Notice.objects.filter(subject=own.chain).order_by("created_at")
    assert [one.verb for one in told] == ["licences.renew.opening", "licences.renew.closing"]
    last = renewals.latest(own.valid_until, clock.calendar(item.region_id))
    assert all(f"{last.month}月{last.day}日前" in one.body for one in told)
    assert told[0].link == f"/items/{item.code}/"


def test_who_has_asked_is_not_reminded(item, by):
    asked(item, by, days=60)

    notices.remind_to_renew(make.AT)

    assert not Notice.objects.exists()


def test_a_draft_keeps_which_certificate_it_renews(item, by):
    draft = actions.begin(item, account=make.account("lin"), by=by, at=make.AT)
    assert ("renews", "请选择要延续的证照") in actions.gaps(draft)
    with pytest.raises(errors.Invalid, match="要延续的证照"):
        actions.choose_certificate(draft, uuid.uuid4(), by=by, at=make.AT)

    own = make.held(item, by)
    actions.choose_certificate(draft, own.pk, by=by, at=make.AT)

    assert type(draft).objects.get(pk=draft.pk).renews == own
    assert "renews" not in dict(actions.gaps(draft))
