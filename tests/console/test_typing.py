"""随写随查: in a browser, what is wrong appears beside its element while one writes, and the focus stays."""

import pytest
from django.utils import timezone

from tests.catalogue.proposing import drafted
from tongban.catalogue.models import Proposal


@pytest.fixture
def proposal(fresh_town) -> Proposal:
    """A draft that is not rolled back: the browser sees it."""
    return drafted(at=timezone.now())


def test_remarks_appear_beside_their_element_and_the_focus_stays(proposal, visit):
    page = visit(f"/console/proposals/{proposal.pk}/edit/limits/", by="jianning")
    field = page.locator('[name="limits.promised.value"]')
    field.fill("八天")
    page.locator("[data-remark=bad]").filter(has_text="请填整数").wait_for()
    assert field.evaluate("one => one === document.activeElement && one.value === '八天'")
    tag = page.locator('[data-faults-of="limits"]')
    assert tag.inner_text() == "1处要改"

    field.fill("9")
    page.locator("[data-remark=bad]").first.wait_for(state="detached")
    assert tag.is_hidden()
