"""An item without defects, and its defects once something is changed."""

from tongban.catalogue.definition import Definition
from tongban.catalogue.lint import judging
from tongban.catalogue.lint.rule import Forbidden, Subject

AGENCY = "云溪市市场监督管理局"
PAPER = {"key": "plan", "name": "平面图", "issuer": "申请人", "copies": 1}
STAGE = {
    "key": "decide",
    "name": "决定",
    "act": "decide",
    "post": "decide",
    "limit": {"value": 2},
    "note": "当天送达。",
}
QUESTION = {
    "key": "home",
    "text": "房子是租的吗？",
    "options": [{"value": "own", "label": "自有"}, {"value": "rented", "label": "租赁"}],
}
WHOLE = {
    "name": "小餐饮登记",
    "kind": "10",
    "project_type": "promised",
    "audiences": ["1"],
    "basis": [{"title": "中华人民共和国食品安全法", "article": "第三十六条"}],
    "conditions": ["经营面积在60平方米以下。"],
    "limits": {"statutory": {"value": 10}, "promised": {"value": 3}},
    "channels": ["web", "window"],
    "online": True,
    "visits": {"count": 0},
    "places": [{"name": "政务中心", "address": "云溪大道88号", "window": "1号", "hours": "工作日9:00—12:00"}],
    "consult": "0990-6000131",
    "supervise": "0990-6000132",
    "review_body": "云溪市人民政府",
    "court": "云溪市人民法院",
    "papers": [PAPER],
    "flow": [STAGE],
    "result": {"name": "小餐饮登记证", "kind": "certificate", "validity": "3年"},
}

FORBIDDEN = (
    Forbidden(("未婚证明", "单身证明"), ground="某号文件", instead="当事人声明"),
    Forbidden(("亲属关系证明",), issuers=("村民委员会", "社区")),
)


def defects(**changes) -> list[tuple[str, str]]:
    """(rule, element) of each defect of the item with these changes."""
    definition = Definition.model_validate(WHOLE | changes)
    return [(found.rule, found.element) for found in judging.defects(Subject(definition, AGENCY, FORBIDDEN))]
