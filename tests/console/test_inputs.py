"""The form of a definition: what it shows and what comes back from it."""

import pytest
from django.http import QueryDict

from tests.town import items
from tongban.catalogue.definition import Definition
from tongban.catalogue.gate import Remark
from tongban.console import inputs, reading, sections

ENTRIES = items.entries()
QUESTION = {
    "key": "q",
    "text": "新开还是续办？",
    "options": [{"value": "a", "label": "新开"}, {"value": "b", "label": "续办"}],
}


def posted(entries: tuple[inputs.Input, ...]) -> str:
    """What a browser sends for these inputs."""
    given = QueryDict(mutable=True)
    for one in entries:
        fill(given, one)
    return given.urlencode()


def fill(given: QueryDict, one: inputs.Input) -> None:
    if one.optional and one.kind in ("part", "texts") and one.given:
        given[f"{one.path}.given"] = "on"
    if one.kind == "choices":
        given.setlist(one.path, one.value)
    elif one.kind == "flag":
        given |= {one.path: "on"} if one.value is True else {}
    elif one.kind == "limit":
        given[f"{one.path}.value"], given[f"{one.path}.unit"] = one.value
    elif one.kind not in ("part", "rows", "condition"):
        given[one.path] = one.value
    for each in [*one.inputs, *(inner for row in one.rows for inner in row.inputs)]:
        fill(given, each)


def written(keys, document: dict) -> dict:
    shown = inputs.section(keys, Definition, document, [])
    return reading.section(keys, document, QueryDict(posted(shown)))


READ_HERE = [key for key in sections.SECTIONS if key not in ("automatic", *sections.CHOOSING)]


@pytest.mark.parametrize("section", READ_HERE)
@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.file)
def test_a_part_saved_as_it_is_shown_stays_as_it_was(entry, section):
    _title, keys = sections.SECTIONS[section]
    assert written(keys, entry.definition.written) == entry.definition.written


def test_every_element_is_edited_in_one_place():
    placed = [key for _title, keys in sections.SECTIONS.values() for key in keys]
    assert sorted([*placed, *sections.WHOLE]) == sorted(Definition.model_fields)


WRONG = [
    ("visits.count=一次", {"visits": {"count": "一次"}}),
    ("limits.promised.value=八&limits.promised.unit=working_day", {"limits": {"promised": {"value": "八"}}}),
    ("limits.promised.value=&limits.promised.unit=month", {}),
    ("fee.charges.0.name=工本费&fee.charges.0.amount=10.555",
     {"fee": {"charges": [{"name": "工本费", "amount": "10.555"}]}}),
    ("fee.charges.0.name=工本费&fee.charges.0.amount=NaN",
     {"fee": {"charges": [{"name": "工本费", "amount": "NaN"}]}}),
    ("fee.charges.0.amount=40.5", {"fee": {"charges": [{"amount": 4050}]}}),
    ("papers.0.name=甲%00乙", {"papers": [{"name": "甲乙"}]}),
    ("papers.7.name=后&papers.2.name=先", {"papers": [{"name": "先"}, {"name": "后"}]}),
    ("papers.x.name=甲", {}),
    ("papers.².name=甲", {}),
    (f"papers.{'9' * 5000}.name=甲", {}),
    ("conditions=一%0D%0A接着%0D%0A%0D%0A二", {"conditions": ["一\n接着", "二"]}),
    ("aliases=甲%0A%0A 乙 ", {"aliases": ["甲", "乙"]}),
    ("online=on&fee_known=on", {"online": True}),
]  # fmt: skip
KEYS = ("visits", "limits", "fee", "papers", "conditions", "aliases", "online", "fee_known")


@pytest.mark.parametrize(("given", "document"), WRONG)
def test_what_is_wrong_is_kept_as_it_was_written(given, document):
    said = reading.section(KEYS, {}, QueryDict(given))
    assert said == ({} if "fee_known" in given else {"fee_known": False}) | document


def test_a_condition_is_chosen_from_the_questions():
    document = {"questions": [QUESTION], "papers": [{"key": "a", "name": "甲", "when": {"gone": ["x"]}}]}
    [papers] = inputs.section(["papers"], Definition, document, [])
    [when] = [one for one in papers.rows[0].inputs if one.kind == "condition"]
    assert [(box.path, box.label, box.options, box.value) for box in when.inputs] == [
        ("papers.0.when.q", "新开还是续办？", (("a", "新开"), ("b", "续办")), []),
        ("papers.0.when.gone", "gone", (("x", "x"),), ["x"]),
    ]


def test_a_question_is_no_condition_of_itself():
    [questions] = inputs.section(["questions"], Definition, {"questions": [QUESTION]}, [])
    assert [one.inputs for one in questions.rows[0].inputs if one.kind == "condition"] == [()]


def test_faults_stand_beside_their_fields():
    document = {"papers": [{"key": "a"}, {"key": "b", "name": "乙"}]}
    said = [("papers.0.name", "请填写"), ("papers.1", "整项有误"), ("papers", "全部有误")]
    remarks = [
        *(Remark(element, sentence) for element, sentence in said),
        Remark("papers.1.name", "可以更短", "W", "G46"),
        Remark("papers.1.name", "看一看", "M"),
        Remark("papers.1.name", "可以不改", "B", "G10", "法律没有规定"),
    ]
    [papers] = inputs.section(["papers"], Definition, document, remarks)
    assert [one.notes for one in papers.rows[1].inputs if one.path == "papers.1.name"] == [
        (("warn", "可以更短"), ("watch", "看一看"), ("waived", "可以不改"))
    ]
    assert papers.errors == ("全部有误",)
    assert [(row.title, row.errors, row.open) for row in papers.rows] == [
        ("", (), True),
        ("乙", ("整项有误",), True),
    ]
    assert [one.errors for one in papers.rows[0].inputs if one.path == "papers.0.name"] == [("请填写",)]


PAPERS = {"papers": [{"key": "a"}, {"key": "b"}, {"key": "paper_4"}]}


@pytest.mark.parametrize(
    ("wish", "keys", "place"),
    [
        ("add:papers", ["a", "b", "paper_4", "paper_5"], "papers.3"),
        ("drop:papers.1", ["a", "paper_4"], "papers"),
        ("up:papers.1", ["b", "a", "paper_4"], "papers.0"),
        ("down:papers.1", ["a", "paper_4", "b"], "papers.2"),
        ("up:papers.0", ["a", "b", "paper_4"], ""),
        ("down:papers.2", ["a", "b", "paper_4"], ""),
        ("drop:papers.9", ["a", "b", "paper_4"], ""),
        ("drop:papers.²", ["a", "b", "paper_4"], ""),
        ("drop:papers.x", ["a", "b", "paper_4"], ""),
        ("add:limits.promised", ["a", "b", "paper_4"], ""),
        ("add:questions.0.options", ["a", "b", "paper_4"], ""),
        ("add:variants.3.fee.charges", ["a", "b", "paper_4"], ""),
        ("up:papers", ["a", "b", "paper_4"], ""),
        ("add:nonsense", ["a", "b", "paper_4"], ""),
        ("add:", ["a", "b", "paper_4"], ""),
        ("", ["a", "b", "paper_4"], ""),
        ("save", ["a", "b", "paper_4"], ""),
    ],
)
def test_rows_are_added_removed_and_moved(wish, keys, place):
    document, at = reading.rearranged(PAPERS, wish)
    assert ([row["key"] for row in document["papers"]], at) == (keys, place)
    assert [*document] == ["papers"]


def test_only_lists_are_rearranged():
    assert reading.rearranged({"name": "甲乙"}, "drop:name.0") == ({"name": "甲乙"}, "")


def test_a_list_that_was_not_there_begins():
    assert reading.rearranged({}, "add:fee.charges") == ({"fee": {"charges": [{}]}}, "fee.charges.0")


def test_options_of_a_question_are_rows_too():
    document, place = reading.rearranged({"questions": [QUESTION]}, "add:questions.0.options")
    assert (document["questions"][0]["options"][-1], place) == (
        {"value": "option_3"},
        "questions.0.options.2",
    )
