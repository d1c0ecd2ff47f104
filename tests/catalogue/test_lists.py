"""The public lists: what is in each, and what it says."""

import pytest

from tests.catalogue import samples
from tongban.catalogue import actions, lists, unity
from tongban.catalogue.lists import Choice
from tongban.catalogue.models import Item
from tongban.identity.models import Agency, Region
from tongban.journal.actions import SYSTEM

pytestmark = pytest.mark.django_db
FLOW = (
    {"key": "check", "name": "审查", "act": "review", "post": "review", "limit": {"value": 3}},
    {"key": "decide", "name": "决定", "act": "decide", "post": "decide"},
)


def rows(key: str, **given) -> list[lists.Row]:
    one = lists.LISTS[key]
    return [*one.rows(one.found(Choice(**given)))]


def names(key: str, **given) -> list[str]:
    return [row["name"] for row in rows(key, **given)]


def test_each_list_has_its_kinds_and_only_what_is_in_use():
    made = samples.publish(
        samples.publication(1, "许可"),
        samples.publication(2, "处罚", "02"),
        samples.publication(3, "其他权力", "10"),
        samples.publication(4, "服务", "20"),
        samples.publication(5, "停用", "07"),
    )
    Item.objects.filter(pk=made[4][0].pk).update(state="suspended")

    assert names("powers") == names("duties") == ["许可", "处罚", "其他权力"]
    assert names("services") == ["服务"]
    assert names("fees") == []
    assert lists.sizes() == {"powers": 3, "duties": 3, "services": 1, "fees": 0}
    assert lists.kinds(lists.LISTS["powers"]) == {"01": 1, "02": 1, "10": 1}


def test_a_list_is_narrowed_by_region_agency_and_kind():
    samples.publish(samples.publication(1, "许可"), samples.publication(2, "确认", "07"))
    ours = Agency.objects.get()

    assert names("powers", kind="07") == ["确认"]
    assert names("powers", agency=ours.pk, region=samples.CITY) == ["许可", "确认"]
    assert names("powers", agency=ours.pk + 1) == names("powers", region="990000000000") == []


def test_a_duty_names_posts_limits_supervision_and_remedies():
    said = {
        "limits": {"statutory": {"value": 20}, "promised": {"value": 5}},
        "flow": FLOW,
        "supervise": "12345",
        "review_body": "云溪市人民政府",
    }
    samples.publish(samples.publication(1, "许可", **said), samples.publication(2, "什么都没写"))

    full, bare = rows("duties")

    assert full["posts"] == "受理：综合窗口岗；审查：审查岗（3个工作日）；决定：决定岗"
    assert (full["statutory"], full["promised"]) == ("20个工作日", "5个工作日")
    assert (full["supervise"], full["remedies"]) == ("12345", "行政复议：云溪市人民政府")
    assert [bare[key] for key in ("posts", "statutory", "promised", "supervise", "remedies")] == [""] * 5


def test_every_charge_is_a_row():
    charges = (
        {"name": "工本费", "amount": 4000, "basis": "某条例第三条", "reduction": "低保户免收"},
        {"name": "修复费", "standard": "每平方米260元"},
    )
    samples.publish(
        samples.publication(1, "补领", "07", fee={"charged": True, "charges": charges}),
        samples.publication(2, "只说收费", fee={"charged": True, "note": "按标准收"}),
        samples.publication(3, "免费"),
    )

    found = [[row[key] for key in ("name", "charge", "amount", "standard")] for row in rows("fees")]

    assert found == [
        ["只说收费", "", "", "按标准收"],
        ["补领", "工本费", "40元", ""],
        ["补领", "修复费", "按标准核定", "每平方米260元"],
    ]


def elsewhere(number: int, name: str, level: str = "4", handling: str = "", kind: str = "01", **elements):
    """The same base code at an agency of a county."""
    body = Agency.objects.filter(region_id="990101000000").first()
    if body is None:
        county = Region.objects.create(code="990101000000", name="临江县", level=3, parent_id=samples.CITY)
        body = Agency.objects.create(code="11990101MB00000278", name="临江县市场监督管理局", region=county)
    definition = samples.publication(number, name, kind, **elements).definition
    code = f"{body.code}{level}0001310{number:02d}000{handling}"
    return actions.publish(
        code, definition, agency=body, region=body.region, level=level, by=SYSTEM, at=samples.AT
    )[0]


SAME = {"basis": ({"title": "某法", "article": "第一条"},), "limits": {"statutory": {"value": 20}}}


@pytest.mark.parametrize(
    ("name", "more", "handling", "elements"),
    [
        ("许可", SAME, "", []),
        ("许可", {}, "", []),  # what is not said is not compared
        ("许可证核发", SAME, "", ["事项名称"]),
        ("许可（首次）", SAME, "01", []),  # a handling item is named by its situation
        ("许可", SAME | {"kind": "07"}, "", ["事项类型"]),
        ("许可", SAME | {"basis": ({"title": "某条例"},)}, "", ["设定依据"]),
        ("许可", SAME | {"limits": {"statutory": {"value": 30}}}, "", ["法定时限"]),
        ("许可", SAME | {"limits": {"statutory": {"value": 20, "unit": "natural_day"}}}, "", ["法定时限"]),
    ],
)
def test_what_deviates_from_the_catalogue_is_found(name, more, handling, elements):
    samples.publish(samples.publication(1, "许可", **SAME))
    elsewhere(1, name, handling=handling, **more)
    base = samples.code(1)[19:31]

    [entry] = unity.entries([base])

    assert (entry.name, entry.kind, entry.levels) == ("许可", "行政许可", ["市级", "县级"])
    assert entry.elements == elements
    assert [[d.element for d in member.deviations] for member in entry.members] == [[], elements]
    assert [*unity.base_codes(Choice(deviating=True))] == ([base] if elements else [])


def test_a_choice_leads_to_the_whole_base_code():
    samples.publish(samples.publication(1, "许可"), samples.publication(2, "确认", "07"))
    elsewhere(1, "许可")

    assert [*unity.base_codes(Choice(region="990101000000"))] == [samples.code(1)[19:31]]
    [row] = unity.rows(unity.base_codes(Choice(region="990101000000")))
    assert (row["size"], row["levels"], row["elements"]) == ("2", "市级、县级", "")
