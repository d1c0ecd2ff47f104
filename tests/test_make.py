"""The builders build what they say, of every item."""

import pytest

from tests import make
from tests.make import AFTER_DECISION, ASIDE
from tests.town import items
from tongban.cases import queries
from tongban.cases.actions import NotEntitled, accept, review
from tongban.cases.states import State
from tongban.catalogue import routes
from tongban.core import forms

FILES = [entry.file for entry in items.entries()]
BUILT = [*ASIDE, State.RECEIVED, State.ACCEPTED, *AFTER_DECISION]


@pytest.mark.parametrize("file", FILES)
def test_form_of_every_item_can_be_filled_in(town, file):
    definition = make.definition(make.published(file))
    who = make.applicant(firm="1" not in definition.audiences)

    assert forms.errors(definition.form, make.form(definition, who)) == []


@pytest.mark.parametrize("file", FILES)
def test_every_item_can_be_applied_for_and_granted(town, file):
    case = make.case(State.DELIVERED, item=file)

    definition = queries.definition(case)
    assert case.state == State.DELIVERED
    assert case.reviews.count() == len(routes.route(definition, case.answers)) - 1
    assert bool(case.decisions.get().certificate) == (definition.result.kind == "certificate")


@pytest.mark.parametrize("state", BUILT)
def test_a_case_in_each_state(town, state):
    assert make.case(state).state == state


def test_an_accepted_case_stands_at_the_stage_asked_for(town):
    asked = [make.at_stages(make.case(State.ACCEPTED, stage=key)) for key in ("", "visit", "decide")]

    assert asked == [["review"], ["visit"], ["decide"]]


@pytest.mark.parametrize("login", ["fangyuan", "handong", "gaoyuan", "shenqing"])
def test_who_may_not_review_in_the_town(town, login):
    case = make.case(State.ACCEPTED)

    with pytest.raises(NotEntitled):
        review(case, verdict="agree", opinion="同意", by=make.desk(login), at=make.AT)


def test_luo_may_not_take_in_her_own_case(town):
    case = make.case(item="residence_permit", by="luo")

    with pytest.raises(NotEntitled):
        accept(case, by=make.desk("luolei"), at=make.AT)
