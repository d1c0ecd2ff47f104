import pytest

from tests.catalogue.samples import code
from tests.town import items
from tests.town.places import AGENCIES
from tongban.catalogue import gate
from tongban.catalogue.definition import Definition
from tongban.catalogue.parts import Basis

FLOW = (
    {"key": "decide", "name": "决定", "act": "decide", "post": "decide", "limit": {"value": 1}, "note": "x"},
)
BARE = {"name": "甲", "kind": "01"}
WRONG = ({"name": "一例", "expected": {"papers": ["photo"]}},)


@pytest.mark.parametrize("entry", items.entries(), ids=lambda entry: entry.file)
def test_the_town_may_be_published(entry):
    assert gate.faults(entry.code, entry.definition, AGENCIES[entry.agency].name) == []


@pytest.mark.parametrize(
    ("given", "elements", "places"),
    [
        (code(1), {}, []),  # a foreign list says little, and is shown as it is
        ("x", {}, ["code"]),
        (code(1), {"audiences": ("8",)}, ["audiences"]),
        (code(1), {"examples": WRONG}, ["examples"]),
        ("x", {"examples": WRONG}, ["code", "examples"]),
    ],
)
def test_what_forbids_publication(given, elements, places):
    definition = Definition.model_validate(BARE | elements)

    assert [place for place, _ in gate.faults(given, definition)] == places


def test_what_can_be_applied_for_must_be_without_grave_defects():
    faults = gate.faults(code(1), Definition.model_validate(BARE | {"online": True, "flow": FLOW}))

    assert ("basis", "缺少设定依据，请补上（G01）") in faults
    assert {sentence[-5:] for _, sentence in faults} == {"（G01）", "（G02）", "（G11）"}
    assert gate.faults(code(1), Definition.model_validate(BARE | {"flow": FLOW})) == []


@pytest.mark.parametrize(("reason", "blocks"), [("法律没有规定条款", False), (" ", True), ("", True)])
def test_a_rule_is_waived_with_a_reason(reason, blocks):
    entry = items.entries()[0]
    changed = entry.definition.model_copy(update={"basis": (Basis(title="某法"),)})

    faults = gate.faults(entry.code, changed, waived={"G10": reason})

    assert [place for place, _ in faults] == (["basis.0.article"] if blocks else [])
