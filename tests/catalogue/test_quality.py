"""缺陷清单: kept, refreshed after a publication, with what was waived."""

import datetime as dt

import pytest

from tests.catalogue.proposing import AT, approved, drafted, item, revised
from tests.make import desk
from tongban.catalogue import quality, queries
from tongban.catalogue.models import Flaw, Quality, QualityDay, Restriction
from tongban.catalogue.proposals import actions, waivers

pytestmark = pytest.mark.usefixtures("town")


def changed() -> None:
    """Another version, in which a rule is broken and waived."""
    proposal = revised(drafted(), basis=[{"title": "某省食品经营管理办法"}])
    seen = proposal.revision
    actions.hand_in(proposal, effective_from=None, seen=seen, by=desk("jianning"), at=AT)
    waivers.waive(proposal, "G10", reason="法规没有分条", seen=seen, by=desk("yanzheng"), at=AT)
    proposal.refresh_from_db()
    approved(proposal)


def test_everything_is_judged_and_the_day_kept_once():
    size = quality.renew(AT)
    for _ in range(2):
        assert quality.renew(AT) == size == Quality.objects.count()
    day = QualityDay.objects.filter(day=dt.date(2026, 9, 18))
    assert sum(one.items for one in day) == size
    assert sum(one.blocking for one in day) == Flaw.objects.filter(severity="B", waived="").count()
    assert quality.refresh(AT) == 0


def test_a_new_version_is_judged_and_what_was_waived_costs_nothing():
    quality.renew(AT)
    before = Quality.objects.get(item=item()).score
    changed()
    assert quality.refresh(AT) == 1
    flaw = Flaw.objects.get(item=item(), rule="G10")
    assert (flaw.element, flaw.part, flaw.severity, flaw.waived) == (
        "basis.0.article",
        "basis",
        "B",
        "法规没有分条",
    )
    assert Quality.objects.get(item=item()).score == before
    quality.renew(AT)
    assert Flaw.objects.filter(waived="法规没有分条").count() == 1


def test_a_paper_put_on_the_negative_list_is_a_defect_of_every_guide_that_asks_for_it():
    name = next(paper.name for paper in queries.definition(item().current_id).papers if paper.uploaded)
    Restriction.objects.create(
        kind="paper", text=name, words=[name], basis="某号文件", since=dt.date(2026, 1, 1)
    )
    quality.renew(AT)
    flaw = Flaw.objects.get(item=item(), rule="G25")
    assert (flaw.part, flaw.sentence) == ("papers", f"“{name}”不得要求（某号文件），请删去")
