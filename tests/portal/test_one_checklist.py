"""One definition, one checklist: guide, notice, window, desk ask for the same papers in every situation."""

import random

import pytest

from tests import make
from tests.town import items
from tongban.cases import actions as cases
from tongban.cases.models import Draft
from tongban.catalogue import queries, rules
from tongban.catalogue.definition import Definition
from tongban.core import errors
from tongban.counter import drafts
from tongban.portal import materials, notices
from tongban.ui import casework

pytestmark = pytest.mark.usefixtures("town")
SEED = 20261122
TRIES = 3


def situation(definition: Definition, draw: random.Random) -> dict[str, list[str]]:
    """Any answer to every question."""
    answers = {one.key: [draw.choice(one.options).value] for one in definition.questions}
    return rules.valid_answers(definition, answers)


def draft(file: str, answers: dict[str, list[str]]) -> Draft:
    """At the window, for somebody who holds no certificates of the item."""
    wanted = make.published(file)
    by = make.applicant_of(wanted, "lin")
    begun = cases.begin(wanted, account=make.account(make.WINDOW), by=by, at=make.AT)
    return cases.save(begun, answers=answers, at=make.AT)


@pytest.mark.parametrize("file", [entry.file for entry in items.entries()])
def test_every_page_asks_for_the_papers_of_the_guide(file):
    item = make.published(file)
    subject, definition, draw = queries.subject(item.code), make.definition(item), random.Random(SEED)  # noqa: S311 repeatable
    for _ in range(TRIES):
        answers = situation(definition, draw)
        asked = rules.checklist(definition, answers)
        names = [paper["name"] for paper in materials.papers(definition, asked)]
        sheet = notices.sheet(subject, definition, asked, answers, make.AT.date())
        assert sorted([*(one["name"] for one in sheet["materials"]), *sheet["spared"]]) == sorted(names)
        assert [row["name"] for row in drafts.listed(draft(file, answers), {})] == names


def test_the_desk_sees_the_papers_of_the_guide():
    case = make.case("accepted")
    asked = rules.checklist(make.definition(case.item), case.answers)
    assert [given.paper.name for given in casework.papers(case)] == [paper.name for paper in asked.papers]


def test_a_correction_names_only_papers_of_the_guide_in_this_situation():
    case = make.case(situation={"water": ["no"]})
    definition = make.definition(case.item)
    asked = {paper.key for paper in rules.checklist(definition, case.answers).papers}
    others = [paper for paper in definition.papers if paper.key not in asked]
    assert others
    for key, name in [*((paper.key, paper.name) for paper in others), ("tax", "完税证明")]:
        with pytest.raises(errors.Invalid) as refusal:
            cases.return_for_correction(
                case, gaps=[(key, name, "请补交")], by=make.desk(), at=make.AT + make.HOUR
            )
        assert refusal.value.errors == [(key, "只能要求补正办事指南列明的材料")]
