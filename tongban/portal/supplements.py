"""补正: each gap of the notice with what is asked, files put to it one by one, all handed in together."""

import uuid
from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tongban.cases import actions, queries, states
from tongban.cases.models import Case, Gap, GapFile
from tongban.core import errors
from tongban.identity.rules import Applicant
from tongban.papers.models import Paper
from tongban.portal import acting, cases, uploading
from tongban.ui import access, downloads, forms, veils


def open_case(request: HttpRequest, number: str) -> tuple[Case, Applicant]:
    """A case that waits for its applicant, and who acts; raises NotNow."""
    found, party = acting.case(request, number)
    states.check("supplement", found.state)
    return found, party


def card(case: Case, gap: Gap, wrong: dict[str, str]) -> dict:
    """One gap as the macro `uploads.card` wants it."""
    files = [
        uploading.listed(
            one.file,
            reverse("portal:gap_file", args=[case.number, one.file_id]),
            reverse("portal:gap_file_removal", args=[case.number, one.file_id]),
        )
        for one in gap.files.all()
    ]
    return {
        "key": gap.key,
        "name": gap.name,
        "note": gap.need,
        "state": "done" if files else "missing",
        "error": wrong.get(gap.key, ""),
        "action": reverse("portal:gap_files", args=[case.number, gap.key]),
        "files": files,
    }


def page(
    request: HttpRequest,
    case: Case,
    values: dict | None = None,
    problems: Sequence[tuple[str, str]] = (),
    typed: str = "",
) -> HttpResponse:
    """The notice as a list of things to do."""
    gaps = list(case.correction.gaps.prefetch_related("files__file").order_by("id"))
    wrong, schema = dict(problems), queries.definition(case).form
    form = next((gap for gap in gaps if gap.key == "form"), None)
    shown = cases.head(case) | {
        "correction": case.correction,
        "asked": getattr(case.correction, "prolongation", None),
        "may_ask": timezone.localdate() <= case.correction.until,
        "typed": typed,
        "wrong": wrong.get("reason", ""),
        "notice": Paper.objects.filter(pk=case.correction.paper_id).first(),
        "cards": [card(case, gap, wrong) for gap in gaps if gap is not form],
        "form": form,
        "problems": forms.summary(schema, problems),
    }
    if form:
        values = queries.form(case) if values is None else values
        veiled = veils.veiled(schema, values)
        shown["sections"] = forms.sections(schema, veiled, problems=problems, answers=case.answers)
    return render(request, "portal/case/supplement.html", shown, status=422 if problems else 200)


@access.person
def supplement(request: HttpRequest, number: str) -> HttpResponse:
    """补交: all gaps together."""
    case, party = open_case(request, number)
    if request.method != "POST":
        return page(request, case)
    given, schema = {}, queries.definition(case).form
    for one in (
        GapFile.objects.filter(gap__correction__case=case).select_related("gap", "file").order_by("id")
    ):
        given.setdefault(one.gap.key, []).append(one.file)
    form = veils.merged(schema, queries.form(case), forms.parse(schema, request.POST)[0])
    if act := request.POST.get("form.do", ""):
        return page(request, case, forms.changed(schema, form, act))
    amended = form if case.correction.gaps.filter(key="form").exists() else None
    try:
        actions.supplement(case, files=given, form=amended, by=party, at=timezone.now())
    except errors.Invalid as wrong:
        return page(request, case, form, wrong.errors)
    messages.success(request, _("已补交。窗口会在5个工作日内告诉您是否受理。"))
    return redirect("portal:case", case.number)


@access.person
def more_time(request: HttpRequest, number: str) -> HttpResponse:
    """申请延长补正期限, once, with a reason."""
    case, party = open_case(request, number)
    if request.method != "POST":
        return redirect("portal:supplement", case.number)
    reason = request.POST.get("reason", "").replace("\0", "")
    try:
        actions.ask_more_time(case, reason=reason, by=party, at=timezone.now())
    except errors.Invalid as wrong:
        return page(request, case, problems=wrong.errors, typed=reason)
    messages.success(request, _("已经提交，窗口答复以前这件申请不会终止。"))
    return redirect("portal:supplement", case.number)


@access.person
def upload(request: HttpRequest, number: str, key: str) -> HttpResponse:
    """Put files to a gap."""
    case, party = open_case(request, number)
    if request.method == "POST":
        there = GapFile.objects.filter(gap__correction__case=case, gap__key=key).count()
        refused = uploading.received(request, party, lambda file: actions.answer(case, key, file), there)
        if refused:
            return page(request, case, problems=[(key, refused)])
    return redirect(f"{reverse('portal:supplement', args=[case.number])}#f-{key}")


@access.person
def view(request: HttpRequest, number: str, file_id: uuid.UUID) -> HttpResponse:
    """查看 a file put to a gap."""
    case, _party = open_case(request, number)
    own = GapFile.objects.filter(gap__correction__case=case).select_related("file")
    return downloads.answer(request, get_object_or_404(own, file_id=file_id).file)


@access.person
def remove(request: HttpRequest, number: str, file_id: uuid.UUID) -> HttpResponse:
    """移除."""
    case, _party = open_case(request, number)
    if request.method == "POST":
        actions.retract(case, file_id)
    return redirect("portal:supplement", case.number)
