"""What a 一次性告知单 says, for the screen and for the typeset sheet alike."""

import datetime as dt
from urllib.parse import quote

from django.conf import settings
from django.utils.translation import gettext as _

from tongban.catalogue.definition import Definition
from tongban.catalogue.parts import Place, Requirement
from tongban.catalogue.queries import Subject
from tongban.catalogue.rules import Checklist
from tongban.portal import coming, guide, materials, words


def sheet(
    item: Subject, definition: Definition, checklist: Checklist, answers: guide.Answers, day: dt.date
) -> dict:
    """The data that the template `notice` of the papers prints."""
    said = {
        "item": item.name,
        "agency": {"name": item.agency, "short_name": item.agency_short_name, "code": item.agency_code},
        "date": day.isoformat(),
        "version": str(item.number),
        "since": item.effective_from.isoformat(),
        "situation": "；".join(guide.situation(definition, answers)),
        "promise": promise(definition, checklist),
        "fee": "，".join(part for part in guide.fee(checklist.fee, definition.fee_known) if part),
        "visits": coming.sentence(definition, checklist) or words.unknown(),
        "result": _result(definition),
        "materials": [_material(paper) for paper in checklist.uploads],
        "materials_known": definition.papers_known,
        "spared": [paper.name for paper in checklist.spared],
        "ways": ways(item, definition),
        "phone": definition.consult or item.phone,
        "supervision": "，".join(part for part in (definition.supervise, settings.SITE["hotline"]) if part),
    }
    return {key: value for key, value in said.items() if value != ""}


def file_name(item: Subject) -> str:
    """For the header of a download."""
    return quote(_("一次性告知单") + f" {item.name[:60]}.pdf")


def promise(definition: Definition, checklist: Checklist) -> str:
    """8个工作日（法定20个工作日）."""
    promised, statutory = guide.limit(checklist.promised), guide.limit(definition.limits.statutory)
    if promised and statutory:
        return _("%(promised)s（法定%(statutory)s）") % {"promised": promised, "statutory": statutory}
    if statutory:
        return _("法定%(statutory)s") % {"statutory": statutory}
    return promised or (_("当场办结") if definition.project_type == "instant" else words.unknown())


def _result(definition: Definition) -> str:
    result = definition.result
    validity = _("有效期%(span)s") % {"span": result.validity} if result.validity else ""
    return "，".join(part for part in (result.name, validity) if part) or words.unknown()


def _material(paper: Requirement) -> dict:
    form = materials.copies(paper)
    return {"name": paper.name, "form": form or "—", "note": materials.demand(paper) or "—"}


def ways(item: Subject, definition: Definition) -> list[str]:
    """怎么办: online, and where to go."""
    made = []
    if definition.accepts_online:
        made.append(
            _("网上：登录%(site)s，搜“%(item)s”，或者扫本单上的二维码。")
            % {"site": settings.SITE["name"], "item": item.name}
        )
    elif definition.online_url:
        made.append(_("网上：扫本单上的二维码打开办事指南，由此进入办理系统。"))
    made += windows(definition)
    return made or [_("请先向%(agency)s咨询办理方式。") % {"agency": item.agency}]


def windows(definition: Definition) -> list[str]:
    """Where to go."""
    return [_("窗口：%(place)s。") % {"place": place_line(place)} for place in definition.places[:3]]


def place_line(place: Place) -> str:
    """Where and when, in one line."""
    parts = (place.name, place.address, place.window, place.hours)
    return "，".join(part.strip("，。；;") for part in parts if part)
