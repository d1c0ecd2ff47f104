"""Facts as JSON: what is wrong is refused by the name of its field."""

import pytest

from tests.clock.facts import CALENDAR, EXAMPLE, NOW, day, moment
from tongban.clock import engine

HOURS = {"start": "2026-09-18T16:00", "limit": {"value": 8, "unit": "working_hour"}}
PAUSE = EXAMPLE["pauses"][0]


def pauses(*changes: dict) -> dict:
    return {"pauses": [PAUSE | change for change in changes]}


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (None, ""),
        ([], ""),
        ("2026-09-18", ""),
        ({}, "start"),
        ({"start": "2026-09-18"}, "limit"),
        (EXAMPLE | {"begin": 1}, "begin"),
        (EXAMPLE | {"start": "2026-02-30"}, "start"),
        (EXAMPLE | {"start": "20260918"}, "start"),
        (EXAMPLE | {"start": "２０２６-09-18"}, "start"),
        (EXAMPLE | {"start": "2026-09-18T10:00"}, "start"),
        (EXAMPLE | {"start": 20260918}, "start"),
        (EXAMPLE | {"start": None}, "start"),
        (EXAMPLE | {"start": "1949-12-31"}, "start"),
        (EXAMPLE | {"start": "2151-01-01"}, "start"),
        (EXAMPLE | {"today": "today"}, "today"),
        (EXAMPLE | {"today": "9999-12-31"}, "today"),
        (EXAMPLE | {"limit": 20}, "limit"),
        (EXAMPLE | {"limit": {"value": 20}}, "limit.unit"),
        (EXAMPLE | {"limit": {"unit": "month"}}, "limit.value"),
        (EXAMPLE | {"limit": {"value": -1, "unit": "working_day"}}, "limit.value"),
        (EXAMPLE | {"limit": {"value": 1.5, "unit": "working_day"}}, "limit.value"),
        (EXAMPLE | {"limit": {"value": "20", "unit": "working_day"}}, "limit.value"),
        (EXAMPLE | {"limit": {"value": True, "unit": "working_day"}}, "limit.value"),
        (EXAMPLE | {"limit": {"value": float("nan"), "unit": "working_day"}}, "limit.value"),
        (EXAMPLE | {"limit": {"value": 10**4000, "unit": "working_day"}}, "limit.value"),
        (EXAMPLE | {"limit": {"value": 20, "unit": "workday"}}, "limit.unit"),
        (EXAMPLE | {"limit": {"value": 20, "unit": ["working_day"]}}, "limit.unit"),
        (EXAMPLE | {"limit": {"value": 20, "unit": "working_day", "from": 1}}, "limit.from"),
        (EXAMPLE | {"extension": {"value": -10, "unit": "working_day"}}, "extension.value"),
        (EXAMPLE | {"extension": {"value": 10, "unit": "week"}}, "extension.unit"),
        (EXAMPLE | {"extension": {"value": 10, "unit": "natural_day"}}, "extension.unit"),
        (EXAMPLE | {"extension": 10}, "extension"),
        (EXAMPLE | {"pauses": PAUSE}, "pauses"),
        (EXAMPLE | {"pauses": [PAUSE, "2026-09-22"]}, "pauses[1]"),
        (EXAMPLE | pauses({}, {"to": "2026-09-21"}), "pauses[1].to"),
        (EXAMPLE | pauses({"to": "soon"}), "pauses[0].to"),
        (EXAMPLE | pauses({"from": None}), "pauses[0].from"),
        (EXAMPLE | pauses({"kind": "coffee"}), "pauses[0].kind"),
        (EXAMPLE | pauses({"kind": {}}), "pauses[0].kind"),
        (EXAMPLE | pauses({"until": "2026-09-29"}), "pauses[0].until"),
        (EXAMPLE | {"pauses": [{"from": "2026-09-22"}]}, "pauses[0].kind"),
        (EXAMPLE | {"days": "no"}, "days"),
        (EXAMPLE | {"division": 990100}, "division"),
        (EXAMPLE | {"division": "99010"}, "division"),
        (HOURS | {"start": "2026-09-18"}, "start"),
        (HOURS | {"start": "2026-09-18T25:00"}, "start"),
        (HOURS | {"today": "2026-09-18T16"}, "today"),
        (HOURS | {"pauses": [PAUSE]}, "pauses[0].to"),
        (HOURS | {"opening_hours": []}, "opening_hours"),
        (HOURS | {"opening_hours": 9}, "opening_hours"),
        (HOURS | {"opening_hours": [["09:00", "25:00"]]}, "opening_hours"),
        (HOURS | {"opening_hours": [["12:00", "09:00"]]}, "opening_hours"),
        (HOURS | {"opening_hours": [["09:00", "12:00"], ["11:00", "13:00"]]}, "opening_hours"),
    ],
)
def test_bad_facts_are_named_by_field(given, field):
    with pytest.raises(engine.BadFacts) as caught:
        engine.read(given, NOW)
    assert caught.value.field == field
    assert caught.value.sentence.startswith(f"{field}：" if field else "应为")


@pytest.mark.parametrize(
    "limit",
    [
        {"value": 50_000, "unit": "working_day"},
        {"value": 1_000_000, "unit": "natural_day"},
        {"value": 1_000_000, "unit": "month"},
        {"value": 1_492, "unit": "month"},
    ],
)
def test_an_end_beyond_the_calendar_is_refused(limit):
    with pytest.raises(engine.BadFacts) as caught:
        engine.explain(engine.read(EXAMPLE | {"limit": limit, "extension": None}, NOW), CALENDAR)
    assert caught.value.field == "limit.value"


def test_today_is_the_real_day_where_it_is_not_given():
    given = {key: value for key, value in EXAMPLE.items() if key != "today"}
    assert engine.read(given, NOW).today == day("10-12")
    assert engine.read(HOURS, NOW).today == moment("10-12T10:00")


def test_what_is_optional_may_be_null():
    nothing = dict.fromkeys(("pauses", "extension", "today", "division", "opening_hours"))
    plain = {"start": "2026-09-18", "limit": EXAMPLE["limit"]}
    assert engine.read(plain | nothing, NOW) == engine.read(plain, NOW)


def test_grounds_and_ranks_may_be_told():
    told = EXAMPLE | pauses({"ground": "行政许可法45", "notice": "特别程序告知书1号"})
    told["extension"] = EXAMPLE["extension"] | {"rank": "agency_head", "reason": "情况复杂"}
    assert engine.read(told, NOW) == engine.read(EXAMPLE, NOW)


@pytest.mark.parametrize("division", ["99", "9901", "990102", "990102003", "990102003004"])
def test_a_division_is_given_by_its_code(division):
    assert engine.read(EXAMPLE | {"division": division}, NOW) == engine.read(EXAMPLE, NOW)


@pytest.mark.parametrize("kind", engine.PROCEDURES)
def test_every_procedure_is_known(kind):
    assert engine.read(EXAMPLE | pauses({"kind": kind}), NOW).pauses[0].kind == kind


def test_there_are_the_eight_procedures_and_those_of_other_laws():
    assert list(engine.PROCEDURES.values()) == [
        "听证",
        "招标",
        "拍卖",
        "检验",
        "检测",
        "检疫",
        "鉴定",
        "专家评审",
        "法律规定的其他程序",
    ]
