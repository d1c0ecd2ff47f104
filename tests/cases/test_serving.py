"""Papers reach the applicant by hand, by post, electronically when he agreed; the result ends it."""

import datetime as dt

import pytest

from tests import make
from tongban.cases import actions, queries, unserved
from tongban.clock import engine
from tongban.clock import queries as clock
from tongban.core import errors
from tongban.papers.models import Paper, Serving
from tongban.papers.rules import Handing, Method

LATER = make.AT + dt.timedelta(days=2)
HANDED = Handing(Method.WINDOW, receiver="林小安", relation="法定代表人", checked=True)
POSTED = Handing(Method.POST, place="清泉路17号", tracking="EMS0001")
LEFT = Handing(Method.LEFT, place="清泉路17号", reason="拒绝签收", witness="清泉社区 何平")
PUT_UP = Handing(Method.NOTICE, place="政务服务网", reason="下落不明")


def asked(state: str, *, electronic: bool | None = True, **wish):
    """A case whose applicant agreed to electronic service, or did not."""
    made = make.case(state, **wish)
    if electronic is not True:
        actions.choose_service(made, electronic=False, by=make.applicant(firm=True), at=LATER)
    return make.fresh(made)


def service(case, kind: str) -> Serving:
    return queries.paper(case, kind).services.get(failed_at=None)


def test_papers_enter_the_account_of_who_agreed(town):
    case = make.case("accepted")
    entered = service(case, "acceptance")
    assert (entered.method, entered.began_at, entered.served_on) == ("electronic", case.accepted_at, None)


def test_first_opening_proves_it_and_the_day_is_that_of_its_entry(town):
    case = make.case("accepted")
    paper, who = queries.paper(case, "acceptance"), make.applicant(firm=True)
    before = make.verbs(case)
    for days in (2, 3):
        actions.read_paper(case, paper, by=who, at=case.accepted_at + dt.timedelta(days=days))
    served = service(case, "acceptance")
    assert served.served_on == case.accepted_at.date()
    assert served.opened_at == case.accepted_at + dt.timedelta(days=2)
    assert make.verbs(case) == [*before, "papers.read"]


def test_a_paper_of_another_case_is_not_read_here(town):
    one, other = make.case("accepted"), make.case("accepted")
    actions.read_paper(one, queries.paper(other, "acceptance"), by=make.applicant(firm=True), at=LATER)
    assert service(other, "acceptance").opened_at is None


def test_who_agrees_later_finds_what_is_owed(town):
    case, who = asked("received", electronic=False), make.applicant(firm=True)
    actions.accept(case, by=make.desk(), at=LATER)
    assert service(case, "acceptance").method == ""
    for _twice in range(2):
        actions.choose_service(case, electronic=True, by=who, at=LATER)
    assert service(case, "acceptance").method == "electronic"
    assert make.verbs(case)[-2:] == ["cases.accept", "cases.choose_service"]


def test_nobody_is_served_electronically_who_did_not_agree(town):
    case = asked("granted", electronic=False)
    with pytest.raises(actions.NotAgreed):
        actions.deliver(case, given=make.ELECTRONIC, by=make.desk(), at=LATER)
    paper = queries.paper(case, "acceptance")
    with pytest.raises(actions.NotAgreed):
        actions.serve(case, paper, make.ELECTRONIC, by=make.desk(), at=LATER)
    assert make.fresh(case).state == "granted"


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        (
            HANDED,
            {
                "method": "直接送达",
                "receiver": "林小安",
                "relation": "法定代表人",
                "proof": "已经核对收件人的身份证件",
            },
        ),
        (
            POSTED,
            {"method": "邮寄送达", "tracking": "EMS0001", "address": "清泉路17号", "delivered_on": None},
        ),
        (LEFT, {"method": "留置送达", "witness": "清泉社区 何平", "remark": "拒绝签收", "receiver": ""}),
    ],
    ids=["window", "post", "left"],
)
@pytest.mark.parametrize("state", ["granted", "refused"])
def test_the_receipt_prints_the_proof(town, state, given, printed):
    case = make.case(state)
    delivery = actions.deliver(case, given=given, by=make.desk(), at=LATER)
    assert {key: delivery.paper.data[key] for key in printed} == printed
    assert (delivery.method, make.fresh(case).state) == (given.method, "delivered")
    kind = "grant" if state == "granted" else "refusal"
    assert service(case, kind).method == given.method
    assert make.verbs(case)[-1] == "cases.deliver"


def test_electronic_receipt_prints_both_moments(town):
    case = make.case("granted")
    actions.read_paper(case, queries.paper(case, "grant"), by=make.applicant(firm=True), at=LATER)
    delivery = actions.deliver(case, given=make.ELECTRONIC, by=make.desk(), at=LATER)
    proof = delivery.paper.data["proof"]
    assert ("进入受送达人的政务服务账户" in proof, "首次打开" in proof, "同意电子送达" in proof) == (
        True,
    ) * 3
    assert delivery.paper.data["delivered_on"] == case.decided_at.date().isoformat()


@pytest.mark.parametrize(
    ("given", "lacks"),
    [
        (Handing(Method.WINDOW, receiver="林小安", relation="本人"), "checked"),
        (Handing(Method.POST, place="清泉路17号"), "tracking"),
        (Handing(Method.LEFT, place="清泉路17号", reason="拒绝签收"), "witness"),
        (PUT_UP, "method"),
    ],
)
def test_a_delivery_without_its_proof_is_none(town, given, lacks):
    case = make.case("granted")
    with pytest.raises(errors.Invalid) as refused:
        actions.deliver(case, given=given, by=make.desk(), at=LATER)
    assert lacks in dict(refused.value.errors)
    assert (make.fresh(case).state, queries.paper(case, "delivery")) == ("granted", None)


def test_a_notice_stands_its_time_before_the_case_ends(town):
    case = asked("granted", electronic=False)
    paper = queries.paper(case, "grant")
    with pytest.raises(errors.Problem):
        actions.deliver(case, given=None, by=make.desk(), at=LATER)
    begun = actions.serve(case, paper, PUT_UP, by=make.desk(), at=LATER)
    assert begun.until == engine.add(
        LATER.date(), engine.Limit(30, "natural_day"), clock.calendar(case.region_id)
    )
    over = LATER + (begun.until - LATER.date())
    actions.confirm_service(case, paper, on=begun.until, by=make.desk(at=over), at=over)
    delivery = actions.deliver(case, given=None, by=make.desk(at=over), at=over)
    assert (delivery.method, delivery.paper.data["method"]) == ("notice", "公告送达")


def test_what_came_back_is_sent_again(town):
    case = asked("granted", electronic=False)
    paper = queries.paper(case, "acceptance")
    actions.serve(case, paper, POSTED, by=make.desk(), at=LATER)
    actions.fail_service(case, paper, reason="查无此人", by=make.desk(), at=LATER)
    actions.serve(case, paper, HANDED, by=make.desk(), at=LATER)
    assert [one.method for one in paper.services.order_by("id")] == ["electronic", "post", "window"]


def test_who_has_no_power_serves_nothing(town):
    case = make.case("accepted")
    with pytest.raises(actions.NotEntitled):
        actions.serve(case, queries.paper(case, "acceptance"), HANDED, by=make.desk("fangyuan"), at=LATER)


def test_what_is_not_served_is_listed_for_those_who_may(town):
    case = asked("received", electronic=False)
    actions.accept(case, by=make.desk(), at=LATER)
    actions.receipt(case, by=make.desk().author(), at=LATER)
    owed = [one.paper.kind for one in unserved.services(make.desk())]
    assert sorted(owed) == ["acceptance", "receipt"]
    assert list(unserved.services(make.desk("fangyuan"))) == []
    actions.serve(case, Paper.objects.get(kind="receipt"), HANDED, by=make.desk(), at=LATER)
    [left] = unserved.services(make.desk())
    assert [unserved.late(left, LATER.date() + dt.timedelta(days=n)) for n in (1, 60)] == [False, True]
