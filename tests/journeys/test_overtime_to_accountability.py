"""From the yellow light to the talk, in a browser: told, urged, gone up, explained, held accountable."""

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests import browser, make
from tongban.journal.models import Line
from tongban.notices.models import Notice
from tongban.supervision import reactions, sweeping
from tongban.supervision.models import Escalation, Overtime, Urging

DAY = dt.timedelta(1)
CLERK, HEAD, CITY, SECOND = "zhouming", "chenli", "chengjian", "shangming"
SEEN = [pytest.param({}, id="with script"), pytest.param({"java_script_enabled": False}, id="without")]
REACTIONS = {"urging": reactions.tell, "overtime": reactions.tell_overtime}


def swept(day: dt.date) -> sweeping.Pass:
    """A pass at noon of a day, and what follows from its lines."""
    done = sweeping.sweep(timezone.make_aware(dt.datetime.combine(day, dt.time(12))))
    for line in Line.objects.filter(verb__regex="^supervision[.](urge|escalate|note_late)$").order_by("pk"):
        REACTIONS[line.chain.partition(":")[0]](line.chain, line.pk)
    return done


def told(login: str) -> list[str]:
    officer = f"officer:{make.account(login).officer_id}"
    found = Notice.objects.filter(recipient=officer, verb__startswith="supervision.")
    return list(found.order_by("created_at", "verb").values_list("verb", flat=True))


@pytest.fixture
def late(site) -> Overtime:
    """Accepted two months ago and still at its review; the sweep has passed every day that mattered."""
    case = make.case_now("accepted", ago=60 * DAY)
    done = swept(case.yellow_on)  # the stage has a limit of its own, which is over by then
    assert (done.yellow, done.stages) == (1, 1)
    assert told(CLERK) == ["supervision.note_late", "supervision.remind"]
    done = swept(case.due_on + DAY)
    assert (done.red, done.urged) == (1, 1)
    assert told(CLERK)[2:] == ["supervision.note_late", "supervision.urge.system"]
    urging = Urging.objects.get()
    assert swept(urging.next_on).escalated == 1
    assert told(HEAD) == ["supervision.escalate"]
    urging.refresh_from_db()
    assert swept(urging.next_on).escalated == 1
    assert told(CITY) == ["supervision.escalate"]
    swept(timezone.localdate())
    assert [each.rung for each in Escalation.objects.order_by("pk")] == ["first", "second"]
    assert Urging.objects.count() == 1
    return Overtime.objects.select_related("case").get(clock="decision")


def explained(visit: browser.Visit, late: Overtime, **options) -> None:
    """The clerk finds it among what he has to explain."""
    page = visit(f"/desk/cases/{late.case.number}/", by=CLERK, **options)
    expect(page.get_by_text("系统自动催办")).to_be_visible()
    page.goto("/desk/answers/")
    page.get_by_role("row", name="办理期限").get_by_role("link").click()
    page.get_by_role("button", name="提交说明").click()
    expect(page.get_by_text("请选择超时的原因").first).to_be_visible()
    page.get_by_label("超时的原因").select_option("人员不足")
    page.get_by_label("经过和理由").fill("当月申请集中，人手不足。")
    page.get_by_role("button", name="提交说明").click()
    expect(page.get_by_text("等待监察人员核查")).to_be_visible()


def judged(visit: browser.Visit, **options) -> Page:
    """The supervisor does not accept it, and opens an accountability."""
    page = visit("/board/overtimes/?state=stated", by=CITY, **options)
    page.get_by_role("row", name="办理期限").get_by_role("link").click()
    page.get_by_label("不成立", exact=True).check()
    page.get_by_label("核查意见").fill("当月只收了3件，理由不成立。")
    page.get_by_role("button", name="记录核查意见").click()
    page.locator("summary", has_text="提出问责").click()
    page.get_by_label("约谈", exact=True).check()
    page.get_by_label("事实和理由").fill("超过期限没有办理，也没有申请延期。")
    page.get_by_role("button", name="提出问责").click()
    expect(page.get_by_role("heading", name="等待申辩")).to_be_visible()
    return page


@pytest.mark.parametrize("options", SEEN)
def test_overtime_to_accountability(late, visit, options):
    explained(visit, late, **options)
    opener = judged(visit, **options)

    head = visit("/desk/answers/", by=HEAD, **options)
    head.get_by_role("row", name="约谈").get_by_role("link").click()
    head.get_by_label("情况和理由").fill("已经调整分工。")
    head.get_by_role("button", name="提交申辩").click()
    expect(head.get_by_text("申辩已提交")).to_be_visible()

    opener.reload()
    expect(opener.get_by_role("heading", name="应由其他人员决定")).to_be_visible()
    second = visit(opener.url, by=SECOND, **options)
    second.get_by_label("认定和理由").fill("逾期属实，没有采取措施")
    second.get_by_label("要求").fill("请于11月25日9时到云溪大道88号205室")
    second.get_by_role("button", name="决定问责并出文书").click()
    link = second.get_by_role("link", name="约谈通知书")
    paper = second.request.get(str(link.get_attribute("href")))
    assert (paper.headers["content-type"], paper.body()[:5]) == ("application/pdf", b"%PDF-")

    second.get_by_label("执行情况").fill("已约谈，单位已经整改。")
    second.get_by_role("button", name="记录执行情况").click()
    expect(second.get_by_text("已执行").first).to_be_visible()


@pytest.mark.parametrize("width", [1440, 390])
def test_the_pages_can_be_read_on_any_screen(late, visit, width):
    overtime = f"/overtimes/{late.pk}/"
    places = [(CLERK, "/desk/answers/"), (CLERK, f"/desk{overtime}")]
    places += [(CITY, f"/board{page}") for page in ("/overtimes/", overtime, "/accountabilities/")]
    places += [(CITY, f"/console/supervision/rules/{page}") for page in ("", "ladder/", "fee_unpaid/")]
    for login, address in places:
        page = visit(address, by=login, viewport={"width": width, "height": 900}, bypass_csp=True)
        assert (address, browser.faults(page), browser.too_wide(page)) == (address, [], 0)
        page.context.close()
