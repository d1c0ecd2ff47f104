"""Who decides hears what is asked, who asked hears the answer; each once."""

import pytest
from django.utils import timezone

from tests import make
from tests.cases import hearing
from tongban.cases import actions, reactions
from tongban.journal import queries as journal
from tongban.notices.models import Notice

pytestmark = pytest.mark.usefixtures("town")
REASON = "取水影响范围需要进一步核实"


def react(case) -> None:
    line = journal.timeline(case.chain).last()
    for _twice in range(2):
        reactions.tell_officers(case.chain, line.pk)


def titles(officer: int) -> list[str]:
    found = Notice.objects.filter(recipient=f"officer:{officer}").order_by("created_at", "pk")
    return list(found.values_list("title", flat=True))


def parts(case):
    return make.able(case, "review", "review"), make.able(case, "decide", "decide")


@pytest.mark.parametrize("granted", [True, False])
def test_an_extension_asked_and_answered(granted):
    case = make.case("accepted")
    asker, head = parts(case)
    asked = actions.ask_extension(case, days=5, reason=REASON, by=asker, at=hearing.AT)
    react(case)
    assert (titles(head.officer_id), titles(asker.officer_id)) == (
        ["请您批准延期5个工作日：食品经营许可（首次）"], [],
    )  # fmt: skip
    if granted:
        actions.extend(asked, by=head, at=hearing.AT)
    else:
        actions.refuse_extension(asked, opinion="可以按期办结", by=head, at=hearing.AT)
    react(case)
    said = "延期已批准" if granted else "延期没有批准"
    assert titles(asker.officer_id) == [f"{said}：食品经营许可（首次）"]
    assert len(titles(head.officer_id)) == 1


@pytest.mark.parametrize("granted", [True, False])
def test_a_void_asked_and_answered(granted):
    case = make.case("accepted")
    asker, head = parts(case)
    asked = actions.ask_void(case, kind="mistake", reason="登记错了", by=asker, at=hearing.AT)
    react(case)
    if granted:
        actions.void(asked, by=head, at=hearing.AT)
    else:
        actions.refuse_void(asked, opinion="没有错", by=head, at=hearing.AT)
    react(case)
    assert [titles(head.officer_id), titles(asker.officer_id)] == [
        ["请您批准作废：食品经营许可（首次）"],
        [f"作废{'已' if granted else '没有'}批准：食品经营许可（首次）"],
    ]


def test_who_asks_is_not_told_of_his_own_wish():
    case = make.reviewed(make.case("accepted"), until="decide", at=timezone.now())
    head = make.able(case, "decide", "decide")
    actions.ask_extension(case, days=5, reason=REASON, by=head, at=hearing.AT)
    react(case)
    assert titles(head.officer_id) == []


def test_a_hearing_is_to_be_arranged():
    case = hearing.accepted()
    hearing.asked(case)
    react(case)
    [notice] = Notice.objects.filter(verb="cases.request_hearing.decider")
    assert (notice.recipient, notice.link) == (
        f"officer:{hearing.chair(case).officer_id}",
        "/desk/approvals/",
    )
    assert case.applicant_name in notice.body


def test_a_defence_is_told_to_who_decides_and_to_the_post():
    case = make.case("delivered")
    reviewer, head = parts(case)
    said = {"ground": "against_procedure", "reason": "现场没有设置专间"}
    actions.announce_revocation(case, **said, by=head, at=hearing.AT)
    actions.defend(case, text="专间已经在施工。", by=make.applicant(firm=True), at=hearing.AT)
    react(case)
    title = "收到陈述申辩，请审阅：食品经营许可（首次）"
    assert (titles(head.officer_id), titles(reviewer.officer_id)) == ([title], [title])
    assert {one.link for one in Notice.objects.filter(title=title)} == {f"/desk/cases/{case.number}/"}
