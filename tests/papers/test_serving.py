"""A paper is owed until it is served, and each way proves itself."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from tests.papers import samples
from tests.papers.test_register import AGENCY, AT, SUBJECT
from tongban.core import errors
from tongban.journal.actions import SYSTEM
from tongban.journal.models import Line
from tongban.papers import actions, kinds, queries, rules
from tongban.papers.models import Paper, Serving
from tongban.papers.rules import Handing, Method

HANDED = Handing(Method.WINDOW, receiver="林小安", relation="本人", checked=True)
POSTED = Handing(Method.POST, place="清泉路17号", tracking="EMS0001")
PUT_UP = Handing(Method.NOTICE, place="政务服务网", reason="下落不明", until=dt.date(2026, 12, 22))
LEFT = Handing(Method.LEFT, place="清泉路17号", reason="拒绝签收", witness="清泉社区 何平")
DAY = AT.date()


def registered(kind: str = "acceptance", **how: bool) -> Paper:
    given = {key: said for key, said in samples.MINIMAL[kind].items() if key not in ("agency", "date")}
    return actions.register(kind, SUBJECT, AGENCY, given, **how, by=SYSTEM, at=AT)


def serve(paper: Paper, given: Handing, days: int = 0) -> Serving:
    return actions.serve(paper, given, by=SYSTEM, record={}, at=AT + dt.timedelta(days=days))


def told() -> list[str]:
    return list(Line.objects.filter(chain=SUBJECT).order_by("seq").values_list("verb", flat=True))


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_what_must_reach_the_applicant_is_owed_from_its_issue(db, kind):
    owed = list(registered(kind).services.values_list("method", "owed_at", "served_on"))
    assert owed == ([("", AT, None)] if kinds.KINDS[kind].served else [])


def test_what_is_not_owed_to_him():
    assert {key for key, kind in kinds.KINDS.items() if not kind.served} >= {
        "application",
        "certificate",
        "delivery",
        "notice",
    }


@pytest.mark.parametrize(
    ("given", "lacks"),
    [
        (HANDED, []),
        (Handing(Method.WINDOW), ["receiver", "relation", "checked"]),
        (Handing(Method.WINDOW, receiver=" ", relation="本人", checked=True), ["receiver"]),
        (Handing(Method.WINDOW, receiver="林小安", relation="本人"), ["checked"]),
        (POSTED, []),
        (Handing(Method.POST), ["place", "tracking"]),
        (Handing(Method.ELECTRONIC), []),
        (PUT_UP, []),
        (Handing(Method.NOTICE, place="公告栏"), ["reason"]),
        (LEFT, []),
        (Handing(Method.LEFT, place="清泉路17号", reason="拒绝签收"), ["witness"]),
        (Handing("pigeon"), ["method"]),
        (Handing(""), ["method"]),
    ],
)
def test_what_each_way_must_be_able_to_show(given, lacks):
    assert [key for key, _sentence in rules.lacking(given)] == lacks


@pytest.mark.parametrize(
    ("given", "served"),
    [(HANDED, DAY), (LEFT, DAY), (POSTED, None), (PUT_UP, None)],
    ids=lambda one: str(one)[:30],
)
def test_serve_keeps_the_way_and_its_proof(db, given, served):
    paper = registered()
    made = serve(paper, given)
    assert {name: getattr(made, name) for name in given.__slots__} == {
        name: getattr(given, name) for name in given.__slots__
    }
    assert (made.began_at, made.served_on) == (AT, served)
    assert told() == ["papers.serve"]


def test_an_incomplete_record_is_not_kept(db):
    paper = registered()
    with pytest.raises(errors.Invalid):
        serve(paper, Handing(Method.WINDOW, receiver="林小安", relation="本人"))
    assert (paper.services.get().method, told()) == ("", [])


@pytest.mark.parametrize("first", [HANDED, POSTED, PUT_UP, LEFT], ids=lambda one: one.method)
def test_a_paper_is_served_once(db, first):
    paper = registered()
    serve(paper, first)
    with pytest.raises(actions.ServedAlready):
        serve(paper, HANDED)
    assert (paper.services.count(), told()) == (1, ["papers.serve"])


def test_what_is_not_owed_is_not_served(db):
    with pytest.raises(actions.ServedAlready):
        serve(registered("delivery"), HANDED)


def test_posted_is_served_when_signed_for(db):
    paper = registered()
    serve(paper, POSTED)
    with pytest.raises(errors.Invalid, match="签收人"):
        actions.confirm(paper, receiver=" ", on=DAY, by=SYSTEM, at=AT)
    for day in (DAY - dt.timedelta(days=1), DAY + dt.timedelta(days=4)):
        with pytest.raises(errors.Invalid):
            actions.confirm(paper, receiver="林小安", on=day, by=SYSTEM, at=AT + dt.timedelta(days=3))
    actions.confirm(paper, receiver="林小安", on=DAY, by=SYSTEM, at=AT + dt.timedelta(days=3))
    assert paper.services.values_list("served_on", "receiver").get() == (DAY, "林小安")
    assert told() == ["papers.serve", "papers.confirm"]
    with pytest.raises(actions.NotBegun):
        actions.confirm(paper, receiver="林小安", on=DAY, by=SYSTEM, at=AT)


def test_a_notice_stands_its_time(db):
    paper = registered()
    serve(paper, PUT_UP)
    until = PUT_UP.until
    with pytest.raises(errors.Invalid):
        actions.confirm(
            paper, receiver="", on=until - dt.timedelta(days=1), by=SYSTEM, at=AT + dt.timedelta(days=40)
        )
    with pytest.raises(errors.Invalid):
        actions.confirm(paper, receiver="", on=until, by=SYSTEM, at=AT + dt.timedelta(days=29))
    actions.confirm(paper, receiver="", on=until, by=SYSTEM, at=AT + dt.timedelta(days=30))
    assert paper.services.get().served_on == until


def test_what_came_back_is_owed_again_from_its_issue(db):
    paper = registered()
    serve(paper, POSTED, days=1)
    with pytest.raises(errors.Invalid):
        actions.fail(paper, reason=" ", by=SYSTEM, at=AT)
    actions.fail(paper, reason="查无此人", by=SYSTEM, at=AT + dt.timedelta(days=5))
    assert list(paper.services.order_by("id").values_list("method", "failure", "owed_at")) == [
        ("post", "查无此人", AT),
        ("", "", AT),
    ]
    with pytest.raises(actions.NotBegun):
        actions.fail(paper, reason="查无此人", by=SYSTEM, at=AT)
    serve(paper, HANDED, days=6)
    assert told() == ["papers.serve", "papers.fail", "papers.serve"]


def test_electronic_counts_from_its_entry_once_it_was_opened(db):
    paper = registered()
    with transaction.atomic():
        actions.enter(paper, at=AT)
        line(paper)
    assert (paper.services.get().began_at, paper.services.get().served_on) == (AT, None)
    for days in (2, 3):
        actions.read(paper, by=SYSTEM, at=AT + dt.timedelta(days=days))
    service = paper.services.get()
    assert (service.served_on, service.opened_at) == (DAY, AT + dt.timedelta(days=2))
    assert told() == ["papers.reprint", "papers.read"]


def line(paper: Paper) -> None:
    """Any act on the same matter, whose line tells of it."""
    actions.reprint(paper, by=SYSTEM, at=AT)


def test_opening_what_is_served_otherwise_says_nothing(db):
    paper = registered()
    actions.read(paper, by=SYSTEM, at=AT)
    serve(paper, POSTED)
    actions.read(paper, by=SYSTEM, at=AT)
    assert (paper.services.get().opened_at, told()) == (None, ["papers.serve"])


def test_unopened_it_may_be_served_by_hand(db):
    paper = registered()
    with transaction.atomic():
        actions.enter(paper, at=AT)
        line(paper)
    serve(paper, HANDED, days=4)
    ways = list(paper.services.order_by("id").values_list("method", "served_on", "failure"))
    assert ways == [
        ("electronic", None, "还没有打开，改用其他方式"),
        ("window", DAY + dt.timedelta(days=4), ""),
    ]


BEGUN = {"began_at": AT, "served_on": DAY}


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({"method": "pigeon", **BEGUN}, "service_method"),
        ({"served_on": DAY}, "service_begun_by_a_way"),
        ({"method": "post", "place": "x", "tracking": "y"}, "service_begun_by_a_way"),
        ({"method": "window", "receiver": "林小安", "relation": "本人", **BEGUN}, "service_in_person"),
        ({"method": "window", "checked": True, "relation": "本人", **BEGUN}, "service_in_person"),
        (
            {"method": "window", "receiver": "林", "relation": "本人", "checked": True, "began_at": AT},
            "service_in_person",
        ),
        ({"method": "post", "place": "x", "began_at": AT}, "service_by_post"),
        ({"method": "post", "place": "x", "tracking": "y", **BEGUN}, "service_by_post"),
        ({"method": "electronic", **BEGUN}, "service_electronic_when_read"),
        ({"method": "electronic", "began_at": AT, "opened_at": AT}, "service_electronic_when_read"),
        (
            {"method": "electronic", **BEGUN, "opened_at": AT - dt.timedelta(hours=1)},
            "service_electronic_when_read",
        ),
        (
            {"method": "post", "place": "x", "tracking": "y", "began_at": AT, "opened_at": AT},
            "service_electronic_when_read",
        ),
        ({"method": "notice", "place": "x", "reason": "y", "began_at": AT}, "service_by_notice"),
        (
            {"method": "notice", "place": "x", "reason": "y", "until": DAY + dt.timedelta(days=30), **BEGUN},
            "service_by_notice",
        ),
        ({"method": "left", "place": "x", "reason": "y", **BEGUN}, "service_left_with_witness"),
        (
            {"method": "left", "place": "x", "reason": "y", "witness": "z", "began_at": AT},
            "service_left_with_witness",
        ),
        ({"failed_at": AT}, "service_failed_with_reason"),
        ({"failure": "退回"}, "service_failed_with_reason"),
    ],
)
def test_the_database_wants_the_proof(db, wrong, constraint):
    paper = registered()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Serving.objects.filter(paper=paper).update(**wrong)


def test_the_database_knows_one_standing_way(db):
    paper = registered()
    with pytest.raises(IntegrityError, match="service_one_way"), transaction.atomic():
        Serving.objects.create(paper=paper, agency_code=AGENCY.code, owed_at=AT)


@pytest.mark.parametrize("change", [{"receiver": "别人"}, {"served_on": None}, {"method": "post"}])
def test_what_is_served_stays_so(db, change):
    paper = registered()
    serve(paper, HANDED)
    with pytest.raises(IntegrityError), transaction.atomic():
        Serving.objects.filter(paper=paper).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        Serving.objects.filter(paper=paper).delete()


def test_no_step_without_its_line(fresh_db):
    paper = registered()
    with pytest.raises(IntegrityError, match="没有日志"), transaction.atomic():
        actions.enter(paper, at=AT)


def test_owed_longest_first(db):
    first, second, done = registered(), registered("grant"), registered("refusal")
    serve(done, HANDED)
    serve(second, POSTED)
    assert [service.paper for service in queries.owed()] == [first, second]


@pytest.mark.parametrize(
    "typed", ["{number}", " {number} ", "{bracketed}", "{code}", "http://127.0.0.1:8000/verify/{code}"]
)
def test_a_paper_is_found_by_what_is_printed_on_it(db, typed):
    paper = registered()
    bracketed = paper.number.replace("〔", "[").replace("〕", "]")
    assert queries.named(typed.format(number=paper.number, bracketed=bracketed, code=paper.code)) == paper


@pytest.mark.parametrize("typed", ["", "云市监受", "〔2026〕", "'; DROP TABLE"])
def test_what_names_no_paper_finds_none(db, typed):
    registered()
    assert queries.named(typed) is None
