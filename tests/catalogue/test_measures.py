"""事项处置: asked by one, confirmed by another, in force from a day, together or not at all."""

import datetime as dt

import pytest

from tests import make
from tests.catalogue.proposing import AT, FOOD, drafted, item
from tongban.cases import queries as cases
from tongban.cases.models import Case
from tongban.catalogue import actions as catalogue
from tongban.catalogue import jobs
from tongban.catalogue import queries as catalogued
from tongban.catalogue.measures import actions, queries, states, step
from tongban.catalogue.measures.actions import Successor
from tongban.catalogue.models import Item, Measure, MeasureAct, Proposal, Version
from tongban.catalogue.proposals import actions as proposals
from tongban.core import errors
from tongban.journal import queries as journal
from tongban.journal.actions import SYSTEM

pytestmark = pytest.mark.usefixtures("town")
DAY = dt.date(2026, 10, 1)
EVE = dt.datetime(2026, 9, 30, 15, 59, tzinfo=dt.UTC)
MIDNIGHT = dt.datetime(2026, 9, 30, 16, 0, tzinfo=dt.UTC)
REVIEWS = {"check": "yanzheng", "review_legality": "fangzhengyan", "review_establishment": "hengping"}


def others(size: int = 1) -> list[Item]:
    """Other items of the same agency."""
    found = Item.objects.filter(agency=item().agency, state="active").exclude(pk=item().pk)
    return list(found.order_by("code")[:size])


def asked(kind: str = "suspend", items: list[Item] | None = None, **given) -> Measure:
    told = {"reason": "云政发〔2026〕3号", "begins": DAY, "by": make.desk("jianning"), "at": AT} | given
    return actions.ask(kind, items or [item()], **told)


def confirmed(measure: Measure, at: dt.datetime = AT) -> Measure:
    actions.confirm(measure, opinion="同意", by=make.desk("yanzheng"), at=at)
    measure.refresh_from_db()
    return measure


def base(suffix: str) -> str:
    return f"{item().base_code}{suffix}"


def split() -> Measure:
    names = [Successor(base("11"), "食品经营许可（餐饮）"), Successor(base("12"), "食品经营许可（销售）")]
    return asked("split", successors=names)


def merge() -> Measure:
    return asked("merge", [item(), *others()], successors=[Successor(base("13"), "食品经营许可（综合）")])


def reviewed(measure: Measure) -> None:
    """Its drafts with all approvals."""
    for proposal in measure.proposals.all():
        proposals.hand_in(
            proposal, effective_from=None, seen=proposal.revision, by=make.desk("jianning"), at=AT
        )
        for verb, login in REVIEWS.items():
            seen = proposal.revision
            getattr(proposals, verb)(proposal, opinion="同意", seen=seen, by=make.desk(login), at=AT)


def lines(chain: str) -> list[str]:
    return [line.verb.removeprefix("catalogue.") for line in journal.timeline(chain)]


def test_a_suspension_waits_for_its_day_and_for_another_officer():
    measure = asked(instead="请到县局办理")
    assert (measure.state, [*measure.items.all()]) == ("asked", [item()])
    with pytest.raises(step.NotEntitled):
        actions.confirm(measure, opinion="同意", by=make.desk("jianning"), at=AT)

    confirmed(measure)
    jobs.measures.enact_due(EVE)
    assert (Measure.objects.get().state, item().state) == ("confirmed", "active")

    actions.enact_due(MIDNIGHT)
    assert (Measure.objects.get().state, item().state) == ("enacted", "suspended")
    assert lines(measure.chain) == ["ask_measure", "confirm_measure", "carry_out_measure"]
    line = journal.timeline(f"item:{item().code}").last()
    assert (line.verb, line.ground, line.data["state"]) == (
        "catalogue.suspend",
        "云政发〔2026〕3号",
        "suspended",
    )
    told = queries.notice(item().code, "suspended")
    assert (told.since, told.reason, told.instead, told.successors) == (
        DAY,
        "云政发〔2026〕3号",
        "请到县局办理",
        (),
    )
    acts = [(act.verb, act.officer and act.officer.name) for act in MeasureAct.objects.order_by("id")]
    assert acts == [("ask", "简宁"), ("confirm", "严正"), ("carry_out", None)]


def test_what_is_due_is_carried_out_once():
    confirmed(asked())
    for _ in range(2):
        actions.enact_due(MIDNIGHT)
    assert lines(f"item:{item().code}").count("suspend") == 1
    assert MeasureAct.objects.filter(verb="carry_out").count() == 1


def test_what_begins_today_begins_with_the_confirmation_and_is_resumed():
    confirmed(asked(begins=AT.date()))
    assert item().state == "suspended"
    confirmed(asked("resume", begins=AT.date()))
    assert (item().state, queries.notice(item().code, "suspended").since) == ("active", AT.date())
    assert Version.objects.filter(item=item()).count() == 1


def test_a_running_case_goes_on_when_its_item_is_cancelled():
    case = make.case("accepted")
    was = case.version_id
    confirmed(asked("cancel", begins=AT.date()))
    assert (item().state, Case.objects.get(pk=case.pk).version_id) == ("cancelled", was)
    assert cases.definition(case).name == FOOD


@pytest.mark.parametrize(
    ("login", "verb"),
    [
        ("yanzheng", "ask"),
        ("linxi", "ask"),
        ("linxi", "confirm"),
        ("xunuo", "confirm"),
        ("yanzheng", "retract"),
    ],
)
def test_who_may_not(login, verb):
    by = make.desk(login)
    tries = {
        "ask": lambda: asked(by=by),
        "confirm": lambda: actions.confirm(asked(), opinion="同意", by=by, at=AT),
        "retract": lambda: actions.retract(asked(), by=by, at=AT),
    }
    with pytest.raises(step.NotEntitled):
        tries[verb]()
    assert item().state == "active"


@pytest.mark.parametrize(
    ("kind", "given", "elements"),
    [
        ("suspend", {"reason": " "}, ["reason"]),
        ("suspend", {"begins": dt.date(2026, 9, 17)}, ["begins"]),
        ("suspend", {"begins": None}, ["begins"]),
        ("resume", {}, ["items"]),
        ("burn", {}, ["kind"]),
        ("split", {"successors": [Successor("0", "一个")]}, ["successors"]),
        ("merge", {"successors": [Successor("0", "一个")]}, ["items"]),
        ("suspend", {"successors": [Successor("0", "一个")]}, ["successors"]),
    ],
)
def test_what_is_refused_names_its_element(kind, given, elements):
    with pytest.raises(errors.Invalid) as refusal:
        asked(kind, **given)
    assert [element for element, _ in refusal.value.errors] == elements
    assert (Measure.objects.count(), Proposal.objects.count()) == (0, 0)


def test_an_item_has_one_measure_at_a_time_and_no_split_beside_a_draft():
    asked()
    with pytest.raises(errors.Invalid, match="没有提出"):
        asked("cancel")
    actions.retract(Measure.objects.get(), by=make.desk("jianning"), at=AT)
    drafted()
    with pytest.raises(errors.Invalid) as refusal:
        asked("cancel")
    assert "有一份修订稿在办" in refusal.value.errors[0][1]
    assert asked().state == "asked"


def test_a_split_comes_together_at_midnight():
    case = make.case("accepted")
    measure = confirmed(split())
    drafts = [*measure.proposals.order_by("code")]
    assert [(one.name, one.effective_from) for one in drafts] == [
        ("食品经营许可（餐饮）", DAY),
        ("食品经营许可（销售）", DAY),
    ]
    filled = catalogued.definition(item().current_id).written
    assert drafts[0].definition == filled | {"name": "食品经营许可（餐饮）"}
    reviewed(measure)
    assert {one.state for one in measure.proposals.all()} == {"established"}

    proposals.publish_due(MIDNIGHT)  # not the job of single changes
    assert (
        Item.objects.filter(code__startswith=item().code, current__isnull=False).count(),
        item().state,
    ) == (
        1,
        "active",
    )
    actions.enact_due(MIDNIGHT)
    assert item().state == "cancelled"
    new = Item.objects.filter(code__startswith=item().code, state="active").order_by("code")
    assert [one.name for one in new] == ["食品经营许可（餐饮）", "食品经营许可（销售）"]
    assert queries.notice(item().code, "cancelled").successors == tuple((one.code, one.name) for one in new)
    assert Case.objects.get(pk=case.pk).version_id == case.version_id
    actions.enact_due(MIDNIGHT)
    assert Version.objects.filter(item__in=new).count() == 2


def test_a_merge_that_fails_in_the_middle_leaves_nothing_half_done():
    measure = confirmed(merge())
    reviewed(measure)
    first, second = measure.items.order_by("code")
    catalogue.cancel(second, ground="清理", by=SYSTEM, at=AT)

    actions.enact_due(MIDNIGHT)

    measure.refresh_from_db()
    first.refresh_from_db()
    assert (measure.state, first.state) == ("fallen", "active")
    assert not Item.objects.filter(name="食品经营许可（综合）").exists()
    assert [one.state for one in measure.proposals.all()] == ["established"]
    assert "整项都没有施行" in measure.acts.get(verb="fall").opinion


def test_a_set_whose_drafts_are_not_reviewed_waits_for_another_day():
    measure = confirmed(split())
    actions.enact_due(MIDNIGHT)
    measure.refresh_from_db()
    assert (measure.state, item().state) == ("fallen", "active")
    assert "还没有通过审核" in measure.acts.get(verb="fall").opinion

    later = dt.date(2026, 10, 9)
    actions.ask_again(measure, begins=later, by=make.desk("jianning"), at=MIDNIGHT)
    confirmed(measure, MIDNIGHT)
    reviewed(measure)
    assert {one.effective_from for one in measure.proposals.all()} == {later}
    actions.enact_due(MIDNIGHT + dt.timedelta(days=8))
    assert item().state == "cancelled"


@pytest.mark.parametrize("verb", ["refuse", "retract"])
def test_drafts_go_with_the_set_that_does_not_come(verb):
    measure = split()
    with pytest.raises(errors.Problem, match="不能单独撤回"):
        proposals.withdraw(measure.proposals.first(), by=make.desk("jianning"), at=AT)
    if verb == "refuse":
        actions.refuse(measure, opinion="没有依据", by=make.desk("yanzheng"), at=AT)
    else:
        actions.retract(measure, by=make.desk("jianning"), at=AT)
    assert {one.state for one in measure.proposals.all()} == {"withdrawn"}
    with pytest.raises(states.NotNow):
        confirmed(measure)
    assert item().state == "active"


def test_what_nobody_confirmed_falls_after_its_day():
    measure = asked()
    actions.enact_due(MIDNIGHT)
    assert Measure.objects.get().state == "asked"
    actions.enact_due(MIDNIGHT + dt.timedelta(days=1))
    assert (Measure.objects.get().state, item().state) == ("fallen", "active")
    assert measure.acts.get(verb="fall").opinion == "到了施行日期，还没有人确认，没有施行。"


def test_a_draft_is_given_up_with_its_reason():
    proposal = split().proposals.first()
    proposals.give_up(proposal, reason="拆分没有办成", by=SYSTEM, at=AT)
    act = proposal.acts.get()
    assert (act.verb, act.officer, act.opinion) == ("withdraw", None, "拆分没有办成")
    with pytest.raises(errors.Problem):
        proposals.give_up(proposal, reason="再来", by=SYSTEM, at=AT)
