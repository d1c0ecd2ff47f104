import pytest

from tests.catalogue.lint.whole import AGENCY, PAPER, QUESTION, defects
from tongban.core import identifiers


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"name": "其他材料"}, [("G20", "papers.plan.name")]),
        ({"name": "法律、法规规定的其他材料"}, [("G20", "papers.plan.name")]),
        ({"name": "身份证等相关证明材料"}, [("G20", "papers.plan.name")]),
        ({"name": "其他组织的登记证书"}, []),
        ({"name": "其他出资人的营业执照"}, []),
        ({"copies": 0}, [("G21", "papers.plan")]),
        ({"source": "intermediary", "issuer": ""}, [("G21", "papers.plan")]),
        ({"issuer": ""}, []),
        ({"source": "system", "copies": 0}, []),
        ({"source": "licence"}, [("G24", "papers.plan.licence")]),
        ({"licence": "11990100MB0000019L001"}, [("G24", "papers.plan.source")]),
        ({"source": "licence", "licence": "11990100MB0000019L001"}, []),
        ({"name": "未婚证明"}, [("G25", "papers.plan")]),
        ({"name": "亲属关系证明", "issuer": "村民委员会"}, [("G25", "papers.plan")]),
        ({"name": "亲属关系证明", "issuer": "公证机构"}, []),
        ({"necessity": "deferrable"}, [("G27", "papers.plan.deferrable_days")]),
        ({"necessity": "deferrable", "deferrable_days": 10}, []),
        ({"issuer": AGENCY}, [("G30", "papers.plan.issuer")]),
        ({"issuer": AGENCY, "source": "system"}, []),
    ],
)
def test_papers(change, found):
    assert defects(papers=[PAPER | change]) == found


@pytest.mark.parametrize(
    ("second", "found"),
    [
        ({"name": "平面图（复印件）"}, ["G26"]),
        ({"name": "平面图复印件"}, ["G26"]),
        ({"name": "平面图（变更后）"}, []),
        ({"name": "平面图", "when": {"home": ["rented"]}}, ["G26"]),
    ],
)
def test_the_same_paper_twice(second, found):
    papers = [PAPER, PAPER | {"key": "again"} | second]

    assert defects(papers=papers, questions=[QUESTION]) == [(rule, "papers.again.name") for rule in found]


def test_alike_papers_of_situations_apart():
    papers = [
        PAPER | {"when": {"home": ["own"]}},
        PAPER | {"key": "again", "when": {"home": ["rented"]}},
    ]

    assert defects(papers=papers, questions=[QUESTION]) == []


@pytest.mark.parametrize(
    ("name", "found"), [("小餐饮登记（首次）", ["G29"]), ("小餐饮登记（变更）", []), ("小餐饮登记", [])]
)
def test_the_result_is_not_asked_for_beforehand(name, found):
    papers = [PAPER | {"name": "小餐饮登记证（原件）"}]

    assert defects(name=name, papers=papers) == [(rule, "papers.plan") for rule in found]


def citizen(division: str) -> str:
    body = f"{division}19900101001"
    return body + identifiers.citizen_check(body)


@pytest.mark.parametrize(
    ("number", "found"),
    [
        (citizen("110101"), ["G23"]),
        (citizen("990100"), []),  # invented
        (citizen("110101")[:-1], []),
        ("110101199001010000", []),
    ],
)
def test_numbers_of_real_people(number, found):
    example = {"name": "一例", "form": {"number": number}, "expected": {"papers": ["plan"]}}
    form = {"properties": {"number": {"type": "string", "examples": [number]}}}

    assert defects(examples=[example]) == [(rule, "examples.0.form") for rule in found]
    assert defects(form=form) == [(rule, "form.properties.number.examples") for rule in found]
