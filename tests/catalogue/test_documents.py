import jsonschema_rs
import pytest

from tests.catalogue.samples import BODY, CITY, code
from tests.town import items
from tongban.catalogue import documents, markup
from tongban.catalogue.definition import Definition
from tongban.catalogue.documents import Entry, Unreadable

ENTRY = Entry(
    code=code(1),
    level="3",
    agency={"code": BODY, "name": "云溪市市场监督管理局"},
    region={"code": CITY, "name": "云溪市"},
)
ITEM = f"""item:
  code: {code(1)}
  level: "3"
  agency: {{code: {BODY}, name: 云溪市市场监督管理局}}
  region: {{code: "{CITY}", name: 云溪市}}
"""


@pytest.mark.parametrize("entry", items.entries(), ids=lambda entry: entry.file)
def test_a_file_says_all_of_an_item(entry):
    text = documents.write(ENTRY, entry.definition)
    reading = documents.read(text.encode())

    assert (reading.entry, reading.definition) == (ENTRY, entry.definition)
    assert reading.definition.digest == entry.definition.digest
    assert documents.write(reading.entry, reading.definition) == text


@pytest.mark.parametrize("entry", items.entries(), ids=lambda entry: entry.file)
def test_files_are_as_the_schema_says(entry):
    values, _ = markup.load(documents.write(ENTRY, entry.definition))

    assert list(jsonschema_rs.Draft202012Validator(documents.schema()).iter_errors(values)) == []


def test_the_schema_is_one():
    jsonschema_rs.meta.validate(documents.schema())


@pytest.mark.parametrize("wrong", [{"name": ""}, {"kind": "1"}, {"foo": 1}, {"flow": [{}]}, {"item": {}}])
def test_the_schema_refuses_what_the_reader_refuses(wrong):
    values, _ = markup.load(f"{ITEM}name: 甲\nkind: '01'\n")

    assert jsonschema_rs.is_valid(documents.schema(), values)
    assert not jsonschema_rs.is_valid(documents.schema(), values | wrong)
    with pytest.raises(Unreadable):
        documents.read(markup.dump(values | wrong).encode())


def test_the_digest_does_not_depend_on_the_order_of_names():
    definition = items.entries()[0].definition
    names = [*definition.model_dump(mode="json").items()]

    assert Definition.model_validate(dict(reversed(names))).digest == definition.digest


def test_a_copy_that_says_something_else_has_another_digest():
    definition = items.entries()[0].definition
    digest, stages = definition.digest, definition.stages
    copy = definition.model_copy(update={"summary": "另一句", "flow": ()})

    assert (copy.digest == digest, stages == {}, copy.stages) == (False, False, {})


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("", [("", 1, "文件里没有事项定义")]),
        ("- 1", [("", 1, "文件里没有事项定义")]),
        ("name: x\nname: y", [("name", 2, "写了两次")]),
        (ITEM + "name: 甲", [("kind", 1, "缺少这一项")]),
        (ITEM + "name: 3\nkind: '01'", [("name", 6, "要写成文字，数字和true、false请加引号")]),
        (ITEM + "name: 甲\nkind: '01'\nnmae: x", [("nmae", 8, "没有这个要素，是不是“name”？")]),
        (ITEM + "name: 甲\nkind: 许可", [("kind", 7, "写法不对")]),
        (
            ITEM + "name: 甲\nkind: '01'\npapers:\n- key: photo\n  name: 相片\n  medium: gold\n",
            [("papers.0.medium", 11, "只能是'paper'、'electronic'、'both'")],
        ),
        ("name: 甲\nkind: '01'", [("item", 1, "缺少这一项")]),
    ],
)
def test_faults_are_told_with_their_lines(text, faults):
    with pytest.raises(Unreadable) as refusal:
        documents.read(text.encode())

    assert [(f.element, f.line, f.sentence) for f in refusal.value.faults] == faults


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ("名称".encode("gb18030"), "不是UTF-8编码的文字"),
        (b"\xff\xfe", "不是UTF-8编码的文字"),
        (b"# " + b"x" * documents.LARGEST, "文件超过2MB"),
    ],
)
def test_what_is_no_text_of_ours(data, sentence):
    with pytest.raises(Unreadable) as refusal:
        documents.read(data)

    assert [fault.sentence for fault in refusal.value.faults] == [sentence]


def test_a_mark_at_the_beginning_does_no_harm():
    assert documents.read(b"\xef\xbb\xbf" + f"{ITEM}name: 甲\nkind: '01'".encode()).definition.name == "甲"
