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
        ({"source": "system", "copies": 0}, [("X04", "papers.plan.source")]),
        ({"source": "licence"}, [("G24", "papers.plan.licence")]),
        ({"licence": "11990100MB0000019L001"}, [("G24", "papers.plan.source")]),
        ({"source": "licence", "licence": "11990100MB0000019L001"}, []),
        ({"name": "未婚证明"}, [("G25", "papers.plan")]),
        ({"name": "亲属关系证明", "issuer": "村民委员会"}, [("G25", "papers.plan")]),
        ({"name": "亲属关系证明", "issuer": "公证机构"}, []),
        ({"necessity": "deferrable"}, [("G27", "papers.plan.deferrable_days")]),
        ({"necessity": "deferrable", "deferrable_days": 3}, []),
        ({"necessity": "deferrable", "deferrable_days": 4}, [("G33", "papers.plan.deferrable_days")]),
        ({"necessity": "optional", "deferrable_days": 4}, []),
        ({"issuer": AGENCY}, [("G30", "papers.plan.issuer")]),
        ({"issuer": AGENCY, "source": "licence", "licence": "11990100MB0000019L001"}, []),
    ],
)
def test_papers(change, found):
    assert defects(papers=[PAPER | change]) == found


TERMS = {"replaces": ["plan"], "within": 20, "ways": ["visit"], "consequence": "撤销许可。"}


@pytest.mark.parametrize(
    ("terms", "found"),
    [
        (None, []),
        (TERMS, []),
        (TERMS | {"mode": "permit_first"}, []),
        (TERMS | {"replaces": ["plan", "gone"]}, ["commitment_terms.replaces"]),
        (TERMS | {"replaces": ["held"]}, ["commitment_terms.replaces"]),
        (TERMS | {"replaces": []}, []),
        (TERMS | {"within": None}, ["commitment_terms.within"]),
        (TERMS | {"ways": []}, ["commitment_terms.ways"]),
        (TERMS | {"consequence": " "}, ["commitment_terms.consequence"]),
    ],
)
def test_the_terms_of_a_commitment(terms, found):
    papers = [PAPER, PAPER | {"key": "held", "name": "营业执照", "source": "licence", "licence": "scjg.001"}]
    changes = {"papers": papers, "commitment": "本店承诺符合条件。", "commitment_terms": terms}

    assert defects(**changes) == [("G32", element) for element in found]


def test_a_commitment_has_words_to_sign():
    assert defects(commitment_terms=TERMS) == [("G32", "commitment")]


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


FORM = {"properties": {"area": {"type": "number", "title": "面积"}}}
DRAWN = PAPER | {"name": "小餐饮登记申请书", "source": "system"}
FILE = {"name": "表.pdf", "digest": "0" * 64}


@pytest.mark.parametrize(
    ("paper", "changes", "found"),
    [
        ({"name": "小餐饮登记申请表"}, {}, ["blank", "sample"]),
        ({"name": "小餐饮登记申请表（原件）"}, {}, ["blank", "sample"]),
        ({"name": "小餐饮登记申请表", "blank": FILE}, {}, ["sample"]),
        ({"name": "小餐饮登记申请表", "blank": FILE, "sample": FILE}, {}, []),
        ({"name": "学籍登记表", "source": "government", "issuer": "学校"}, {}, []),  # not filled in by him
        ({"name": "申请表填写说明"}, {}, []),
        ({"name": "体检表"}, {}, []),
        (DRAWN, {"form": FORM}, ["sample"]),
        (DRAWN | {"sample": FILE}, {"form": FORM}, []),
        (
            DRAWN,
            {
                "form": FORM,
                "examples": [{"name": "一例", "form": {"area": 50}, "expected": {"papers": ["plan"]}}],
            },
            [],
        ),
        (
            DRAWN,
            {
                "form": FORM,
                "examples": [
                    {
                        "name": "错例",
                        "form": {"area": 0},
                        "expected": {"papers": ["plan"], "faults": ["area"]},
                    }
                ],
            },
            ["sample"],
        ),
    ],
)
def test_own_forms_can_be_had_blank_and_filled_in(paper, changes, found):
    assert defects(papers=[PAPER | paper], **changes) == [("G22", f"papers.plan.{use}") for use in found]


@pytest.mark.parametrize(
    ("field", "found"),
    [
        ({"title": "面积", "description": "另附消防验收意见"}, True),
        ({"title": "请上传《房屋租赁合同》"}, True),
        ({"title": "面积", "description": "请附上平面图"}, False),
        ({"title": "面积", "description": "附上经营场所平面图，标明面积"}, False),
        ({"title": "附件数量", "description": "按建筑面积填写"}, False),
    ],
)
def test_the_form_asks_for_no_paper_that_the_guide_does_not_name(field, found):
    form = {"properties": {"area": {"type": "number"} | field}}

    assert defects(form=form) == [("X04", "form.properties.area")] * found


def test_a_paper_that_the_system_draws_has_a_form():
    assert defects(papers=[PAPER | {"source": "system"}]) == [("X04", "papers.plan.source")]
    elsewhere = {"flow": [], "online_url": "https://example.cn/"}
    assert defects(papers=[PAPER | {"source": "system"}], **elsewhere) == []
