import pytest

from tests.catalogue.lint.whole import PAPER, QUESTION, STAGE, WHOLE, defects

MANY = QUESTION | {"key": "risky", "kind": "many"}
PLACE = WHOLE["places"][0]
ROOMLESS = PLACE | {"name": "", "window": ""}


def test_the_whole_item_has_no_defect():
    assert defects() == []


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"basis": []}, [("G01", "basis")]),
        ({"places": []}, [("G01", "places")]),
        ({"places": [], "channels": ["web"]}, []),  # nobody comes
        ({"places": [], "channels": []}, [("G01", "channels")]),
        ({"places": [], "online": False}, [("G01", "places"), ("G47", "channels")]),
        ({"conditions": []}, [("G01", "conditions")]),
        (
            {
                "conditions": [],
                "papers_known": False,
                "kind": "20",
                "flow": [],
                "online_url": "https://a.cn/",
            },
            [],
        ),
        ({"conditions": [], "kind": "20"}, [("G01", "conditions")]),
        ({"visits": {}}, [("G01", "visits")]),
        ({"papers_known": False}, [("G01", "papers")]),
        ({"fee_known": False}, [("G01", "fee")]),
        ({"basis": [], "kind": "02"}, []),  # not on application
        ({"limits": {}}, [("G02", "limits.promised"), ("G02", "limits.statutory")]),
        ({"limits": {"promised": {"value": 3}, "note": "法律没有规定时限。"}}, []),
        (
            {"limits": {"statutory": {"value": 5}, "promised": {"value": 1, "unit": "month"}}},
            [("G02", "limits.promised")],
        ),
        (
            {"limits": {"statutory": {"value": 10}, "promised": {"value": 3}, "extension": {"value": 5}}},
            [("G51", "limits.extension.basis"), ("G51", "limits.extension.rank")],
        ),
        ({"project_type": "instant"}, [("G03", "project_type")]),
        ({"limits": {"statutory": {"value": 1}, "promised": {"value": 0}}}, [("G03", "project_type")]),
        (
            {
                "project_type": "instant",
                "limits": {"statutory": {"value": 1}, "promised": {"value": 1}},
                "special_procedures": ["听证"],
            },
            [("G03", "special_procedures")],
        ),
        ({"fee": {"charged": True}}, [("G04", "fee.charges")]),
        (
            {"fee": {"charged": True, "charges": [{"name": "工本费"}]}},
            [("G04", "fee.charges.0.standard"), ("G04", "fee.charges.0.basis")],
        ),
        ({"fee": {"charged": True, "charges": [{"name": "工本费", "amount": 500, "basis": "某文"}]}}, []),
        ({"places": [PLACE | {"hours": ""}]}, [("G05", "places.0")]),
        ({"places": [ROOMLESS]}, [("G05", "places.0")]),
        ({"places": [ROOMLESS | {"address": "云溪大道88号1楼"}]}, []),
        ({"places": [ROOMLESS | {"address": "云溪大道88号政务大楼703室"}]}, []),
        ({"places": [ROOMLESS | {"address": "云溪大道88号（综合业务1-7号窗）"}]}, []),
        ({"places": [PLACE, PLACE | {"address": ""}]}, [("G05", "places.1")]),
        ({"consult": "0990-6000131", "supervise": "0990-6000131"}, [("G07", "supervise")]),
        ({"consult": "0990-12345", "supervise": "0990-12345"}, []),  # the hotline hands on to others
        ({"consult": "12333", "supervise": "12333"}, [("G07", "supervise")]),
        ({"flow": [STAGE | {"limit": None}]}, [("G08", "flow.decide.limit")]),
        ({"flow": [STAGE | {"note": ""}]}, [("G08", "flow.decide.note")]),
        ({"conditions": ["自然人"]}, [("G09", "conditions.0")]),
        ({"conditions": ["无。"]}, []),
        ({"basis": [{"title": "食品安全法"}]}, [("G10", "basis.0.article")]),
        ({"basis": [{"title": "关于收费的通知（发改价格〔2003〕2322号）"}]}, []),
        ({"result": {}}, [("G11", "result")]),
        ({"result": {"kind": "approval"}}, [("G11", "result.name")]),
        ({"result": {"name": "登记证", "kind": "none"}}, [("G11", "result.kind")]),
        ({"result": {"name": "登记证", "kind": "certificate"}}, [("G11", "result.validity")]),
        ({"online": False, "channels": ["window"]}, [("G13", "visits.count")]),
        ({"visits": {"count": 1}}, [("G13", "visits.reason")]),
        ({"visits": {"count": 1, "reason": "核验指纹"}}, []),
        ({"court": ""}, [("G14", "review_body")]),
        ({"court": "", "kind": "20"}, []),
        ({"flow": []}, [("G15", "online_url")]),
        ({"flow": [], "online_url": "https://example.cn/"}, []),
    ],
)
def test_structure(changes, found):
    assert defects(**changes) == found


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("0990-6000131", True),
        ("020-83366200", True),
        ("（020）8336 6200", True),
        ("8602083366200", True),
        ("020--83366200", True),
        ("12345", True),
        ("020-12333-9", True),
        ("400-810-8188", True),
        ("400-7000-690", True),
        ("83366200转802", True),
        ("010-12345678、12345", True),
        ("https://example.cn/ask", True),
        ("ask@example.cn", True),
        ("020-8173823", False),
        ("020-817238206", False),
        ("13900000026", False),
        ("局办公室", False),
        ("000", False),
    ],
)
def test_telephones(words, right):
    assert defects(consult=words) == ([] if right else [("G06", "consult")])


@pytest.mark.parametrize(
    ("questions", "when", "found"),
    [
        ([QUESTION], {"home": ["rented"]}, []),
        ([QUESTION], {"home": ["castle"]}, ["G12"]),  # no such option
        ([QUESTION], {"home": ["rented", "castle"]}, ["G12"]),
        ([QUESTION, MANY | {"when": {"home": ["own"]}}], {"home": ["rented"], "risky": ["own"]}, ["G12"]),
        ([QUESTION, MANY], {"home": ["rented"], "risky": ["own"]}, []),
        ([MANY, QUESTION | {"when": {"risky": ["own"]}}], {"risky": ["rented"], "home": ["own"]}, []),
    ],
)
def test_branches(questions, when, found):
    papers = [PAPER, PAPER | {"key": "lease", "name": "租赁合同", "when": when}]

    assert defects(questions=questions, papers=papers) == [(rule, "papers.lease.when") for rule in found]


def test_a_condition_is_tried_however_many_questions_there_are():
    questions = [QUESTION | {"key": f"q{n}"} for n in range(30)]
    papers = [PAPER, PAPER | {"key": "lease", "name": "租赁合同", "when": {"q29": ["castle"]}}]

    assert defects(questions=questions) == []
    assert defects(questions=questions, papers=papers) == [("G12", "papers.lease.when")]


def test_a_question_that_waits_for_itself_is_never_met():
    questions = [QUESTION | {"when": {"home": ["own"]}}]

    assert defects(questions=questions) == [("G12", "questions.home.when")]


def test_conditions_on_many_questions_are_tried_soon():
    options = [{"value": f"v{n}", "label": "甲"} for n in range(9)]
    questions = [QUESTION | {"key": f"q{n}", "kind": "many", "options": options} for n in range(30)]
    far = {f"q{n}": ["v8"] for n in range(12)}

    assert defects(questions=questions, papers=[PAPER | {"when": far}]) == []
