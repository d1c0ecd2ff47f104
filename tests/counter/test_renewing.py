"""延续 at the window: the clerk chooses which certificate of the applicant is renewed."""

import pytest
from django.utils import timezone

from tests import make, pages
from tongban.cases import actions
from tongban.cases.models import Case, Draft

pytestmark = pytest.mark.usefixtures("town")


@pytest.fixture
def item():
    return make.published("food_business_renewal")


@pytest.fixture
def draft(item) -> Draft:
    """Begun by the clerk for a firm that holds a certificate."""
    by = make.applicant_of(item, "lin")
    make.held(item, by, timezone.now())
    return actions.begin(item, account=make.account("shenqing"), by=by, at=timezone.now())


def test_the_certificate_is_chosen_and_goes_with_the_case(item, draft):
    clerk, by = make.client("shenqing"), make.applicant_of(item, "lin")
    other = make.held(item, make.applicant_of(item, "xu"), timezone.now())
    own = by.firm_id and draft.firm.certificates.get(type_code=item.agency.code + "001")
    address = f"/counter/drafts/{draft.pk}/"
    page = clerk.get(address).content.decode()
    assert (own.number in page, other.number in page) == (True, False)

    wrong = clerk.post(f"{address}submission/", {"act": "receive", "renews": other.pk})
    assert (wrong.status_code, "请选择一张证照" in pages.words(wrong)) == (422, True)
    lacking = clerk.post(f"{address}submission/", {"act": "receive"})
    assert "请选择要延续的证照" in pages.words(lacking)
    assert not Case.objects.exists()

    clerk.post(f"{address}submission/", {"act": "receive", "renews": own.pk})
    assert Case.objects.get().renews == own


def test_other_items_ask_for_none():
    begun = actions.begin(
        make.published(), account=make.account("shenqing"), by=make.applicant(firm=True), at=timezone.now()
    )

    assert "要延续的证照" not in make.client("shenqing").get(f"/counter/drafts/{begun.pk}/").content.decode()
