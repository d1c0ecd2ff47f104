"""预审: drafts that were sent to the window, and a clerk's word on each paper of one."""

import datetime as dt
import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tongban.cases import access as permission
from tongban.cases import actions, prereviews, queries
from tongban.cases.models import Draft, DraftFile, PreReview
from tongban.core import errors
from tongban.counter import cases
from tongban.ui import access, casework, downloads, forms, turning, veils

ORDER = (("due_on", dt.date.fromisoformat), ("asked_at", turning.moment), ("pk", uuid.UUID))


@access.staff
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """待预审, the first promised first."""
    found = prereviews.waiting(cases.clerk(request))
    today = timezone.localdate()
    asked, following = turning.page(request, found, ORDER)
    rows = [{"asked": one, "light": light(one, today)} for one in asked]
    shown = {"rows": rows, "following": following, "total": found.count(), "here_is": "pre_reviews"}
    return render(request, "counter/pre_reviews.html", shown)


def light(asked: PreReview, today: dt.date) -> tuple[str, str]:
    """剩几天: (kind of light, words)."""
    left = (asked.due_on - today).days
    if left < 0:
        return "bad", _("超%s天") % -left
    return ("ok", _("剩%s天") % left) if left else ("warn", _("今天"))


def opened(request: HttpRequest, pk: uuid.UUID) -> tuple[PreReview, Draft]:
    """A draft that was sent to this window and waits; anything else is not found."""
    asked = get_object_or_404(prereviews.waiting(cases.clerk(request)), pk=pk)
    if permission.own(asked.person_id, asked.firm_id, request.desk, timezone.localdate()):
        raise actions.NotEntitled(_("这是您本人或者您所代表单位的草稿，应当回避，请交由其他人员预审。"))
    return asked, Draft.objects.select_related("item__agency", "person", "firm").get(pk=asked.submission)


@access.staff
@require_safe
def draft(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What was filled in and handed in so far."""
    return page(request, *opened(request, pk))


def page(
    request: HttpRequest, asked: PreReview, draft: Draft, wrong: errors.Invalid | None = None
) -> HttpResponse:
    """The draft beside the places for a word on each paper; after a fault with what was typed."""
    definition = queries.definition(draft)
    files: dict[str, list] = {}
    for one in draft.files.select_related("file").order_by("id"):
        files.setdefault(one.key, []).append(one.file)
    values = veils.veiled(definition.form, queries.settled(draft), veils.hidden)
    shown = {
        "asked": asked,
        "draft": draft,
        "papers": [(paper, files.get(paper.key, [])) for paper in queries.checklist(draft).uploads],
        "parts": forms.readback(definition.form, values, draft.answers, {}),
        "earlier": [one for one in prereviews.of(draft.pk) if one.outcome],
        "errors": casework.lines(wrong.errors) if wrong else [],
        "faults": dict(wrong.errors) if wrong else {},
        "typed": request.POST,
        "here_is": "pre_reviews",
    }
    return render(request, "counter/pre_review.html", shown, status=422 if wrong else 200)


@access.staff
@require_POST
def answer(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """答复: fits, or what to mend, for every paper and the form."""
    asked, draft = opened(request, pk)
    keys = ["form", *(paper.key for paper in queries.checklist(draft).uploads)]
    points = [
        (key, request.POST.get(f"fits-{key}") == "yes", casework.said(request, f"need-{key}"))
        for key in keys
        if request.POST.get(f"fits-{key}") in ("yes", "no")
    ]
    said = {"points": points, "opinion": casework.said(request, "opinion")}
    try:
        actions.pre_review(asked, **said, by=request.desk, at=timezone.now())
    except errors.Invalid as wrong:
        return page(request, asked, draft, wrong)
    messages.success(request, _("预审意见已发给申请人。"))
    return redirect("counter:pre_reviews")


@access.staff
@require_safe
def file(request: HttpRequest, pk: uuid.UUID, file_id: uuid.UUID) -> HttpResponse:
    """A file of a draft that waits for this window."""
    _asked, draft = opened(request, pk)
    given = get_object_or_404(DraftFile.objects.select_related("file"), draft=draft, file=file_id)
    return downloads.answer(request, given.file)
