"""修订稿: from the draft to publication, by separate people, each with a record and a line."""

import datetime as dt

import pytest

from tests import make
from tests.catalogue.proposing import AT, approved, drafted, handed_in, item, revised
from tongban.cases import queries as cases
from tongban.catalogue import actions as catalogue
from tongban.catalogue import jobs
from tongban.catalogue import queries as items
from tongban.catalogue.definition import Definition
from tongban.catalogue.models import Proposal, ProposalAct, Revision
from tongban.catalogue.proposals import actions, queries, step
from tongban.core import errors
from tongban.journal import queries as journal
from tongban.journal.actions import SYSTEM

pytestmark = pytest.mark.usefixtures("town")


SUMMARY = "开办餐饮、食品销售单位的，应当取得本许可。"


NEXT_DAY = dt.datetime(2026, 9, 30, 16, 0, tzinfo=dt.UTC)  # 1 October, midnight in China


def lines(proposal: Proposal) -> list[tuple[str, str]]:
    return [(line.verb, line.data["state"]) for line in journal.timeline(proposal.chain)]


def test_propose_departs_from_the_current_version():
    proposal = drafted()

    assert (proposal.state, proposal.revision, proposal.base_id) == ("draft", 1, item().current_id)
    assert proposal.definition == items.definition(item().current_id).written
    made = proposal.revisions.get()
    assert (made.number, made.officer.name, made.post_name, made.at) == (1, "简宁", "法规科事项管理岗", AT)
    assert made.instrument.startswith("云市监授权书")
    assert lines(proposal) == [("catalogue.propose", "draft")]


def test_an_item_is_changed_by_one_proposal_at_a_time():
    first = drafted()
    with pytest.raises(actions.Underway, match="已经有一份修订稿在办"):
        drafted(by="xunuo")
    actions.withdraw(first, by=make.desk("jianning"), at=AT)
    assert drafted(by="xunuo").state == "draft"


def test_a_cancelled_item_is_not_amended():
    catalogue.cancel(item(), ground="清理", by=SYSTEM, at=AT)
    with pytest.raises(errors.Problem, match="已经取消"):
        drafted()
    assert Proposal.objects.count() == 0


def test_propose_without_a_reason_leaves_nothing():
    with pytest.raises(errors.Invalid) as refusal:
        actions.propose(item(), reason="  ", by=make.desk("jianning"), at=AT)
    assert refusal.value.errors == [("reason", "请写明修订的理由")]
    assert Proposal.objects.count() == 0


def test_the_same_text_again_is_no_revision():
    proposal = drafted()
    same = actions.revise(proposal, proposal.definition, seen=1, by=make.desk("jianning"), at=AT)
    assert (same.revision, Revision.objects.count(), len(lines(proposal))) == (1, 1, 1)


def test_two_editors_do_not_overwrite_each_other():
    proposal = drafted()
    revised(proposal, by="xunuo", summary="许诺写的")

    with pytest.raises(step.Overtaken, match="别人又改过"):
        revised(proposal, by="jianning", summary="简宁写的")

    proposal.refresh_from_db()
    assert (proposal.definition["summary"], proposal.revision) == ("许诺写的", 2)
    assert list(proposal.revisions.order_by("number").values_list("officer__name", flat=True)) == [
        "简宁",
        "许诺",
    ]


def test_ones_own_saving_does_not_stand_in_the_way():
    proposal = drafted()
    revised(proposal, summary="一")
    assert revised(proposal, summary="二").revision == 3


def test_from_hand_in_to_publication():
    before = item().current
    proposal = approved(handed_in())

    now = item()
    assert (proposal.state, proposal.version, now.current.number) == (
        "published",
        now.current,
        before.number + 1,
    )
    assert (now.current.source, now.current.effective_from) == ("own", dt.date(2026, 9, 18))
    assert now.current.published_by == "审批改革科机构编制审核岗 衡平"
    assert items.definition(now.current_id).summary == SUMMARY
    assert lines(proposal) == [
        ("catalogue.propose", "draft"),
        ("catalogue.revise", "draft"),
        ("catalogue.hand_in", "handed_in"),
        ("catalogue.check", "checked"),
        ("catalogue.review_legality", "legal"),
        ("catalogue.review_establishment", "established"),
        ("catalogue.enact", "published"),
    ]
    texts_of = [line.data["digest"] for line in journal.timeline(proposal.chain)]
    assert [texts_of.count(each) for each in dict.fromkeys(texts_of)] == [1, 6]
    assert journal.faults(proposal.chain) == []
    assert journal.timeline(f"item:{now.code}").last().verb == "catalogue.publish"


def test_history_says_who_approved_what():
    proposal = approved(handed_in())

    (newest, acts), (first, none) = queries.history(item())
    assert (newest, newest.proposal, first.number, none) == (proposal.version, proposal, 1, [])
    assert [(act.verb, act.officer.name, act.opinion, act.revision) for act in acts] == [
        ("hand_in", "简宁", "", 2),
        ("check", "严正", "同意", 2),
        ("review_legality", "方正言", "同意", 2),
        ("review_establishment", "衡平", "同意", 2),
    ]
    assert [act.instrument[:3] for act in acts] == ["云市监"] * 4


def test_a_running_case_stays_on_its_version():
    case = make.case_now("accepted")
    began = case.version_id
    approved(handed_in())

    case.refresh_from_db()
    assert (case.version_id, cases.definition(case).summary == SUMMARY) == (began, False)
    assert items.definition(item().current_id).summary == SUMMARY


def test_published_from_a_later_day_at_its_midnight():
    before = item().current_id
    proposal = approved(handed_in(begins=dt.date(2026, 10, 1)))
    assert (proposal.state, item().current_id) == ("established", before)

    assert actions.publish_due(NEXT_DAY - dt.timedelta(seconds=1)) == []
    assert item().current_id == before
    assert actions.publish_due(NEXT_DAY) == [proposal]

    proposal.refresh_from_db()
    assert (proposal.state, proposal.version_id) == ("published", item().current_id)
    assert (item().current.effective_from, item().current.published_by) == (dt.date(2026, 10, 1), "系统")
    assert actions.publish_due(NEXT_DAY) == []


def test_the_job_of_every_minute_publishes_what_is_due():
    proposal = approved(handed_in(begins=dt.date(2026, 10, 1)))
    jobs.publish_due(0)  # by the clock of the machine, which is later
    proposal.refresh_from_db()
    assert proposal.state == "published"


def test_what_cannot_be_published_on_its_day_goes_back_with_the_reason():
    proposal = approved(handed_in(begins=dt.date(2026, 10, 1)))
    held = item()
    other = Definition.model_validate(items.definition(held.current_id).written | {"summary": "别处导入的"})
    catalogue.publish(
        held.code, other, agency=held.agency, region=held.region, level=held.level, by=SYSTEM, at=AT
    )
    actions.publish_due(NEXT_DAY)

    proposal.refresh_from_db()
    last = proposal.acts.latest("id")
    assert (proposal.state, proposal.version) == ("returned", None)
    assert (last.verb, last.officer, "又发布了新的版本" in last.opinion) == ("fall_back", None, True)
    assert items.definition(item().current_id).summary == "别处导入的"

    fresh = actions.rebase(proposal, seen=proposal.revision, by=make.desk("jianning"), at=AT)
    assert (fresh.base_id, lines(proposal)[-1]) == (item().current_id, ("catalogue.rebase", "returned"))


def test_sent_back_it_is_written_again_and_passes_anew():
    proposal = handed_in()
    actions.send_back(proposal, opinion="依据写错了", seen=2, by=make.desk("yanzheng"), at=AT)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.acts.latest("id").opinion) == ("returned", "依据写错了")

    again = revised(proposal, summary="改好了")
    actions.hand_in(again, effective_from=None, seen=3, by=make.desk("jianning"), at=AT)
    again.refresh_from_db()
    approved(again)
    assert [(act.verb, act.revision) for act in queries.history(item())[0][1]] == [
        ("hand_in", 3),
        ("check", 3),
        ("review_legality", 3),
        ("review_establishment", 3),
    ]


def test_an_approval_is_of_the_text_that_was_seen():
    proposal = handed_in()
    with pytest.raises(step.Overtaken):
        actions.check(proposal, opinion="同意", seen=1, by=make.desk("yanzheng"), at=AT)
    assert lines(proposal)[-1] == ("catalogue.hand_in", "handed_in")


@pytest.mark.parametrize(
    ("verb", "given", "field"),
    [
        (actions.check, {"opinion": " "}, "opinion"),
        (actions.send_back, {"opinion": ""}, "opinion"),
    ],
    ids=["check", "send_back"],
)
def test_an_opinion_has_words(verb, given, field):
    proposal = handed_in()
    with pytest.raises(errors.Invalid) as refusal:
        verb(proposal, seen=2, by=make.desk("yanzheng"), at=AT, **given)
    assert [key for key, _ in refusal.value.errors] == [field]
    assert ProposalAct.objects.filter(proposal=proposal).count() == 1


@pytest.mark.parametrize(
    ("elements", "found"),
    [
        ({"kind": "77"}, ["kind"]),
        ({"name": ""}, ["name"]),
        ({"papers": [{"key": "a"}]}, ["papers.0.name"]),
        ({"limits": {"promised": {"value": "八"}}}, ["limits.promised.value"]),
        ({"visits": {"count": 12}}, ["visits.count"]),
        ({"nonsense": "x"}, ["nonsense"]),
    ],
)
def test_a_text_with_faults_is_kept_but_not_handed_in(elements, found):
    proposal = revised(drafted(), **elements)
    with pytest.raises(step.NotReady) as refusal:
        actions.hand_in(proposal, effective_from=None, seen=2, by=make.desk("jianning"), at=AT)
    assert [element for element, _ in refusal.value.errors][: len(found)] == found
    assert Proposal.objects.get(pk=proposal.pk).definition == proposal.definition


@pytest.mark.parametrize(
    ("day", "field"),
    [(dt.date(2026, 9, 17), "effective_from"), (None, "definition")],
    ids=["past", "unchanged"],
)
def test_hand_in_wants_a_day_to_come_and_a_change(day, field):
    proposal = drafted()
    with pytest.raises(errors.Invalid) as refusal:
        actions.hand_in(proposal, effective_from=day, seen=1, by=make.desk("jianning"), at=AT)
    assert [key for key, _ in refusal.value.errors] == [field]


def test_a_suspended_item_is_amended_and_stays_suspended():
    catalogue.suspend(item(), ground="系统改造", by=SYSTEM, at=AT)
    approved(handed_in())
    assert (item().state, item().current.number) == ("suspended", 2)


def test_nothing_is_published_under_an_item_that_was_cancelled_meanwhile():
    proposal = approved(handed_in(), "legal")
    catalogue.cancel(item(), ground="国发〔2026〕1号", by=SYSTEM, at=AT)
    with pytest.raises(errors.Problem, match="已经取消"):
        approved(proposal)
    assert (item().state, item().current.number) == ("cancelled", 1)
