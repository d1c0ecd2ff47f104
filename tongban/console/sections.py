"""The parts in which a definition is edited (编辑分部)."""

import uuid

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

SECTIONS = {
    "basic": (
        _("基本信息"),
        (
            "name", "aliases", "summary", "plain", "kind", "project_type", "audiences", "person_themes",
            "firm_themes", "channels", "online", "online_url", "mobile_url", "depth", "services", "visits",
            "area", "places", "consult", "supervise", "partners", "intermediary", "quantity_limit", "ends_on",
        ),
    ),
    "ground": (
        _("依据与条件"),
        ("basis", "power_source", "body_kind", "conditions", "rights", "review_body", "court"),
    ),
    "limits": (_("时限与收费"), ("limits", "special_procedures", "fee_known", "fee")),
    "papers": (_("材料"), ("papers_known", "papers")),
    "commitment": (_("告知承诺"), ("commitment", "commitment_terms")),
    "situations": (_("情形"), ("questions", "variants")),
    "form": (_("申请表"), ("form",)),
    "flow": (_("流程"), ("flow", "same_hand")),
    "automatic": (_("自动办理"), ("automatic",)),
    "result": (_("结果"), ("result", "renews")),
    "faq": (_("常见问题"), ("faq",)),
    "examples": (_("示例"), ("examples",)),
}  # fmt: skip
PAGES = {
    "form": "console:form",
    "flow": "console:stages",
    "automatic": "console:table",
    "examples": "console:examples",
}  # parts that are edited on a page of their own
CHOOSING = ("form", "examples")  # pages that show one entry at a time
WHOLE = ("extra",)  # edited in the whole text alone


def of(element: str) -> str:
    """The section in which an element like papers.2.name is edited; empty: in the whole text."""
    first = element.split(".", maxsplit=1)[0]
    return next((key for key, (_title, elements) in SECTIONS.items() if first in elements), "")


def following(section: str) -> str:
    """The next section; empty after the last."""
    keys = list(SECTIONS)
    place = keys.index(section) + 1
    return keys[place] if place < len(keys) else ""


def address(pk: uuid.UUID, section: str) -> str:
    """Where a section of a proposal is edited."""
    return (
        reverse(PAGES[section], args=[pk])
        if section in PAGES
        else reverse("console:edit", args=[pk, section])
    )
