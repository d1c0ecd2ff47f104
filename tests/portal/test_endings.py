"""What its applicant reads of a case that ended, and how he speaks before his licence is taken back."""

import datetime as dt

import pytest
from django.utils import timezone

from tests import make, pages
from tongban.cases import actions
from tongban.cases.models import Case, Revocation

DAY = dt.timedelta(days=1)


def able(case: Case):
    return make.able(case, "decide", "decide", timezone.now())


def announced(case: Case) -> Revocation:
    words = {"ground": "deceit", "reason": "租赁合同是伪造的"}
    return actions.announce_revocation(case, **words, by=able(case), at=timezone.now())


def page(case: Case, login: str = "lin") -> str:
    return pages.words(make.client(login).get(f"/cases/{case.number}/"))


def test_not_accepted_says_where_to_go(town):
    case = make.case_now()
    by = make.desk("shenqing", timezone.now())
    words = {"kind": "not_competent", "reason": "这件归公安办", "competent_body": "云溪市公安局"}
    made = actions.decline(case, **words, by=by, at=timezone.now())
    said = page(case)
    for told in ("请向云溪市公安局申请", made.competent_agency.phone, made.competent_agency.address):
        assert told in said


def test_terminated_void_and_reopened(town):
    case, other = make.case_now("accepted"), make.case_now("accepted")
    at = timezone.now()
    actions.terminate(case, kind="force_majeure", reason="场所被洪水冲毁", by=able(case), at=at)
    asked = actions.ask_void(
        other, kind="twice", reason="窗口登记了两次", twin=case.number, by=make.desk("shenqing", at), at=at
    )
    actions.void(asked, by=able(other), at=at)
    assert ["场所被洪水冲毁" in page(case), "行政复议" in page(case)] == [True, True]
    assert ["窗口登记了两次" in page(other), case.number in page(other)] == [True, True]
    actions.reopen(case, ground="own", reason="场所已经修复", by=able(case), at=at)
    said = page(case)
    assert ["已终止办理" in said, "恢复办理：自行纠正" in said, "恢复办理通知书" in said] == [
        False,
        True,
        True,
    ]


def test_he_speaks_before_his_licence_is_taken_back(town):
    case = make.case_now("delivered", ago=30 * DAY)
    lin = make.client("lin")
    assert lin.get(f"/cases/{case.number}/defence/").status_code == 409
    made = announced(case)
    assert "拟撤销这项许可" in page(case)
    form = pages.words(lin.get(f"/cases/{case.number}/defence/"))
    assert ["租赁合同是伪造的" in form, "仍然有效" in form] == [True, True]
    bare = lin.post(f"/cases/{case.number}/defence/", {"defence": " "})
    assert (bare.status_code, "请写明您的意见" in pages.words(bare)) == (422, True)

    sent = lin.post(f"/cases/{case.number}/defence/", {"defence": "合同是真的\0"})

    made.refresh_from_db()
    assert (sent["Location"], made.defence) == (f"/cases/{case.number}/", "合同是真的")
    assert make.verbs(case)[-1] == "cases.defend"
    assert lin.post(f"/cases/{case.number}/defence/", {"defence": "再说"}).status_code == 409
    assert "等您陈述申辩" not in page(case)
    actions.revoke(made, opinion="不予采纳", by=able(case), at=timezone.now())
    assert ["许可已撤销" in page(case), "打开证照" in page(case)] == [True, False]


@pytest.mark.parametrize("login", ["zhang", "fang"])
def test_of_others_there_is_nothing(town, login):
    case = make.case_now("delivered", ago=30 * DAY)
    announced(case)
    client = make.client(login)
    assert client.get(f"/cases/{case.number}/defence/").status_code == 404
    assert client.post(f"/cases/{case.number}/defence/", {"defence": "我说"}).status_code == 404


def test_it_waits_among_what_is_to_be_done(town):
    case, lin = make.case_now("delivered", ago=30 * DAY), make.client("lin")
    announced(case)
    lin.post("/acting/", {"party": str(case.firm_id)})
    assert "等您陈述申辩" in pages.words(lin.get("/mine/cases/?show=waiting"))
