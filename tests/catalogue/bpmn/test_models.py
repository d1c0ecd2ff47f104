"""The reference models of the BPMN interchange group: each is read, or refused element by element."""

import os
from pathlib import Path

import pytest

from tongban.catalogue import bpmn

FOLDER = Path(os.environ.get("TONGBAN_DATA", "../shared/data")) / "bpmn-miwg"
pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="the reference models are not beside the project (TONGBAN_DATA)"
)
# Stages read, refusals.
FIGURES = {
    "A.1.0": (3, 0), "A.2.0": (0, 4), "A.2.1": (0, 4), "A.3.0": (0, 3), "A.4.0": (0, 5), "A.4.1": (0, 6),
    "B.1.0": (0, 17), "B.2.0": (0, 57), "C.1.0": (0, 14), "C.1.1": (0, 2), "C.2.0": (0, 19), "C.3.0": (0, 5),
    "C.4.0": (0, 18), "C.5.0": (0, 4), "C.6.0": (0, 28), "C.7.0": (0, 3), "C.8.0": (0, 10),
    "C.8.1": (0, 10), "C.9.0": (0, 19), "C.9.1": (0, 5), "C.9.2": (0, 12),
}  # fmt: skip


def reading(name: str) -> bpmn.Reading:
    return bpmn.read((FOLDER / f"{name}.bpmn").read_bytes())


def test_the_figures_of_all_models():
    found = {path.stem: bpmn.read(path.read_bytes()) for path in sorted(FOLDER.glob("*.bpmn"))}

    assert {name: (len(one.stages), len(one.refused)) for name, one in found.items()} == FIGURES


def test_the_sequence_is_read():
    stages = reading("A.1.0").stages

    assert [(stage.name, stage.act) for stage in stages] == [
        ("Task 1", "review"),
        ("Task 2", "review"),
        ("Task 3", "decide"),
    ]


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        ("A.3.0", {"subProcess": 1, "boundaryEvent": 2}),
        ("A.4.1", {"messageFlow": 2, "participant": 1, "process": 1, "subProcess": 2}),
        ("C.1.1", {"import": 1, "serviceTask": 1}),
        ("C.5.0", {"process": 1, "callActivity": 1, "endEvent": 2}),
        ("C.7.0", {"serviceTask": 2, "businessRuleTask": 1}),
        ("C.9.1", {"sendTask": 2, "receiveTask": 1, "boundaryEvent": 2}),
    ],
)
def test_what_is_refused_of_a_model(model, expected):
    found = [one.element for one in reading(model).refused]

    assert {element: found.count(element) for element in found} == expected


@pytest.mark.parametrize("model", [name for name, figures in FIGURES.items() if figures[1]])
def test_every_refusal_names_its_element_and_says_why(model):
    refused = reading(model).refused
    unnamed = [
        one for one in refused if not (one.element and (one.id or one.element == "import") and one.why)
    ]

    assert (bool(refused), unnamed) == (True, [])
    assert len(set(refused)) == len(refused)
