"""空白表格 and 示范文本 of an item: to be downloaded, and turned over page by page."""

from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import quote

from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tongban.catalogue import attachments, queries, sheets
from tongban.catalogue.definition import Definition
from tongban.catalogue.parts import Attachment, Requirement
from tongban.catalogue.queries import Subject
from tongban.files import queries as files
from tongban.files.models import File
from tongban.papers import typeset
from tongban.ui import access, context

RESULT = "result-sample"  # no paper has a key with a hyphen
ZOOMS = (1, 2, 3)
USES = ("blank", "sample")


@dataclass(frozen=True, slots=True)
class Form:
    """What there is of one paper: uploaded, or drawn from the form of the item."""

    key: str
    name: str
    blank: Attachment | None = None
    sample: Attachment | None = None
    drawn: frozenset[str] = field(default_factory=frozenset)

    def has(self, use: str) -> bool:
        """Can it be had?"""
        return bool(getattr(self, use)) or use in self.drawn


def every(definition: Definition) -> dict[str, Form]:
    """The papers of which there is a blank form or a sample, by key; the result too."""
    itself = sheets.drawn(definition)
    found = [_form(definition, paper, paper is itself) for paper in definition.papers]
    if definition.result.sample:
        found.append(Form(RESULT, definition.result.name, sample=definition.result.sample))
    return {form.key: form for form in found if any(map(form.has, USES))}


def _form(definition: Definition, paper: Requirement, itself: bool) -> Form:
    uses = {"blank": True, "sample": sheets.example(definition) is not None} if itself else {}
    drawn = frozenset(use for use, there in uses.items() if there and not getattr(paper, use))
    return Form(paper.key, paper.name, paper.blank, paper.sample, drawn)


def addresses(item: Subject, definition: Definition) -> dict[str, dict[str, str]]:
    """Where the forms of each paper are: `blank` to keep, `sample` to look at."""
    if not item.version_id:
        return {}  # not published yet
    made: dict[str, dict[str, str]] = {}
    for key, form in every(definition).items():
        places = {"blank": reverse("portal:form_file", args=[item.code, key, "blank"])}
        places["sample"] = reverse("portal:sample", args=[item.code, key])
        made[key] = {use: places[use] for use in USES if form.has(use)}
    return made


def sheet(item: Subject, name: str, definition: Definition, use: str) -> dict:
    """What the template `application` prints."""
    told = {
        "title": name,
        "item": item.name,
        "agency": {"name": item.agency},
        "date": item.effective_from.isoformat(),
        "dated": _("本表启用日期"),
        "promise": _("本人（单位）对所填内容和所交材料的真实性负责。"),
        "sections": sheets.blank(definition) if use == "blank" else sheets.sample(definition),
    }
    return told | ({"mark": _("示例")} if use == "sample" else {})


@lru_cache(maxsize=128)
def _typeset(_database: str, item: Subject, name: str, use: str) -> bytes:
    return typeset.pdf("application", sheet(item, name, queries.definition(item.version_id), use))


@lru_cache(maxsize=64)
def _pictures(_database: str, item: Subject, name: str) -> tuple[bytes, ...]:
    data = sheet(item, name, queries.definition(item.version_id), "sample")
    return tuple(typeset.pages("application", data))


def _found(code: str, key: str, use: str) -> tuple[Subject, Definition, Form]:
    item = queries.subject(code.upper())
    definition = queries.definition(item.version_id) if item else None
    form = every(definition).get(key) if definition else None
    if item is None or definition is None or form is None or not form.has(use):
        raise Http404
    return item, definition, form


def _answer(
    request: HttpRequest, mark: str, media_type: str, body: bytes, name: str = ""
) -> HttpResponseBase:
    """What never changes under its mark; with a name, to be kept."""
    headers = {"ETag": f'"{mark}"', "Cache-Control": "no-cache"}
    if name:
        headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response = HttpResponse(body, content_type=media_type, headers=headers)
    return get_conditional_response(request, etag=headers["ETag"], response=response)


@access.public
@require_safe
def kept(request: HttpRequest, code: str, key: str, use: str) -> HttpResponseBase:
    """A blank form or a sample, to keep."""
    if use not in USES:
        raise Http404
    item, definition, form = _found(code, key, use)
    if use in form.drawn:
        pdf = _typeset(connection.settings_dict["NAME"], item, form.name, use)
        words = _("空白表") if use == "blank" else _("示范文本")
        return _answer(
            request, f"{definition.digest}-{use}", "application/pdf", pdf, f"{form.name}（{words}）.pdf"
        )
    one = attachments.found(getattr(form, use))
    if one is None:
        raise Http404
    name = getattr(form, use).name
    return _answer(request, one.digest, one.file.media_type, files.content(one.file), name)


@access.public
@require_safe
def picture(request: HttpRequest, code: str, key: str, number: int) -> HttpResponseBase:
    """One page of a sample."""
    item, definition, form = _found(code, key, "sample")
    if "sample" in form.drawn:
        drawn = _pictures(connection.settings_dict["NAME"], item, form.name)
        if not 1 <= number <= len(drawn):
            raise Http404
        return _answer(request, f"{definition.digest}-{number}", "image/svg+xml", drawn[number - 1])
    one = attachments.found(form.sample) if form.sample else None
    if one is None or not 1 <= number <= len(one.pages):
        raise Http404
    file = File.objects.get(pk=one.pages[number - 1])
    return _answer(request, file.sha256, file.media_type, files.content(file))


@access.public
@require_safe
def sample(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """示范文本: one page at a time, with or without script; `page` and `zoom` say which and how large."""
    item, definition, form = _found(code, key, "sample")
    if "sample" in form.drawn:
        size = len(_pictures(connection.settings_dict["NAME"], item, form.name))
        told = {"sections": sheets.sample(definition), "texts": []}
    else:
        one = attachments.found(form.sample) if form.sample else None
        if one is None:
            raise Http404
        size, told = len(one.pages), {"sections": [], "texts": [text.strip() for text in one.texts]}
    guide, elder = reverse("portal:guide", args=[item.code]), context.modes(request)["mode"] == "elder"
    told |= {
        "item": item,
        "form": form,
        "size": size,
        "number": _within(request.GET.get("page"), range(1, size + 1)),
        "zoom": _within(request.GET.get("zoom"), ZOOMS, 2 if elder else 1),
        "pages": [reverse("portal:sample_page", args=[item.code, key, n]) for n in range(1, size + 1)],
        "places": {
            use: reverse("portal:form_file", args=[item.code, key, use]) for use in USES if form.has(use)
        },
        "trail": [(_("首页"), "/"), (item.name, guide)],
    }
    return render(request, "portal/sample.html", told)


def _within(typed: str | None, numbers: range | tuple[int, ...], otherwise: int = 1) -> int:
    """The number that was asked for, if it is one of these."""
    return int(typed) if typed in {str(number) for number in numbers} else otherwise
