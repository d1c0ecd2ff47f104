"""The verbs of the registers: each leaves its line, and only the keeper may."""

import datetime as dt

import pytest

from tests.make import AT, desk, published
from tongban.catalogue import codes
from tongban.catalogue.models import BaseItem, Code, CodeSet, Restriction, Standard
from tongban.catalogue.registers import actions, base, entering, standards
from tongban.core import errors
from tongban.identity.rules import Desk
from tongban.journal.models import Line

pytestmark = pytest.mark.usefixtures("town")
DAY, LATER = AT.date(), AT.date() + dt.timedelta(days=30)


@pytest.fixture(autouse=True)
def labels(monkeypatch):
    """The labels of this process as they were."""
    monkeypatch.setitem(codes.FIRM_THEMES, "180", "")


def coded(by: Desk, **given) -> Code:
    said = {"label": "数字经济", "source": "省标准", "since": DAY} | given
    return actions.add_code(CodeSet.objects.get(pk="firm_themes"), "180", by=by, at=AT, **said)


def listed(by: Desk, **given) -> Restriction:
    said = {"kind": "act", "text": "不得限定中介机构", "basis": "某号", "since": DAY} | given
    return actions.restrict(Restriction(**said), by=by, at=AT)


def standing(by: Desk, **given) -> Standard:
    said = {"number": "DB1", "version": "1", "title": "受理规范", "kind": "post", "points": ["亮证"]}
    said |= {"source": "省", "since": DAY} | given
    return actions.set_standard(Standard(**said), by=by, at=AT)


def sampled(by: Desk, **given):
    agency = published().agency
    said = {"agency": agency, "met": True} | given
    return actions.sample_standard(standing(desk("duanqing")), by=by, at=AT, **said)


def dropped(by: Desk, **given) -> BaseItem:
    entry = BaseItem.objects.get(code="990131009000", number=1)
    actions.drop(entry, by=by, at=AT, **{"until": LATER, "ground": "某号"} | given)
    return entry


ENDED = {"until": LATER, "ground": "某号"}
VERBS = {
    "drop": dropped,
    "add_code": coded,
    "end_code": lambda by: actions.end_code(coded(desk("duanqing")), by=by, at=AT, **ENDED),
    "restrict": listed,
    "lift_restriction": lambda by: actions.lift_restriction(listed(desk("duanqing")), by=by, at=AT, **ENDED),
    "set_standard": standing,
    "end_standard": lambda by: actions.end_standard(standing(desk("duanqing")), by=by, at=AT, **ENDED),
    "sample_standard": sampled,
}


@pytest.mark.parametrize("verb", VERBS)
def test_the_keeper_does_it_and_the_journal_has_it(verb):
    VERBS[verb](desk("duanqing"))

    last = Line.objects.filter(verb=f"catalogue.{verb}").get()
    assert last.by == desk("duanqing").author().key


@pytest.mark.parametrize("verb", VERBS)
def test_nobody_else_does_it(verb):
    with pytest.raises(entering.NotEntitled):
        VERBS[verb](desk("jianning"))


@pytest.mark.parametrize(
    ("enter", "given", "field"),
    [
        (dropped, {"ground": " "}, "ground"),
        (coded, {"label": " "}, "label"),
        (coded, {"since": None}, "since"),
        (coded, {"until": DAY}, "until"),
        (listed, {"kind": "none"}, "kind"),
        (listed, {"kind": "paper"}, "words"),
        (listed, {"kind": "paper", "words": ["证"]}, "words"),
        (listed, {"items": ["x"]}, "items"),
        (listed, {"region_id": "990121101201"}, "region"),
        (standing, {"points": []}, "points"),
        (standing, {"posts": ["nobody"]}, "posts"),
        (sampled, {"met": False}, "note"),
        (sampled, {"item_code": "x"}, "item"),
    ],
)
def test_what_is_wrong_is_named(enter, given, field):
    with pytest.raises(errors.Invalid) as refused:
        enter(desk("duanqing"), **given)

    assert field in [name for name, _ in refused.value.errors]


def test_sets_of_the_program_take_no_codes():
    by = desk("duanqing")
    said = {"source": "x", "since": DAY, "by": by, "at": AT}

    with pytest.raises(errors.Invalid):
        actions.add_code(CodeSet.objects.get(pk="units"), "week", "周", **said)
    with pytest.raises(errors.Problem):
        actions.end_code(Code.objects.get(set="units", code="month"), by=by, at=AT, **ENDED)
    with pytest.raises(errors.Invalid):
        actions.add_code(CodeSet.objects.get(pk="kinds"), "A1", "备案", **said)


def test_what_is_dropped_is_not_dropped_again():
    assert base.newest([dropped(desk("duanqing")).code]) == {}
    with pytest.raises(actions.AlreadyOver):
        dropped(desk("duanqing"))


def test_a_new_edition_ends_the_one_before():
    first = standing(desk("duanqing"))
    second = standing(desk("duanqing"), version="2", since=LATER)
    first.refresh_from_db()

    assert (first.until, second.until) == (LATER, None)
    with pytest.raises(errors.Invalid):
        standing(desk("duanqing"), version="2")


@pytest.mark.parametrize(
    ("scope", "post", "day", "seen"),
    [
        ({}, "window", DAY, True),
        ({"posts": ["window"]}, "window", DAY, True),
        ({"posts": ["window"]}, "review", DAY, False),
        ({"items": ["990131005001"]}, "window", DAY, True),
        ({"items": ["990131005002"]}, "window", DAY, False),
        ({}, "window", DAY - dt.timedelta(days=1), False),
        ({"until": LATER}, "window", LATER, False),
    ],
)
def test_a_standard_binds_its_items_and_posts_in_its_time(scope, post, day, seen):
    standing(desk("duanqing"), **scope)

    assert standards.binding(published().code, post, day).exists() == seen


@pytest.mark.parametrize(
    ("met", "looks", "said"), [(0, 0, ""), (0, 3, "0%"), (199, 200, "99%"), (2, 2, "100%"), (1, 3, "33%")]
)
def test_the_score(met, looks, said):
    assert standards.score(met, looks) == said
