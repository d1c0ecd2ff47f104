"""The names of elements, and documents in their order."""

import pytest

from tests.town import items
from tongban.catalogue import elements
from tongban.catalogue.definition import Definition
from tongban.catalogue.proposals import texts

DOCUMENT = {
    "papers": [{"key": "plan", "name": "平面图"}, {"key": "b"}],
    "limits": {"promised": {"value": "八"}},
    "questions": [{"key": "q", "text": "新开还是续办？", "options": [{"value": "a", "label": "新开"}]}],
}


@pytest.mark.parametrize(
    ("element", "words"),
    [
        ("name", "事项名称"),
        ("papers", "申请材料"),
        ("papers.0.name", "申请材料 › “平面图” › 材料名称"),
        ("papers.1.name", "申请材料 › 第2项 › 材料名称"),
        ("papers.0.when.q", "申请材料 › “平面图” › 适用情形 › q"),
        ("questions.0.options.0.label", "情形问题 › “新开还是续办？” › 选项 › “新开” › 选项"),
        ("limits.promised.value", "办理时限 › 承诺时限"),
        ("result.certificate.serial", "审批结果 › 证照类型 › 类型序号"),
        ("nonsense.9", "nonsense › 9"),
    ],
)
def test_an_element_is_called_by_its_names(element, words):
    assert " › ".join(elements.trail(DOCUMENT, element)) == words


@pytest.mark.parametrize("entry", items.entries(), ids=lambda entry: entry.file)
def test_a_document_regains_its_order(entry):
    mixed = dict(sorted(entry.definition.written.items()))
    mixed["papers"] = [dict(sorted(row.items())) for row in mixed["papers"]]
    found = elements.ordered(Definition, mixed | {"strange": 1})
    assert [*found] == [*entry.definition.written, "strange"]
    assert [[*row] for row in found["papers"]] == [[*row] for row in entry.definition.written["papers"]]


@pytest.mark.parametrize(
    ("element", "placed"),
    [
        ("papers.plan.when", "papers.0.when"),
        ("papers.7.name", "papers.7.name"),
        ("papers.gone", "papers.gone"),
        ("limits.promised", "limits.promised"),
        ("questions.q.options.0", "questions.0.options.0"),
    ],
)
def test_a_row_named_by_its_key_is_found(element, placed):
    assert texts.placed(DOCUMENT, element) == placed


def test_nothing_is_said_twice_of_an_element(db):
    bare = {"name": "甲", "kind": "01", "online": True, "flow": [
        {"key": "decide", "name": "决定", "act": "decide", "post": "decide"}]}  # fmt: skip
    remarks = texts.remarks("x", bare, "某局")
    said = [(remark.element, remark.sentence) for remark in remarks]
    assert len(said) == len(set(said))
    assert {remark.blocks for remark in remarks} == {True, False}


def test_of_a_text_with_wrong_writing_only_that_is_said():
    assert {remark.severity for remark in texts.remarks("x", DOCUMENT, "某局")} == {"B"}
