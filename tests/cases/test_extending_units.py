"""延期 through stored cases in every unit, as far as the item's own law lets."""

import datetime as dt

import pytest

from tests import make
from tests.clock.facts import day
from tongban.cases import actions, queries
from tongban.cases.models import Case
from tongban.cases.states import NotNow
from tongban.catalogue import extending, parts
from tongban.catalogue.models import Version
from tongban.clock import engine
from tongban.clock.terms import TERMS
from tongban.core import errors

pytestmark = pytest.mark.usefixtures("town")
AT = dt.datetime(2026, 9, 18, 16, tzinfo=make.AT.tzinfo)  # Friday; the Sunday after it is worked
OWN = {"rank": "省级人民政府负责人", "basis": "某条例第12条"}


def limited(**limits: object) -> None:
    """The item's limits are these from now on, whatever its guide says."""
    item = make.published()
    amended = make.definition(item).model_copy(update={"limits": parts.Limits(**limits)})
    item.current = Version.objects.create(
        item=item, number=99, definition=amended.model_dump(mode="json"), digest=amended.digest,
        effective_from=AT.date(), published_at=AT, published_by="系统",
    )  # fmt: skip
    item.save()


def accepted() -> Case:
    return make.case("accepted", at=AT, pace=dt.timedelta(0))


def extended(case: Case, amount: int, at: dt.datetime = AT) -> Case:
    by, head = make.able(case, "review", "review"), make.able(case, "decide", "decide")
    asked = actions.ask_extension(case, days=amount, reason="情况复杂", by=by, at=at)
    actions.extend(asked, by=head, at=at)
    return make.fresh(case)


def limit(value: int, unit: str) -> parts.Limit:
    return parts.Limit(value=value, unit=unit)


@pytest.mark.parametrize(
    ("unit", "value", "more", "before", "after"),
    [
        ("working_day", 10, 5, "10-09", "10-15"),
        ("natural_day", 20, 10, "10-08", "10-19"),  # each time on to a working day
        ("month", 1, 1, "10-19", "11-18"),
        ("working_hour", 16, 8, "09-22", "09-23"),
    ],
)
def test_a_limit_is_extended_in_its_own_unit(unit, value, more, before, after):
    limited(statutory=limit(value, unit), extension=parts.Extending(value=more, unit=unit, **OWN))
    case = accepted()
    assert (case.due_on, case.statutory_due_on) == (day(before), day(before))
    with pytest.raises(errors.Invalid) as wrong:
        extended(case, more + 1)
    assert "某条例第12条" in wrong.value.errors[0][1]
    case = extended(case, more)
    assert (case.due_on, case.statutory_due_on) == (day(after), day(after))
    said = case.extensions.get().paper.data
    assert (said["law"], said["approver"], said["due"], said["new_due"]) == (
        "某条例第12条", "省级人民政府负责人", day(before).isoformat(), day(after).isoformat(),
    )  # fmt: skip
    [explained] = queries.explained(case, day("09-21"))
    assert explained.extension == engine.Extension(more, unit)


def test_a_promise_in_another_unit_moves_by_as_much_time():
    extension = parts.Extending(value=1, unit="month", **OWN)
    limited(statutory=limit(2, "month"), promised=limit(20, "working_day"), extension=extension)
    case = accepted()
    assert (case.due_on, case.statutory_due_on) == (day("10-22"), day("11-18"))
    case = extended(case, 1)
    assert (case.due_on, case.statutory_due_on) == (day("11-23"), day("12-18"))
    [promised, statutory] = queries.explained(case, day("09-21"))
    assert (promised.explanation.due, statutory.explanation.due) == (day("11-23"), day("12-18"))
    assert promised.explanation.limit == 42  # 22 working days lie in the month


def test_an_extended_and_paused_limit_in_hours():
    limited(
        statutory=limit(16, "working_hour"), extension=parts.Extending(value=8, unit="working_hour", **OWN)
    )
    case = extended(accepted(), 8)
    officer = make.able(case, "review", "review")
    name = queries.definition(case).special_procedures[0]
    begins = AT + dt.timedelta(days=2, hours=-6)  # Sunday at ten
    pause = actions.begin_procedure(
        case, name=name, ground="需要", planned_on=day("09-24"), by=officer, at=begins
    )
    assert make.fresh(case).due_on is None
    actions.end_procedure(pause, result="合格", by=officer, at=begins + dt.timedelta(days=2))
    assert make.fresh(case).due_on == day("09-28")  # 14 of the 24 hours are taken out


def test_an_hour_after_the_end_is_too_late():
    limited(
        statutory=limit(16, "working_hour"), extension=parts.Extending(value=8, unit="working_hour", **OWN)
    )
    case, last = accepted(), AT.replace(day=22, hour=9)
    with pytest.raises(NotNow, match="已经届满"):
        extended(case, 4, last + dt.timedelta(hours=1))
    assert extended(case, 4, last).due_on == day("09-22")


@pytest.mark.parametrize(
    ("limits", "may"),
    [
        ({"statutory": limit(20, "working_day")}, True),  # the general rule
        ({"statutory": limit(20, "natural_day")}, False),  # a limit of another law, which says nothing
        ({"statutory": limit(1, "month")}, False),
        ({"promised": limit(5, "working_day")}, False),
    ],
)
def test_without_a_law_of_its_own_the_general_rule(limits, may):
    limited(**limits)
    found = extending.of(make.definition(make.published()))
    assert (found is not None) == may
    if found:
        general = TERMS["extension"]
        assert (found.value, found.unit, found.rank, found.basis) == (
            10, "working_day", "本行政机关负责人", general.basis,
        )  # fmt: skip
    else:
        with pytest.raises(NotNow, match="法律没有规定"):
            extended(accepted(), 1)


def test_what_is_no_licence_needs_a_law_of_its_own():
    work = make.definition(make.published(make.WORK))
    assert extending.of(work) is None
    own = parts.Extending(value=5, **OWN)
    limits = work.limits.model_copy(update={"extension": own, "statutory": limit(15, "working_day")})
    assert extending.of(work.model_copy(update={"limits": limits})) == own


@pytest.mark.parametrize(
    ("extension", "faults", "lacking"),
    [
        (None, [], []),
        ({"value": 10, **OWN}, [], []),
        ({"value": 10}, [], ["limits.extension.basis", "limits.extension.rank"]),
        ({"value": 30, "unit": "natural_day", **OWN}, ["limits.extension.unit"], []),
        (
            {"value": 10, "rank": "本行政机关负责人", "basis": "行政许可法第42条第1款"}, [], [],
        ),
    ],
)  # fmt: skip
def test_what_a_definition_says_of_it_is_checked(extension, faults, lacking):
    limits = {"statutory": {"value": 20}, "promised": {"value": 8}, "extension": extension}
    wanted = make.definition(make.published())
    changed = wanted.model_copy(update={"limits": parts.Limits.model_validate(limits)})
    assert [element for element, _ in extending.faults(changed)] == faults
    assert [element for element, _ in extending.unfounded(changed)] == lacking


def test_an_extension_without_a_limit_is_a_fault():
    limits = parts.Limits(extension=parts.Extending(value=1, **OWN))
    changed = make.definition(make.published()).model_copy(update={"limits": limits})
    assert [element for element, _ in extending.faults(changed)] == ["limits.extension"]
