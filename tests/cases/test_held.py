"""免提交: a valid certificate stands for a paper; without one the paper is handed in."""

import pytest

from tests import make
from tongban.cases import actions, queries
from tongban.catalogue import rules as catalogue
from tongban.journal.actions import SYSTEM
from tongban.licences import actions as licences
from tongban.licences.models import Certificate


@pytest.fixture
def identity_card(town):
    person = make.applicant("yan").person_id
    return Certificate.objects.get(person_id=person, title="居民身份证")


def apply(**changes):
    item, who = make.published("residence_permit"), make.applicant("yan")
    return make.submitted(item, who, situation={"home": ["rented"]}, **changes)


def test_the_case_keeps_which_certificate_stood_for_a_paper(identity_card):
    case = apply()

    assert case.held == {identity_card.type_code: identity_card.identifier}
    assert "id_card" in {paper.key for paper in queries.checklist(case).spared}


@pytest.mark.parametrize("verb", ["suspend", "revoke"])
def test_a_certificate_that_is_not_valid_spares_nothing(identity_card, verb):
    getattr(licences, verb)(identity_card, ground="依据", by=SYSTEM, at=make.AT)
    item, who = make.published("residence_permit"), make.applicant("yan")
    current = make.definition(item)
    chosen = make.answers(current, {"home": ["rented"]})
    files = make.uploads(current, chosen, who)

    assert "id_card" in files
    with pytest.raises(actions.Incomplete) as refused:
        actions.submit(
            item,
            submission=identity_card.pk,
            answers=chosen,
            form=make.form(current, who),
            files={key: given for key, given in files.items() if key != "id_card"},
            by=who,
            at=make.AT,
        )
    assert [key for key, _ in refused.value.errors] == ["id_card"]


def test_what_is_revoked_later_does_not_undo_the_application(identity_card):
    case = apply()

    licences.revoke(identity_card, ground="依据", by=SYSTEM, at=make.AT)

    assert "id_card" in {paper.key for paper in queries.checklist(make.fresh(case)).spared}


def test_anothers_certificate_spares_nothing(town):
    item = make.published("residence_permit")
    held = queries.licences.standing_for(
        make.applicant("zhang").person_id, None, queries.wanted(make.definition(item)), make.AT.date()
    )

    own = Certificate.objects.filter(person_id=make.applicant("zhang").person_id, title="居民身份证")
    assert list(held.values()) == [own.get().identifier]


def test_a_firm_is_spared_by_its_own_and_its_representatives(town):
    definition = make.definition(make.published("food_business_first"))
    who = make.applicant("lin", firm=True)
    held = queries.licences.standing_for(
        who.person_id, who.firm_id, queries.wanted(definition), make.AT.date()
    )

    checklist = catalogue.checklist(definition, make.answers(definition), held)
    assert {"business_licence", "representative_id", "health_certificates"} <= {
        p.key for p in checklist.spared
    }


def test_nobody_has_looked_for_a_reader_of_the_guide(town):
    definition = make.definition(make.published("residence_permit"))

    checklist = catalogue.checklist(definition, {})
    assert "id_card" in {paper.key for paper in checklist.spared}
