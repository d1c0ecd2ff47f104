"""办事指南 and 一次性告知单 of an item."""

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
from tongban.catalogue.queries import Subject
from tongban.papers import codes, typeset
from tongban.portal import guide as words
from tongban.portal import kept, notices
from tongban.ui import access


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
def guide(request: HttpRequest, code: str) -> HttpResponseBase:
    """The guide of an item, for the situation that the answers describe."""
    item = _subject(code)
    definition = queries.definition(item.version_id)
    return kept.page(request, "portal/guide.html", (item,), lambda: content(request, item, definition))


def content(request: HttpRequest, item: Subject, definition: Definition) -> dict:
    """What the guide of an item shows."""
    answers, checklist = _situation(request, definition)
    told = {
        "item": item,
        "address": reverse("portal:guide", args=[item.code]),
        "definition": definition,
        "answers": answers,
        "checklist": checklist,
        "situation": request.GET.urlencode() if answers else "",
        "tags": words.tags(definition),
        "facts": words.facts(definition, checklist),
        "papers": words.papers(definition, checklist),
        "delta": words.delta(definition, checklist, answers),
        "promised": words.limit(checklist.promised),
        "statutory": words.limit(definition.limits.statutory),
        "fee": words.fee(checklist.fee, definition.fee_known),
        "charges": checklist.fee.charges,
        "stages": words.flow(definition),
        "automatic_rules": wording.rules(definition),
        "flow_sum": words.flow_sum(definition.flow, checklist.promised),
        "trail": _trail(definition),
        "facts_of_item": _facts(item, definition),
        "open": item.state == "active",
    }
    return told | {"contents": _contents(told)}


def _contents(told: dict) -> list[tuple[str, str]]:
    """本页目录: only what the page has."""
    definition = told["definition"]
    entries = (
        ("q", _("我的情形"), definition.questions),
        ("cond", _("受理条件"), definition.conditions),
        ("mat", _("准备材料"), True),
        ("flow", _("办理流程"), told["stages"]),
        ("auto", _("自动办理"), definition.automatic),
        ("time", _("办理时限"), told["promised"] or told["statutory"]),
        ("fee", _("收费"), True),
        ("place", _("地点与时间"), True),
        ("law", _("办理依据"), definition.basis),
        ("right", _("救济与监督"), True),
        ("faq", _("常见问题"), definition.faq),
        ("info", _("事项信息"), True),
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


def _facts(item: Subject, definition: Definition) -> list[tuple[str, str]]:
    """事项信息: the elements that have no place above, as far as they are known."""
    pairs = [
        (_("实施主体"), item.agency),
        (_("行使层级"), sets.LEVELS.get(item.level, "")),
        (_("服务对象"), "、".join(sets.AUDIENCES[word] for word in definition.audiences)),
        (_("办件类型"), sets.PROJECT_TYPES.get(definition.project_type or "", "")),
        (_("办理形式"), "、".join(sets.CHANNELS[word] for word in definition.channels)),
        (_("通办范围"), definition.area),
        (_("联办机构"), "、".join(definition.partners)),
        (_("数量限制"), definition.quantity_limit),
        (_("别名"), "、".join(definition.aliases)),
        (_("告知承诺"), definition.commitment),
        (_("基本编码"), item.base_code),
    ]
    return [(term, text) for term, text in pairs if text]


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
