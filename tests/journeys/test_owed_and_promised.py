"""容缺 and 告知承诺 in a browser: until the decision, and until the licence is taken back."""

import datetime as dt
import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests import browser, make
from tests.cases import test_committing, tolerating
from tongban.cases import actions, queries
from tongban.cases.models import Draft

SCAN = {"name": "证明.png", "mimeType": "image/png", "buffer": make.picture()}
NO_SCRIPT = {"java_script_enabled": False}


def begun(item: str, by: str, without: str = "", situation: dict | None = None) -> Draft:
    """A draft of somebody's firm, signed and filled in, with all its papers but one."""
    wanted, at = make.published(item), timezone.now()
    who = make.applicant_of(wanted, by, at)
    draft = actions.begin(wanted, account=make.account(by), by=who, at=at)
    definition = queries.definition(draft)
    given = make.answers(definition, situation)
    actions.save(draft, answers=given, form=make.form(definition, who), at=at)
    for paper in queries.checklist(draft).uploads:
        if paper.key != without and paper.necessity != "optional":
            actions.attach(draft, paper.key, make.file(f"{paper.name}.png", at=at), at=at)
    return draft


@pytest.fixture
def following(site) -> Draft:
    """A bookshop's application without a paper that may follow."""
    return begun("publication_retail", "xu", "staff_list")


@pytest.fixture
def promising(site) -> Draft:
    """An application for which a commitment may be chosen."""
    return begun(test_committing.ITEM, "lin", situation=test_committing.SITUATION)


def submitted(page: Page, draft: Draft) -> str:
    """From the review to the receipt; the number of the case."""
    page.goto(f"/drafts/{draft.pk}/review/")
    page.get_by_label("我已看过上面的内容").check()
    page.get_by_role("button", name="提交申请").click()
    expect(page.get_by_text("申请已提交").first).to_be_visible()
    return re.search(r"/cases/([^/]+)/", page.url)[1]


@pytest.mark.parametrize(
    "options", [pytest.param({}, id="with script"), pytest.param(NO_SCRIPT, id="without")]
)
def test_a_paper_follows_and_then_it_is_decided(following, visit, options):
    draft = following
    mine = visit(f"/drafts/{draft.pk}/papers/", by="xu", **options)
    mine.get_by_label("从业人员名单（受理后3个工作日内）").check(force=True)
    mine.get_by_label("我承诺按期补交").check()
    mine.get_by_role("button", name="签署容缺受理承诺书").click()
    expect(mine.get_by_text("容缺受理承诺书已签署")).to_be_visible()
    number = submitted(mine, draft)

    clerk = visit(f"/counter/cases/{number}/", by="shenqing", **options)
    clerk.get_by_role("button", name="受理并出受理通知书").click()
    expect(clerk.get_by_text("已受理，受理通知书已制发")).to_be_visible()

    review = visit(f"/desk/cases/{number}/", by="shuwen", **options)
    review.get_by_label("意见", exact=True).fill("材料齐全，符合法定形式")
    review.get_by_role("button", name="同意，转决定").click()
    chief = visit(f"/desk/cases/{number}/", by="wenyuan", **options)
    chief.get_by_role("button", name="准予").first.click()
    expect(chief.get_by_text("还在等待：容缺材料补交").first).to_be_visible()

    mine.goto(f"/cases/{number}/")
    mine.get_by_role("link", name="现在补交").first.click()
    mine.get_by_label("从业人员名单").set_input_files(SCAN)
    mine.get_by_role("button", name="提交补交的材料").click()
    expect(mine.get_by_text("已补交").first).to_be_visible()
    chief.goto(f"/desk/cases/{number}/")
    chief.get_by_role("button", name="准予").first.click()
    expect(chief.get_by_text("已作出准予决定")).to_be_visible()


def test_a_commitment_is_untrue_and_the_licence_taken_back(promising, visit):
    draft = promising
    mine = visit(f"/drafts/{draft.pk}/papers/", by="lin")
    mine.get_by_label("我自愿选择告知承诺").check()
    mine.get_by_role("button", name="签署告知承诺书").click()
    expect(mine.get_by_text("您已于").first).to_be_visible()
    expect(mine.locator("#f-test_report")).to_have_count(0)
    number = submitted(mine, draft)
    chief = browser.apart(lambda: granted(number))
    page = visit("/desk/commitments/", by=chief)
    page.get_by_role("row", name=number).get_by_role("link").click()
    page.get_by_label("不实", exact=True).check(force=True)
    page.get_by_label("核查的情况").fill("现场没有消毒间，与承诺不符。")
    page.get_by_role("button", name="记录核查结果").click()
    expect(page.get_by_text("承诺不实，依法应当撤销")).to_be_visible()

    page.locator("summary", has_text="撤销许可").click()
    page.get_by_label("情形").last.select_option(label="告知承诺的内容不实，不符合取得的条件")
    page.get_by_label("查明的事实和理由").fill("现场没有消毒间，与承诺不符。")
    page.get_by_role("button", name="事先告知，听取陈述申辩").click()
    mine.goto(f"/cases/{number}/")
    mine.get_by_role("link", name="陈述申辩").first.click()
    mine.get_by_role("textbox").first.fill("消毒间正在装修。")
    mine.get_by_role("button", name="提交").first.click()
    page.goto(f"/desk/cases/{number}/")
    page.get_by_label("对陈述申辩的答复").fill("装修没有完成，不能采纳。")
    page.get_by_role("button", name="作出撤销决定").click()
    mine.goto(f"/cases/{number}/")
    expect(mine.get_by_text("许可已撤销").first).to_be_visible()


def granted(number: str) -> str:
    """Accepted, reviewed and granted by the verbs; the login of who decides."""
    case, at = make.Case.objects.get(number=number), timezone.now()
    actions.accept(case, by=make.window(case, at), at=at)
    case = make.reviewed(case, until="decide", at=at, pace=dt.timedelta(0))
    make.decided(case, at=at)
    officer = make.able(case, "decide", "decide", at).officer_id
    return make.Account.objects.get(officer=officer).login


def a_check() -> tuple[str, str]:
    """A case whose commitment is to be checked, and who may."""
    case = test_committing.submitted(make.applicant(firm=True), at=timezone.now())
    return case.number, granted(case.number)


@pytest.fixture
def seen(following, promising) -> list[tuple[str, str]]:
    """Who looks at which page."""
    owing, (checked, chief) = tolerating.accepted(timezone.now()).number, a_check()
    return [
        ("xu", f"/drafts/{following.pk}/papers/"),
        ("lin", f"/drafts/{promising.pk}/papers/"),
        ("lin", f"/cases/{owing}/"),
        ("lin", f"/cases/{owing}/owed/"),
        ("lin", f"/cases/{checked}/"),
        ("", f"/items/{make.published(test_committing.ITEM).code}/full/"),
        ("shenqing", f"/counter/cases/{owing}/"),
        (chief, "/desk/commitments/"),
        (chief, f"/desk/cases/{checked}/"),
        ("zhouming", f"/desk/cases/{owing}/"),
    ]


@pytest.mark.parametrize("width", [1440, 390])
def test_the_pages_are_accessible_and_never_too_wide(seen, visit, width):
    for login, address in seen:
        page = visit(address, by=login, viewport={"width": width, "height": 900})
        assert (address, browser.faults(page), browser.too_wide(page)) == (address, [], 0)
