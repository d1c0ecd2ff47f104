import pytest

from tests.catalogue.samples import code
from tongban.catalogue import rules
from tongban.catalogue.definition import Definition


@pytest.mark.parametrize(
    ("given", "faults"),
    [
        (code(1), 0),
        (code(1, handling="01"), 0),
        ("TE440000GD030003VV2440101007000", 0),  # a pseudo-code stands, with a warning elsewhere
        ("11990100MB0000018L3000131001000", 0),  # so does a body with a wrong check character
        (code(1)[:30], 1),
        (code(1) + "0", 1),
        (code(1).lower(), 1),
        (code(1)[:18] + "8" + code(1)[19:], 1),
        ("'; DROP TABLE x; --'; DROP TABL", 1),
    ],
)
def test_code_faults(given, faults):
    assert len(rules.code_faults(given)) == faults


@pytest.mark.parametrize(
    ("elements", "faults"),
    [
        ({}, []),
        ({"kind": "44"}, ["kind"]),
        ({"audiences": ("1", "8")}, ["audiences"]),
        ({"person_themes": ("080",)}, ["person_themes"]),
        ({"firm_themes": ("006", "007")}, ["firm_themes", "firm_themes"]),
        (
            {"limits": {"statutory": {"value": 5}, "promised": {"value": 6}}},
            ["limits.promised"],
        ),
        ({"limits": {"statutory": {"value": 5}, "promised": {"value": 6, "unit": "natural_day"}}}, []),
        ({"flow": ({"key": "a", "name": "审查", "act": "review", "post": "review"},)}, ["flow.a"]),
        ({"papers": ({"key": "a", "name": "甲"}, {"key": "a", "name": "乙"})}, ["papers.a"]),
        (
            {"papers": ({"key": "a", "name": "甲", "when": {"gone": ["yes"]}},)},
            ["papers.a.when"],
        ),
    ],
)
def test_faults_of_definitions(elements, faults):
    definition = Definition.model_validate({"name": "甲", "kind": "01"} | elements)
    assert [element for element, _ in rules.faults(definition)] == faults


TERMS = {"replaces": ("a", "z"), "within": 20}
PAPERS = ({"key": "a", "name": "甲"}, {"key": "b", "name": "乙"})


@pytest.mark.parametrize(
    ("terms", "committed", "asked"),
    [
        (None, False, ["a", "b"]),
        (None, True, ["a", "b"]),
        (TERMS, False, ["a", "b"]),
        (TERMS, True, ["b"]),
        (TERMS | {"replaces": ()}, True, ["a", "b"]),
        (TERMS | {"replaces": ("a", "b")}, True, []),
    ],
)
def test_a_commitment_replaces_papers(terms, committed, asked):
    definition = Definition.model_validate(
        {"name": "甲", "kind": "01", "papers": PAPERS, "commitment_terms": terms}
    )
    found = rules.checklist(definition, {}, committed=committed)

    assert [paper.key for paper in found.papers] == asked
