"""The page of a renewal at the desk: which certificate, its last day, since when it is deemed renewed."""

import pytest

from tests import make, pages
from tests.cases import test_renewing
from tongban.cases import actions

pytestmark = pytest.mark.usefixtures("town")


def shown(case) -> str:
    return pages.words(make.client("zhouming").get(f"/desk/cases/{case.number}/"))


def test_a_renewal_names_its_certificate_and_since_when_it_is_deemed():
    item = make.published(test_renewing.RENEWAL)
    case = test_renewing.asked(item, make.applicant_of(item, "lin"))
    words = shown(case)
    assert ("延续的证照" in words, case.renews.number in words, "视为准予延续" in words) == (
        True,
        True,
        False,
    )

    actions.deem_renewed(case, at=test_renewing.after_the_end(case))
    assert "到期没有决定" in shown(case)


def test_another_case_has_none():
    assert "延续的证照" not in shown(make.case("accepted"))


@pytest.mark.parametrize(("login", "linked"), [("chenli", True), ("zhouming", False)])
def test_heads_find_their_subscriptions(login, linked):
    body = make.client(login).get("/desk/").content.decode()
    assert ('href="/subscriptions/"' in body) == linked
