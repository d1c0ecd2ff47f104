"""Every item of the town keeps the rules of publication (norms of the guide, its papers and its wording)."""

import re
from itertools import product

import pytest

from tests.town import items
from tongban.catalogue import codes, flows, rules
from tongban.catalogue import queries as catalogue
from tongban.catalogue.models import Item
from tongban.core import forms, identifiers

ENTRIES = items.entries()
SOURCES = {
    "person.name", "person.id_number", "person.phone", "person.address",
    "firm.name", "firm.code", "firm.address", "firm.legal_representative",
}  # fmt: skip

CATCHALL = re.compile(
    r"(?:其[他它]|别的)(?:相关|有关|必要|所需|需要(?:提供|提交)?的?)*(?:的)?(?:申请|申报|证明|审批)?"
    r"(?:材料|资料|文件|证件|证明|手续)"
    r"|(?:法律|法规|规章|政策|文件)[^。；;，,]{0,14}(?:规定|要求)(?:的)?(?:应当|需要|需)?(?:提交|提供)?的?其[他它]"
    r"|(?:主管|审批|受理|登记|经办|实施)(?:部门|机关|机构|单位|人员)(?:认为|要求)[^。；;]{0,10}(?:其[他它]|需要|必要)"
    r"|(?:等|及)(?:相关|有关)(?:证明)?(?:材料|资料|文件|手续)|(?:相关|有关)(?:证明)?(?:材料|资料|手续)$"
)
VAGUE_TIME = re.compile(
    r"尽快|及时(?:办理|办结)|一般(?:为)?(?=\d)|大约|约(?=[\d一二三四五六七八九十])|左右|若干(?:个)?(?:工作)?日"
    r"|视情况|以实际(?:情况)?为准|另行通知"
)
PLACEHOLDER = re.compile(
    r"^(?:无|暂无|待定|待补充|略|同上|/|-+|—+|null|undefined|test|测试|[xX×]{2,})$|测试(?:数据|事项)|[×xX]{3,}"
)
NO_LINK = re.compile(
    r"详见(?!https?)|具体(?:要求|标准)?(?:请)?(?:咨询|以.{0,8}为准)|按(?:照)?(?:有关|相关)规定"
)
IN_PERSON = re.compile(r"(?:本人|申请人)(?:必须|须|应当|需)?(?:到|前往)?(?:现场|窗口)|(?:当面|面签)")
DISCRETION = re.compile(r"原则上|视情况|必要时|一般")
ONLINE = frozenset({"web", "mobile"})


def ids(entry):
    """An item is named by its file."""
    return entry.file


each_item = pytest.mark.parametrize("entry", ENTRIES, ids=ids)


def words(value) -> list[str]:
    """Every text in a document."""
    if isinstance(value, dict):
        return [text for part in value.values() for text in words(part)]
    if isinstance(value, list | tuple):
        return [text for part in value for text in words(part)]
    return [value] if isinstance(value, str) else []


def texts(entry) -> list[str]:
    """Every Chinese text of an item."""
    return [text for text in words(entry.definition.model_dump()) if re.search("[一-鿿]", text)]


def situations(definition) -> list[dict]:
    """Every way to answer the questions, one option each."""
    keys = [question.key for question in definition.questions]
    choices = [[option.value for option in question.options] for question in definition.questions]
    given = (dict(zip(keys, values, strict=True)) for values in product(*choices))
    return [rules.valid_answers(definition, answers) for answers in given]


def days(limit) -> int:
    """A limit in working days; two months of calendar days are forty-odd of them."""
    return limit.value * 5 // 7 if limit.unit == "natural_day" else limit.value


def test_there_are_items_of_many_kinds():
    assert len(ENTRIES) >= 40
    assert {entry.definition.kind for entry in ENTRIES} == {"01", "04", "05", "07", "08", "09", "10", "20"}
    assert {entry.level for entry in ENTRIES} == {"3", "4", "5", "6"}
    assert min(len(entry.definition.examples) for entry in ENTRIES) >= 2
    assert len({entry.code for entry in ENTRIES}) == len(ENTRIES)
    assert len({entry.definition.name for entry in ENTRIES}) == len(ENTRIES)


@each_item
def test_item_may_be_published(entry):
    assert rules.faults(entry.definition) == []
    assert identifiers.item_code_faults(entry.code) == []
    assert entry.code[19:21] == "99"
    assert entry.code[21:23] == entry.definition.kind
    assert entry.definition.kind in codes.KINDS
    assert set(entry.definition.audiences) <= set(codes.AUDIENCES)
    assert set(entry.definition.person_themes) <= set(codes.PERSON_THEMES)
    assert set(entry.definition.firm_themes) <= set(codes.FIRM_THEMES)
    assert bool(entry.definition.person_themes) == ("1" in entry.definition.audiences)


@each_item
@pytest.mark.parametrize(
    "pattern", [CATCHALL, VAGUE_TIME, PLACEHOLDER, NO_LINK], ids=["catchall", "time", "placeholder", "link"]
)
def test_wording_is_definite(entry, pattern):
    assert [text for text in texts(entry) if pattern.search(text)] == []


@each_item
def test_wording_is_plain(entry):
    sentences = [part for text in texts(entry) for part in re.split("[。？；]", text)]
    assert [part for part in sentences if len(part) > 60] == []
    assert [
        text for text in texts(entry) if re.search(r"[一-鿿][,;:!?()]|[,;:!?()][一-鿿]|[一-鿿] [一-鿿]", text)
    ] == []
    assert [text for text in entry.definition.conditions if DISCRETION.search(text)] == []


@each_item
def test_visits_agree_with_channels(entry):
    definition = entry.definition
    assert bool(definition.visits.count) == bool(definition.visits.reason)
    assert definition.online == bool(ONLINE & set(definition.channels))
    if not definition.visits.count:
        assert [text for text in texts(entry) if IN_PERSON.search(text)] == []


@each_item
def test_guide_is_complete(entry):
    definition = entry.definition
    for element in ("aliases", "summary", "basis", "conditions", "channels", "papers", "flow", "places"):
        assert getattr(definition, element), element
    assert all(basis.title and basis.article for basis in definition.basis)
    assert definition.consult != definition.supervise
    assert 2 <= len(definition.faq) <= 4
    assert bool(definition.fee.charges) == definition.fee.charged
    assert all(place.name and place.address and place.window and place.hours for place in definition.places)
    assert re.fullmatch(r"0990-6000\d{3}", definition.consult)


@each_item
def test_limits_leave_room_for_every_stage(entry):
    limits, variants = entry.definition.limits, entry.definition.variants
    instant = entry.definition.project_type == "instant"
    assert instant == (limits.promised.value == 0) == entry.definition.same_hand
    assert limits.promised.value * 2 <= days(limits.statutory) or limits.statutory.value <= 3
    promises = [limits.promised, *(variant.promised for variant in variants if variant.promised)]
    assert flows.total(flows.longest(entry.definition.flow)) <= min(map(days, promises))


@each_item
def test_papers_say_what_is_looked_at(entry):
    for paper in entry.definition.papers:
        assert paper.issuer, paper.key
        assert paper.originals + paper.copies > 0, paper.key
        assert bool(paper.deferrable_days) == (paper.necessity == "deferrable"), paper.key
        assert bool(paper.licence) == (paper.source == "licence"), paper.key
        assert not paper.uploaded or (paper.checkpoints and paper.review_points), paper.key
    keys = [paper.key for paper in entry.definition.papers]
    names = [paper.name for paper in entry.definition.papers]
    assert len(set(keys)) == len(keys)
    assert len(set(names)) == len(names)


@each_item
def test_every_answer_counts(entry):
    """Each option can be reached, every paper is asked for in some situation, and situations differ."""
    definition = entry.definition
    lists = [rules.checklist(definition, answers) for answers in situations(definition)]
    assert {paper.key for found in lists for paper in found.papers} == {
        paper.key for paper in definition.papers
    }
    assert {q.key for found in lists for q in found.questions} == {q.key for q in definition.questions}
    if definition.questions:
        assert len({tuple(paper.key for paper in found.papers) for found in lists}) >= 2
    options = {(q.key, option.value) for q in definition.questions for option in q.options}
    conditions = [part.when for part in (*definition.questions, *definition.papers, *definition.variants)]
    named = {(key, value) for when in conditions for key, values in when.items() for value in values}
    assert named <= options


@each_item
def test_form_speaks_for_itself(entry):
    form = entry.definition.form
    assert re.fullmatch("[a-z][a-z0-9_]*( [a-z][a-z0-9_]*)*", " ".join(form["properties"]))
    assert set(form["required"]) <= set(form["properties"])
    for field in form["properties"].values():
        assert field["title"]
        assert field["x-section"]
        source = field.get("x-source", "person.name")
        assert source in SOURCES or source.startswith("certificate.")
        assert not field.get("readOnly") or "x-source" in field
    asked = [key for key, field in form["properties"].items() if "x-when" not in field]
    assert [key for key, _ in forms.errors(form, {})] == [key for key in asked if key in form["required"]]


@each_item
def test_certificate_prints_what_the_form_asks(entry):
    result = entry.definition.result
    known = {"applicant.name", "applicant.code"} | {
        f"form.{key}" for key in entry.definition.form["properties"]
    }
    fields = result.certificate.fields if result.certificate else ()
    assert bool(fields) == (result.kind == "certificate")
    assert {field.value for field in fields} <= known


def test_certificate_types_are_not_confused():
    types = {}
    for entry in ENTRIES:
        made = entry.definition.result.certificate
        if made:
            types.setdefault((entry.agency, made.serial), set()).add(made.title)
    assert [key for key, titles in types.items() if len(titles) > 1] == []


@each_item
def test_definition_comes_back_as_it_was_published(entry, town):
    published = catalogue.definition(Item.objects.get(code=entry.code).current_id)
    assert published == entry.definition
    assert [*published.form["properties"]] == [*entry.definition.form["properties"]]


@each_item
def test_nobody_real_is_named_in_an_item(entry):
    assert [text for text in texts(entry) if re.search(r"1[3-9]\d{9}|\d{17}[\dX]", text)] == []


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (CATCHALL, "法律法规规定的其他材料"),
        (CATCHALL, "身份证等相关证明材料"),
        (CATCHALL, "审批部门认为需要提交的资料"),
        (VAGUE_TIME, "材料齐全后尽快办结"),
        (VAGUE_TIME, "5个工作日左右"),
        (PLACEHOLDER, "待补充"),
        (PLACEHOLDER, "测试事项"),
        (NO_LINK, "详见大厅公告"),
        (NO_LINK, "按有关规定办理"),
        (IN_PERSON, "须本人到窗口领取"),
        (DISCRETION, "原则上不少于50平方米"),
    ],
)
def test_lint_sees_the_fault(pattern, text):
    assert pattern.search(text)
