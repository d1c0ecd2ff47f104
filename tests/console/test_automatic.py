"""How a table fares, on the page of its item: the figures, the switch, what re-checks found wrong."""

import pytest

from tests import make, pages
from tongban.cases import actions, automatic
from tongban.cases.models import Case
from tongban.catalogue import actions as catalogue
from tongban.catalogue.definition import Definition
from tongban.catalogue.models import Item
from tongban.journal.actions import SYSTEM

FOOD = "prepackaged_food"
TABLE = {
    "columns": [{"key": "shop", "fact": "answers.shop", "label": "怎么卖", "type": "choice"}],
    "rules": [
        {"key": "store", "cells": {"shop": "store"}, "outcome": "grant", "reason": "有门店，直接备案。"}
    ],
    "otherwise": "网店和自动售货机由人工核对。",
}


@pytest.fixture
def item(town) -> Item:
    """An item of 市市场监管局 with a table."""
    found = make.published(FOOD)
    written = make.definition(found).written | {"automatic": {"ground": "自动办理目录", "table": TABLE}}
    catalogue.publish(
        found.code, Definition.model_validate(written), agency=found.agency, region=found.region,
        level=found.level, by=SYSTEM, at=make.AT,
    )  # fmt: skip
    return make.published(FOOD)


def decided() -> Case:
    """A case of it, decided by the system."""
    case = make.case_now(item=FOOD, by="lin", situation={"shop": ["store"]})
    assert actions.judge(case, at=case.received_at).outcome == "grant"
    return make.fresh(case)


def page_of(item: Item, login: str = "yanzheng") -> str:
    return pages.words(make.client(login).get(f"/console/items/{item.code}/"))


def test_the_page_of_the_item_tells_the_figures(item):
    assert "自动办结 —" in page_of(item)
    decided()

    assert "自动办结 100.0% 1件" in page_of(item)


def test_an_item_without_a_table_has_none(town):
    assert "自动办结" not in page_of(make.published())


def test_it_is_stopped_and_goes_on(item):
    checker, here = make.client("yanzheng"), f"/console/items/{item.code}/automatic/"
    assert checker.post(f"{here}pause/", {"pause_reason": " "}).status_code == 302
    assert automatic.paused(item.pk) is None

    assert checker.post(f"{here}pause/", {"pause_reason": "规则有疑问"}).url == f"/console/items/{item.code}/"
    assert "自动办理已暂停 规则有疑问" in page_of(item)
    assert checker.post(f"{here}pause/", {"pause_reason": "再停"}).status_code == 409

    checker.post(f"{here}resumption/")
    assert automatic.paused(item.pk) is None
    assert checker.post(f"{here}resumption/").status_code == 409


@pytest.mark.parametrize("login", ["jianning", "linxi"])
def test_who_may_not_stop_it(item, login):
    answer = make.client(login).post(f"/console/items/{item.code}/automatic/pause/", {"pause_reason": "停"})

    assert (answer.status_code, automatic.paused(item.pk)) == (403, None)
    if login == "jianning":
        assert "暂停自动办理" not in page_of(item, login)


@pytest.mark.parametrize(("login", "seen"), [("jianning", True), ("linxi", False)])
def test_what_was_wrong_is_told_to_those_who_write_the_rules(item, login, seen):
    case = decided()
    actions.recheck(
        case, verdict="wrong", opinion="执照经营范围没有食品销售", by=make.desk(), at=case.decided_at
    )

    said = pages.words(make.client(login).get("/console/mistakes/"))

    assert (case.number in said, "执照经营范围没有食品销售" in said) == (seen, seen)
    assert "执照经营范围没有食品销售" in page_of(item)
