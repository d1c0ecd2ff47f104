"""Pages as they are read, and an applicant's way through them, for tests that begin further on."""

import html
import re
import uuid

from django.test import Client

from tests import make
from tongban.cases.models import Case
from tongban.identity.models import Firm

FIRM = "云溪市青禾餐饮有限公司"
SITUATION = {"business": "catering", "risky": ["cold"], "water": "yes"}
FORM = {
    "representative": "林小安",
    "residence": "云溪市清泉路17号1层",
    "premises": "云溪市清泉路17号1层",
    "area": "86.5",
    "room_area": "12",
    "main_form": "餐饮服务经营者",
    "projects": ["热食类食品制售", "冷食类食品制售"],
    "staff_count": "6",
    "phone": "139****0011",
    "email": "",
    "delivery": "electronic",
}


def words(answer) -> str:
    """The text of a page, without its marks."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


def begun(client: Client, item: str = make.FOOD, firm: str | None = FIRM) -> uuid.UUID:
    """A new draft of the item for the firm, or for oneself."""
    party = str(Firm.objects.get(name=firm).pk) if firm else "self"
    answer = client.post(f"/items/{make.published(item).code}/apply/", {"party": party})
    return uuid.UUID(re.search(r"/drafts/([0-9a-f-]{36})/", answer["Location"])[1])


def filled(client: Client) -> uuid.UUID:
    """A draft that lacks nothing; two papers follow after the acceptance."""
    draft = begun(client)
    client.post(f"/drafts/{draft}/situation/", SITUATION)
    client.post(f"/drafts/{draft}/form/", FORM)
    for key in ("floor_plan", "room_plan"):
        client.post(f"/drafts/{draft}/files/{key}/", {"file": make.upload()})
    following = {"papers": ["water_report", "safety_training"], "undertaken": "true"}
    client.post(f"/drafts/{draft}/tolerance/", following)
    return draft


def submitted(client: Client) -> Case:
    """A case, submitted by the pages."""
    draft = filled(client)
    client.post(f"/drafts/{draft}/submit/", {"commitment": "true"})
    return Case.objects.get(submission=draft)
