"""What waits beyond its own day is told to supervision, once."""

import datetime as dt

import pytest

from tests import make
from tests.cases import hearing
from tongban.cases import actions
from tongban.cases.models import Case
from tongban.identity.models import Officer
from tongban.notices.models import Notice
from tongban.supervision import waiting

pytestmark = pytest.mark.usefixtures("town")
AT, DAY = hearing.AT, hearing.DAY


def told() -> list[tuple[str, str]]:
    found = Notice.objects.filter(verb__startswith="supervision.wait").exclude(verb__endswith=".officer")
    return list(found.values_list("verb", "title"))


def at(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(9), AT.tzinfo)


def procedure() -> None:
    case = make.case("accepted")
    actions.begin_procedure(
        case, name="水质检测（使用二次供水的）", ground="需要", planned_on=dt.date(2026, 9, 30),
        by=make.able(case, "review", "review"), at=AT,
    )  # fmt: skip


def extension() -> None:
    case = make.case("accepted")
    by = make.able(case, "review", "review")
    actions.ask_extension(case, days=5, reason="影响范围需要核实", by=by, at=AT)


def heard() -> None:
    hearing.asked(hearing.accepted())


def test_the_officer_of_a_procedure_is_told_once():
    procedure()
    late = at(dt.date(2026, 10, 1))
    waiting.tell(late)
    waiting.tell(late + DAY)
    [notice] = Notice.objects.filter(verb="supervision.wait.procedure.officer")
    case = Case.objects.get()
    by = make.able(case, "review", "review")
    assert (notice.recipient, notice.link) == (f"officer:{by.officer_id}", f"/desk/cases/{case.number}/")


@pytest.mark.parametrize(
    ("made", "last", "title"),
    [
        (procedure, dt.date(2026, 10, 1), "特别程序超过预计时间：食品经营许可（首次）"),
        (extension, dt.date(2026, 9, 24), "延期申请没有答复：食品经营许可（首次）"),
        (heard, hearing.HOLD_BY + DAY, "听证没有按期举行：取水许可"),
    ],
)
def test_it_is_told_on_its_day_and_once(made, last, title):
    made()
    assert (waiting.tell(at(last - DAY)), told()) == (0, [])
    assert waiting.tell(at(last)) == 1
    supervisors = Officer.objects.filter(name__in=["程鉴", "尚明"])
    keys = Notice.objects.filter(title=title).values_list("recipient", flat=True)
    assert {*keys} == {f"officer:{one.pk}" for one in supervisors}
    waiting.tell(at(last + DAY))
    assert told() == [(told()[0][0], title)] * 2


@pytest.mark.parametrize("made", [procedure, extension, heard])
def test_what_has_ended_is_not_told(made):
    made()
    for case in Case.objects.select_related("item"):
        actions.withdraw(case, reason="", by=make.applicant_of(case.item, "lin"), at=AT + DAY)
    assert (waiting.tell(at(dt.date(2027, 3, 1))), told()) == (0, [])
