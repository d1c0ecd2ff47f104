"""办事指南 and 一次性告知单 of an item."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from tongban.catalogue import codes as sets
from tongban.catalogue import queries, rules
from tongban.catalogue.decisions import wording
from tongban.catalogue.definition import Definition
from tongban.catalogue.entrusting import queries as entrusting
from tongban.catalogue.measures import queries as measures
from tongban.catalogue.proposals.rules import NAMES
from tongban.catalogue.queries import Subject
from tongban.papers import codes, typeset
from tongban.portal import coming, facts, forms, kept, materials, notices, plain, promising, searches
from tongban.portal import guide as words
from tongban.ui import access, context


def _subject(code: str) -> Subject:
    """An item that was ever published; its definition comes from the process."""
    subject = queries.subject(code.upper())
    if subject is None:
        raise Http404
    return subject


def _situation(request: HttpRequest, definition: Definition) -> tuple[dict[str, list[str]], rules.Checklist]:
    answers = rules.valid_answers(definition, dict(request.GET.lists()))
    return answers, rules.checklist(definition, answers)


@access.public
def guide(request: HttpRequest, code: str, form: str = "") -> HttpResponseBase:
    """The guide of an item, for the situation that the answers describe; whole, or in plain words."""
    item = _subject(code)
    searches.opened(request)
    definition = queries.definition(item.version_id)
    brief = form == "plain" or (not form and context.modes(request)["mode"] == "elder")

    def shown() -> dict:
        return content(request, item, definition, brief)

    trusts = entrusting.on(item.trusts, timezone.localdate())
    query = request.GET.urlencode()
    if not query:
        return kept.page(request, "portal/guide.html", (item, trusts), shown)
    if query != urlencode(rules.valid_answers(definition, dict(request.GET.lists())), doseq=True):
        return render(request, "portal/guide.html", shown())  # there is no end of addresses that mean nothing
    return kept.page(request, "portal/guide.html", (item, trusts), shown, kept.SITUATIONS)


def content(request: HttpRequest, item: Subject, definition: Definition, brief: bool = False) -> dict:
    """What the guide of an item shows."""
    answers, checklist = _situation(request, definition)
    situation = urlencode(answers, doseq=True)
    paths = forms.addresses(item, definition)
    promised = promising.on_guide(item, definition, checklist)
    told = {
        "item": item,
        "address": request.path,
        "definition": definition,
        "answers": answers,
        "checklist": checklist,
        "situation": situation,
        "brief": brief,
        "trusts": entrusting.on(item.trusts, timezone.localdate()),
        "steps": plain.steps(item, definition, checklist) if brief else [],
        "tags": words.tags(definition, committing=promised is not None),
        "facts": words.facts(definition, checklist),
        "commitment": promised,
        "papers": materials.papers(definition, checklist, paths),
        "specimen": paths.get(forms.RESULT, {}).get("sample", ""),
        "visits": coming.told(definition, checklist),
        **_terms(definition, checklist, answers),
        "trail": _trail(definition),
        "open": item.state == "active",
        "standing": None if item.state == "active" else measures.notice(item.code, item.state),
        "announced": measures.announced(item.measures),
        "reviews": [(NAMES[verb], post) for verb, post in queries.reviews(item.version_id)],
        **_shared(item, situation),
    }
    told["facts_of_item"], told["unpublished"] = facts.of(item, definition)
    return told | {"contents": _contents(told)}


def _terms(definition: Definition, checklist: rules.Checklist, answers: words.Answers) -> dict:
    """Limits, fees and the way through the house."""
    return {
        "delta": words.delta(definition, checklist, answers),
        "promised": words.limit(checklist.promised),
        "statutory": words.limit(definition.limits.statutory),
        "extension": words.extension(definition),
        "fee": words.fee(checklist.fee, definition.fee_known),
        "charges": checklist.fee.charges,
        "stages": words.flow(definition, answers),
        "stage_conditions": words.conditions(definition, answers),
        "automatic_rules": wording.rules(definition),
        "flow_sum": words.flow_sum(definition.flow, checklist.promised),
        "result_kind": words.RESULTS[definition.result.kind],
        "ways": "、".join(str(words.WAYS[way]) for way in definition.result.delivery),
    }


def _shared(item: Subject, situation: str) -> dict:
    """The address to hand on, and its QR code."""
    link = (
        settings.SITE_URL + reverse("portal:guide", args=[item.code]) + (f"?{situation}" if situation else "")
    )
    return {"link_out": link, "qr": mark_safe(codes.qr(link))}  # noqa: S308 our own drawing


def _contents(told: dict) -> list[tuple[str, str]]:
    """本页目录: only what the page has."""
    definition = told["definition"]
    if told["brief"]:
        own = ("q", _("我的情形"), definition.questions), ("plain", _("一看就懂"), True)
        return [(key, label) for key, label, present in (*own, ("share", _("分享"), True)) if present]
    entries = (
        ("q", _("我的情形"), definition.questions),
        ("cond", _("受理条件"), definition.conditions),
        ("mat", _("准备材料"), True),
        ("commitment", _("告知承诺"), told["commitment"]),
        ("flow", _("办理流程"), told["stages"]),
        ("auto", _("自动办理"), definition.automatic),
        ("time", _("办理时限"), told["promised"] or told["statutory"]),
        ("fee", _("收费"), True),
        ("visit", _("到现场次数"), told["visits"]),
        ("result", _("办理结果"), definition.result.name),
        ("place", _("地点与时间"), True),
        ("law", _("办理依据"), definition.basis),
        ("right", _("救济与监督"), True),
        ("faq", _("常见问题"), definition.faq),
        ("info", _("事项信息"), True),
        ("share", _("分享"), True),
    )
    return [(key, label) for key, label, present in entries if present]


def _trail(definition: Definition) -> list[tuple[str, str]]:
    trail = [(_("首页"), "/")]
    if definition.firm_themes and not (definition.person_themes and "1" in definition.audiences):
        code = definition.firm_themes[0]
        name, whose, all_of = sets.FIRM_THEMES[code], "firm", _("法人服务")
    elif definition.person_themes:
        code = definition.person_themes[0]
        name, whose, all_of = sets.PERSON_THEMES[code], "person", _("个人服务")
    else:
        return [*trail, (_("全部事项"), reverse("portal:items"))]
    theme = reverse("portal:theme", args=[whose, code])
    return [*trail, (all_of, reverse("portal:themes", args=[whose])), (name, theme)]


@access.public
def notice(request: HttpRequest, code: str) -> HttpResponse:
    """一次性告知单: what the situation needs, on one sheet; `?format=pdf` gives it typeset."""
    item = _subject(code)
    definition = queries.definition(item.version_id)
    answers, checklist = _situation(request, definition)
    back = reverse("portal:guide", args=[item.code])
    if answers:
        given = request.GET.copy()
        given.pop("format", None)
        back += "?" + given.urlencode()
    sheet = notices.sheet(item, definition, checklist, answers, timezone.localdate())
    sheet |= {"links": {"guide": settings.SITE_URL + back}}
    if request.GET.get("format") == "pdf":
        name = f"attachment; filename*=UTF-8''{notices.file_name(item)}"
        pdf = typeset.pdf("notice", sheet)
        return HttpResponse(pdf, content_type="application/pdf", headers={"Content-Disposition": name})
    scanned = mark_safe(codes.qr(sheet["links"]["guide"]))  # noqa: S308 our own drawing
    return render(request, "portal/notice.html", {"sheet": sheet, "back": back, "qr": scanned})
