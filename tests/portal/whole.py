"""An item that says everything the national guide asks for, with the files it names."""

from tests.files import samples
from tests.portal import imported
from tests.town import items
from tongban.catalogue import actions, attachments
from tongban.catalogue.definition import Definition
from tongban.catalogue.models import Item
from tongban.identity.models import Agency, Region
from tongban.journal.actions import SYSTEM
from tongban.papers import typeset

SHEET = {"title": "租赁合同", "item": "租赁", "agency": {"name": "某局"}, "date": "2026-01-05"}


def pdf(*lines: str, title: str = "租赁合同") -> bytes:
    """A real PDF with these lines."""
    rows = [{"label": f"第{n}行", "value": line} for n, line in enumerate(lines, 1)]
    return typeset.pdf("application", SHEET | {"title": title, "sections": [{"title": "正文", "rows": rows}]})


def kept(data: bytes, name: str, use: str) -> dict:
    """A file taken in, as a definition names it."""
    return attachments.attach(data, name, use, by=SYSTEM, at=imported.AT).model_dump()


def written() -> dict:
    """The food licence of the town with the elements that it leaves out."""
    own = next(entry for entry in items.entries() if entry.file == "food_business_first").definition.written
    papers = [dict(paper) for paper in own["papers"]]
    plan = next(paper for paper in papers if paper["key"] == "floor_plan")
    plan |= {
        "blank": kept(samples.docx(), "平面图底稿.docx", "blank"),
        "sample": kept(pdf("宽6米", *["长"] * 60), "画好的平面图.pdf", "sample"),
        "size": "A3",
        "signing": "绘图人签名",
        "basis": "食品经营许可和备案管理办法第十二条",
        "source_note": "可以手绘",
    }
    return own | {
        "papers": papers,
        "power_source": "1",
        "body_kind": "2",
        "depth": ["2", "7"],
        "mobile_url": "https://m.example.org/food",
        "online_url": "https://example.org/food",
        "services": {"hall": "yes", "booking": "yes", "payment": "no", "terminal": "yes", "express": "no"},
        "intermediary": "水质检测由有资质的机构做，费用由申请人承担",
        "rights": "有权知道进度，有义务如实填写",
        "ends_on": "2030-12-31",
        "partners": ["云溪市消防救援局"],
        "quantity_limit": "没有数量限制",
        "person_themes": ["040"],
        "commitment": "本人承诺经营场所符合要求",
        "visits": {"count": 0, "reason": "全程网办"},
        "fee": {
            "charged": True,
            "charges": [
                {
                    "name": "工本费",
                    "amount": 1000,
                    "standard": "每证",
                    "basis": "收费文件第3条",
                    "reduction": "低保免收",
                }
            ],
            "note": "当场缴",
        },
        "result": own["result"]
        | {"delivery": ["electronic", "post"], "sample": kept(samples.png(), "证样.png", "sample")},
        "examples": [one | {"expected": one["expected"] | {"fee": 1000}} for one in own["examples"]],
        "extra": {"承办平台": "统一申办平台"},
    }


def item(**elements: object) -> Item:
    """Publish it under a code of its own, with other elements if wanted."""
    agency = Agency.objects.get(name="云溪市市场监督管理局")
    definition = Definition.model_validate(written() | elements)
    made, _new = actions.publish(
        f"{agency.code}399013100500101",
        definition,
        agency=agency,
        region=Region.objects.get(code=agency.region_id),
        level="3",
        by=SYSTEM,
        at=imported.AT,
    )
    return made
