"""告知承诺 in the editor: its terms are written as a form, and what is missing blocks."""

import pytest

from tests.catalogue.proposing import drafted
from tests.console.parts import address, saved
from tests.make import client
from tests.pages import words
from tongban.catalogue.definition import Definition

pytestmark = pytest.mark.usefixtures("town")


def test_the_terms_are_written_and_what_is_missing_is_named():
    proposal, editor = drafted(), client("jianning")
    said = {"commitment_terms.given": "on", "commitment_terms.mode": "filing"}
    said |= {"commitment_terms.replaces": "floor_plan\nnothing", "commitment_terms.ways": ["visit", "data"]}
    saved(editor, proposal, "commitment", **said)
    proposal.refresh_from_db()
    terms = proposal.definition["commitment_terms"]
    assert (terms["mode"], terms["ways"]) == ("filing", ["visit", "data"])
    page = words(editor.get(address(proposal, "edit/commitment/")))
    assert "告知承诺免交的“nothing”不在材料清单里" in page
    assert "请写明决定后几个工作日内核查" in page

    said |= {"commitment_terms.replaces": "floor_plan", "commitment_terms.within": "20"}
    said |= {"commitment": "本单位承诺符合条件。", "commitment_terms.consequence": "撤销许可。"}
    saved(editor, proposal, "commitment", **said)
    proposal.refresh_from_db()
    kept = Definition.model_validate(proposal.definition).commitment_terms
    assert (kept.replaces, kept.within, kept.consequence) == (("floor_plan",), 20, "撤销许可。")
    assert "不在材料清单里" not in words(editor.get(address(proposal, "edit/commitment/")))


def test_without_terms_there_is_no_choice():
    proposal, editor = drafted(), client("jianning")
    saved(editor, proposal, "commitment", commitment="所填内容真实。")
    proposal.refresh_from_db()

    assert Definition.model_validate(proposal.definition).commitment_terms is None
