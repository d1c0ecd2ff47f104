"""免填表确认: the application form drawn from what is known, put right field by field, then signed."""

import base64
import binascii
from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tongban.cases import actions, queries, rules
from tongban.core import errors
from tongban.files import actions as files
from tongban.files.models import File
from tongban.portal import drafts, filling
from tongban.portal.filling import Filling
from tongban.ui import access, applications, forms, veils

PICTURE = "data:image/png;base64,"
LARGEST = 400_000  # characters of a drawing


def page(
    request: HttpRequest, opened: Filling, *, edited: str = "", problems: Sequence[tuple[str, str]] = ()
) -> HttpResponse:
    """The document, with one field open where that was asked for."""
    wrong, signs = dict(problems), rules.signature_key(opened.schema)
    parts = [one for part in filling.sections(opened, problems) for one in part.fields]
    editing = next((one for one in parts if one.key == edited and not one.readonly), None)
    signature, stands = queries.signature(opened.draft)
    place = reverse("portal:draft_application", args=[opened.draft.pk])
    lines = forms.summary(opened.schema, problems)
    for line in lines:
        key = line["id"].removeprefix("f-").partition(".")[0]
        line["url"] = (
            f"#{line['id']}" if key in (edited, "signer", signs) else f"{place}?edit={key}#line-{key}"
        )
    shown = {
        "parts": filling.read_back(opened),
        "editing": editing,
        "edited": edited,
        "signs": signs,
        "signature": signature if stands else None,
        "signer": opened.by.name,
        "unsigned": wrong.get("signer", ""),
        "problems": lines,
        "template": "portal/apply/application.html",
    }
    return drafts.page(request, "form", opened, status=422 if problems else 200, **shown)


@access.person
@drafts.drafted
def application(request: HttpRequest, opened: Filling) -> HttpResponse:
    """申请表: to be read, put right and signed."""
    if "form" not in filling.steps(opened):
        raise Http404
    if request.method != "POST":
        return page(request, opened, edited=request.GET.get("edit", ""))
    key = request.POST.get("form.field", "")
    field = opened.schema["properties"].get(key)
    if field is None:
        raise Http404
    only = {"properties": {key: field}}
    given, _raw = forms.parse(only, request.POST)
    stored = opened.values
    merged = veils.merged(only, {key: stored[key]} if key in stored else {}, given)
    others = {name: value for name, value in stored.items() if name != key}
    act = request.POST.get("form.do", "")
    actions.save(opened.draft, form=forms.changed(opened.schema, others | merged, act), at=timezone.now())
    wrong = [gap for gap in _gaps(opened) if gap[0].partition(".")[0] == key]
    if wrong or act:
        return page(request, opened, edited=key, problems=() if act else wrong)
    return redirect(f"{reverse('portal:draft_application', args=[opened.draft.pk])}#line-{key}")


def _gaps(opened: Filling) -> list[tuple[str, str]]:
    return actions.form_gaps(opened.definition, opened.values, opened.draft.answers)


@access.person
@drafts.drafted
def sign(request: HttpRequest, opened: Filling) -> HttpResponse:
    """确认并签名: drawn on the screen, or the name typed."""
    if request.method != "POST":
        return redirect("portal:draft_application", opened.draft.pk)
    if "leave" in request.POST:
        return drafts.onward(request, "form", opened)
    try:
        drawing = drawn(request, opened)
        name = request.POST.get("signer", "").replace("\0", "").strip()
        if drawing is None and name != opened.by.name:
            raise actions.Unsigned("", [("signer", _("请手写签名，或者输入您的姓名“%s”") % opened.by.name)])
        actions.sign(opened.draft, name=name or opened.by.name, drawing=drawing, at=timezone.now())
    except errors.Invalid as refused:
        return page(request, opened, problems=refused.errors or [("signer", refused.sentence)])
    return drafts.onward(request, "form", opened, signed=True)


def drawn(request: HttpRequest, opened: Filling) -> File | None:
    """The drawing that came with the form, kept as a file; none where nothing was drawn."""
    sent = request.POST.get("drawing", "")
    if not sent:
        return None
    picture = sent.removeprefix(PICTURE) if sent.startswith(PICTURE) and len(sent) <= LARGEST else "?"
    try:
        data = base64.b64decode(picture, validate=True)
        return files.store(data, "签名.png", by=opened.by.author, at=timezone.now())
    except (binascii.Error, errors.Problem) as wrong:
        raise actions.Unsigned("", [("signer", _("签名没有收到，请重新签一次。"))]) from wrong


@access.person
@drafts.drafted
def paper(request: HttpRequest, opened: Filling) -> HttpResponse:
    """申请表 as PDF, before submitting."""
    told = {"applicant": opened.by.firm_name or opened.by.name}
    return applications.answer(opened.draft, filling.read_back(opened), timezone.localdate(), told)


@access.person
@drafts.drafted
def drawing(request: HttpRequest, opened: Filling) -> HttpResponse:
    """One's own signature."""
    return applications.drawing(request, opened.draft)
