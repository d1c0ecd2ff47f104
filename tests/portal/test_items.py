"""办事指南 and 一次性告知单."""

import datetime as dt
import io

import pypdf
import pytest

from tests import make
from tests.portal import imported
from tests.town.people import PASSWORD
from tongban.catalogue import actions, queries
from tongban.catalogue.measures import actions as measures
from tongban.catalogue.measures.actions import Successor
from tongban.catalogue.models import Item
from tongban.journal.actions import SYSTEM
from tongban.portal import kept

pytestmark = pytest.mark.usefixtures("town")

FOOD = "食品经营许可（首次）"
ANSWERS = {"business": "catering", "risky": ["cold"], "water": "yes"}


@pytest.fixture(autouse=True)
def nothing_is_kept() -> None:
    """Pages and definitions are kept by version, and numbers of versions come again after a rollback."""
    kept.SHELF.pages.clear()
    queries._definition.cache_clear()


def address(name: str = FOOD) -> str:
    return f"/items/{Item.objects.get(name=name).code}/"


def text(answer) -> str:
    return answer.content.decode()


def test_the_answer_stands_before_everything_else(client):
    page = text(client.get(address()))
    head = page[: page.index("我的情形")]
    for said in ("<b>8</b>个工作日", "法定20个工作日", "不收费", "全市通办", "食品经营许可证", "有效期5年"):
        assert said in head


def test_every_element_of_the_town_is_told(client):
    page = text(client.get(address()))
    definition = queries.definition(Item.objects.get(name=FOOD).current_id)
    told = [definition.summary, *definition.conditions, *definition.aliases, *definition.special_procedures]
    told += [each.title for each in definition.basis] + [each.question for each in definition.faq]
    told += [each.answer for each in definition.faq] + [place.name for place in definition.places]
    told += [definition.consult, definition.supervise, definition.review_body, definition.court]
    told += [stage.name for stage in definition.flow] + [
        paper.name for paper in definition.papers if not paper.when
    ]
    assert [each for each in told if each not in page] == []


def test_papers_follow_the_answers(client):
    before, after = text(client.get(address())), text(client.get(address(), ANSWERS))
    assert "专间布局图" not in before
    assert "共8份材料，其中4份免提交；增加“专间布局图”“水质检测报告”2份。" in after
    assert after.count("因您的回答增加") == 2


def test_a_question_appears_when_it_applies(client):
    assert "二次供水？" not in text(client.get(address()))
    assert "二次供水？" in text(client.get(address(), {"business": "catering"}))


@pytest.mark.parametrize(
    "given",
    [{"business": "<script>alert(1)</script>"}, {"nonsense": "1"}, {"water": "yes"}],
    ids=["no such option", "no such question", "does not apply"],
)
def test_answers_that_mean_nothing_change_nothing(client, given):
    page = text(client.get(address(), given))
    assert "<script>alert" not in page
    assert "按您的回答" not in page


def test_a_bare_item_says_what_is_not_published(client):
    item = imported.item()
    page = text(client.get(f"/items/{item.code}/"))
    for said in (
        "该事项暂未公布材料清单",
        "该事项暂未公布收费情况",
        "该事项暂未公布办理地点",
        "第一行\n第二行",
    ):
        assert said in page
    for absent in ("我的情形", "办理流程", "要跑几次", "拿到什么", "在线办理", "None"):
        assert absent not in page


def test_an_item_elsewhere_leads_to_its_system(client):
    item = imported.item(online=True, online_url="https://example.org/apply")
    assert 'href="https://example.org/apply" rel="external noopener"' in text(
        client.get(f"/items/{item.code}/")
    )


def test_an_address_that_is_no_address_is_not_linked(client):
    item = imported.item(online=True, online_url="javascript:alert(1)")
    assert "javascript:" not in text(client.get(f"/items/{item.code}/"))


def test_who_is_not_signed_in_is_led_to_sign_in(client):
    page = text(client.get(address()))
    code = Item.objects.get(name=FOOD).code
    assert f"/sign-in/?next=/items/{code}/apply/" in page
    assert "csrfmiddlewaretoken" not in page


def test_who_is_signed_in_applies_by_one_press(client):
    client.post("/sign-in/", {"login": "lin", "password": PASSWORD})
    page = text(client.get(address()))
    assert f'<form method="post" action="{address()}apply/"' in page


@pytest.mark.parametrize("verb", [actions.suspend, actions.cancel], ids=["suspended", "cancelled"])
def test_an_item_that_is_not_active_is_shown_but_not_offered(client, verb):
    item = Item.objects.get(name=FOOD)
    verb(item, ground="试验", by=SYSTEM, at=imported.AT)
    page = text(client.get(f"/items/{item.code}/"))
    assert "现在不能申请" in page
    assert "/apply/" not in page


@pytest.mark.parametrize(
    ("kind", "successors", "words"),
    [
        ("suspend", (), "从2026年10月1日起暂停办理"),
        ("cancel", (), "从2026年10月1日起取消本事项"),
        ("split", (("11", "食品销售许可"), ("12", "餐饮服务许可")), "从2026年10月1日起拆分成下面几个事项"),
    ],
)
def test_a_measure_is_announced_before_its_day(client, kind, successors, words):
    item = Item.objects.get(name=FOOD)
    made = measures.ask(
        kind,
        [item],
        reason="机构改革",
        begins=dt.date(2026, 10, 1),
        instead="请到县局办理",
        successors=[Successor(f"{item.base_code}{suffix}", name) for suffix, name in successors],
        by=make.desk("jianning"),
        at=make.AT,
    )
    assert words not in text(client.get(address()))
    measures.confirm(made, opinion="同意", by=make.desk("yanzheng"), at=make.AT)
    page = text(client.get(address()))
    for said in (
        words,
        "理由：机构改革",
        "请到县局办理",
        "照常办完",
        "/apply/",
        *(name for _, name in successors),
    ):
        assert said in page
    measures.retract(made, by=make.desk("jianning"), at=make.AT)
    assert words not in text(client.get(address()))


@pytest.mark.parametrize("code", ["X" * 31, "0", "..%2f..%2f"])
def test_an_unknown_code_is_not_found(client, code):
    assert client.get(f"/items/{code}/").status_code == 404


@pytest.mark.parametrize("where", ["items/%00/", "search/?q=%00", "verify/%00/", "progress/?number=%00"])
def test_a_text_the_database_cannot_hold_is_refused(client, where):
    assert client.get(f"/{where}").status_code == 400


def test_a_visitor_costs_three_queries_and_the_next_one(client, django_assert_num_queries):
    here = address()
    with django_assert_num_queries(3):
        first = client.get(here)
    with django_assert_num_queries(1):
        second = client.get(here)
    assert first.content == second.content
    assert not first.cookies


def test_a_page_is_kept_by_version_answers_and_modes(client):
    plain = client.get(address())
    again = client.get(address(), headers={"If-None-Match": plain["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(address(), ANSWERS)["ETag"] != plain["ETag"]
    client.cookies["tb_mode"] = "elder"
    assert 'data-mode="elder"' in text(client.get(address()))


def test_a_new_version_is_a_new_page(client):
    item = imported.item()
    old = client.get(f"/items/{item.code}/")
    imported.item(summary="换了说法。")
    new = client.get(f"/items/{item.code}/", headers={"If-None-Match": old["ETag"]})
    assert new.status_code == 200
    assert "换了说法。" in text(new)


def test_the_notice_is_for_the_situation(client):
    page = text(client.get(f"{address()}notice/", ANSWERS))
    assert "您要准备的材料（4份）" in page
    assert "有没有下面这些项目：冷食、生食类" in page
    assert "<svg" in page


def test_the_notice_as_pdf_is_one_sheet(client):
    most = ANSWERS | {"risky": ["cold", "drinks", "bulk"], "format": "pdf"}
    answer = client.get(f"{address()}notice/", most)
    assert answer["Content-Type"] == "application/pdf"
    assert len(pypdf.PdfReader(io.BytesIO(answer.content)).pages) == 1


def test_the_notice_of_a_bare_item(client):
    item = imported.item()
    page = text(client.get(f"/items/{item.code}/notice/"))
    assert "该事项暂未公布材料清单" in page
    assert client.get(f"/items/{item.code}/notice/?format=pdf").content.startswith(b"%PDF-")
