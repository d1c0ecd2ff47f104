"""An applicant's way through the pages, for tests that begin further on."""

import io
import re
import uuid

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from tongban.cases.models import Case
from tongban.catalogue.models import Item
from tongban.identity.models import Account, Firm

FOOD = "食品经营许可（首次）"
WORK = "就业失业登记"
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


def signed_in(login: str) -> Client:
    """The browser of an account of the town."""
    client = Client()
    client.force_login(Account.objects.get(login=login), "tongban.identity.backends.LoginBackend")
    return client


def png(name: str = "平面图.png") -> SimpleUploadedFile:
    """A small picture."""
    made = io.BytesIO()
    Image.new("RGB", (24, 24), "white").save(made, "PNG")
    return SimpleUploadedFile(name, made.getvalue(), "image/png")


def begun(client: Client, item: str = FOOD, firm: str | None = "云溪市青禾餐饮有限公司") -> uuid.UUID:
    """A new draft of the item for the firm, or for oneself."""
    party = str(Firm.objects.get(name=firm).pk) if firm else "self"
    answer = client.post(f"/items/{Item.objects.get(name=item).code}/apply/", {"party": party})
    return uuid.UUID(re.search(r"/drafts/([0-9a-f-]{36})/", answer["Location"])[1])


def filled(client: Client) -> uuid.UUID:
    """A draft that lacks nothing."""
    draft = begun(client)
    client.post(f"/drafts/{draft}/situation/", SITUATION)
    client.post(f"/drafts/{draft}/form/", FORM)
    for key in ("floor_plan", "room_plan"):
        client.post(f"/drafts/{draft}/files/{key}/", {"file": png()})
    return draft


def submitted(client: Client) -> Case:
    """A case, submitted by the pages."""
    draft = filled(client)
    client.post(f"/drafts/{draft}/submit/", {"commitment": "true"})
    return Case.objects.get(submission=draft)
