"""A draft goes on over a lost session and a new version of its item, until it may be no more."""

import html
import re

import pytest
from django.urls import reverse
from django.utils.http import urlencode

from tests import make, pages
from tongban.cases.models import Case, Draft
from tongban.catalogue import actions as catalogue
from tongban.catalogue import queries
from tongban.identity.models import Firm, Representation
from tongban.journal.actions import SYSTEM

pytestmark = pytest.mark.usefixtures("town")
STEPS = ("", "situation/", "form/", "papers/", "review/", "submit/", "save/", "discard/")


def title(answer) -> str:
    return html.unescape(re.search(r"<title>(.*?)</title>", answer.content.decode())[1])


def field(answer, key: str) -> str:
    """What stands in a control."""
    return html.unescape(
        re.search(rf'name="{key}" type="[a-z]+" value="([^"]*)"', answer.content.decode())[1]
    )


@pytest.fixture
def lin():
    return make.client("lin")


def address() -> str:
    return f"/items/{make.published().code}/apply/"


def test_a_draft_survives_a_lost_session(lin):
    draft = pages.filled(lin)
    lin.logout()
    answer = lin.post(f"/drafts/{draft}/submit/", {"commitment": "true"})
    assert answer["Location"] == f"/sign-in/?next=/drafts/{draft}/submit/"
    again = make.client("lin")
    assert again.get(f"/drafts/{draft}/submit/")["Location"] == f"/drafts/{draft}/review/"
    assert "86.5" in pages.words(again.get(f"/drafts/{draft}/review/"))


def test_a_draft_for_a_firm_ends_with_the_representation(lin):
    draft = pages.filled(lin)
    Representation.objects.filter(firm=Firm.objects.get(name="云溪市青禾餐饮有限公司")).delete()
    answer = lin.post(f"/drafts/{draft}/submit/", {"commitment": "true"})
    assert (answer.status_code, Case.objects.exists()) == (403, False)


def test_a_new_version_of_the_item_reaches_the_draft(lin):
    draft = pages.filled(lin)
    item = make.published()
    changed = queries.definition(item.current_id).model_copy(update={"summary": "新的说明"})
    at = Draft.objects.get().saved_at
    catalogue.publish(
        item.code, changed, agency=item.agency, region=item.region, level=item.level, by=SYSTEM, at=at
    )
    assert "办事指南有更新" in pages.words(lin.get(f"/drafts/{draft}/review/"))
    assert "办事指南有更新" not in pages.words(lin.get(f"/drafts/{draft}/review/"))
    assert lin.post(f"/drafts/{draft}/submit/", {"commitment": "true"}).status_code == 302
    assert Case.objects.get().version.definition["summary"] == "新的说明"


def test_discard(lin):
    draft = pages.begun(lin)
    lin.get(f"/drafts/{draft}/discard/")
    assert Draft.objects.count() == 1
    assert lin.post(f"/drafts/{draft}/discard/")["Location"] == "/mine/drafts/"
    assert not Draft.objects.exists()


def test_what_was_answered_on_the_guide_is_not_asked_again():
    item = make.published()
    client = make.client("lin")
    asked = {"business": "catering", "risky": ["cold", "drinks"], "unknown": "x"}
    address = f"{reverse('portal:begin', args=[item.code])}?{urlencode(asked, doseq=True)}"

    page = client.get(f"{reverse('portal:guide', args=[item.code])}?{urlencode(asked, doseq=True)}")
    client.post(address, {"party": str(Firm.objects.get(name="云溪市青禾餐饮有限公司").pk)})

    meant = address.removesuffix("&unknown=x")
    assert f'action="{meant}"' in html.unescape(page.content.decode())
    assert Draft.objects.get().answers == {"business": ["catering"], "risky": ["cold", "drinks"]}
