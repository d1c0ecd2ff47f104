"""申请: begin, choose the situation, fill in, check, submit. What was filled in is kept at every step."""

from collections.abc import Sequence
from urllib.parse import quote

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tongban.cases import actions, queries
from tongban.cases.models import Case, Draft
from tongban.catalogue import queries as catalogue
from tongban.catalogue.models import Item
from tongban.core import errors
from tongban.identity.rules import Applicant
from tongban.portal import acting, drafts, filling, reviewing
from tongban.portal.filling import Filling
from tongban.ui import access, formats, forms, veils

PERSONS = {"1"}  # audience codes; the others are bodies


def fitting(item: Item, every: list[Applicant]) -> list[Applicant]:
    """Of these parties, those the item is meant for; an item that names nobody is for all."""
    meant = set(item.audiences)
    return [one for one in every if not meant or (meant - PERSONS if one.firm_id else meant & PERSONS)]


@access.person
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """开始申请: at once where only one party can, else after choosing for whom."""
    item = get_object_or_404(catalogue.published().select_related("agency", "current"), code=code)
    meant, now = fitting(item, acting.parties(request)), acting.applicant(request)
    chosen = next((one for one in meant if acting.key(one) == request.POST.get("party")), None)
    if chosen is None and meant == [now]:
        chosen = now
    if request.method != "POST" or chosen is None:
        shown = {
            "item": item,
            "guide": reverse("portal:guide", args=[item.code]),
            "options": acting.options(meant),
            "begin": request.get_full_path(),
        }
        shown["current"] = acting.key(now if now in meant or not meant else meant[0])
        return render(request, "portal/apply/begin.html", shown)
    draft = actions.begin(item, account=request.user, by=chosen, at=timezone.now())  # type: ignore[arg-type]
    if request.GET and not draft.answers:  # what was answered on the guide is not asked again
        actions.save(draft, answers=dict(request.GET.lists()), at=timezone.now())
    acting.choose(request, chosen)
    return redirect(f"portal:draft_{filling.steps(filling.of(draft, chosen))[0]}", draft.pk)


@access.person
@drafts.drafted
def situation(request: HttpRequest, opened: Filling) -> HttpResponse:
    """选情形: each answer may bring questions and papers, so that the page is shown anew."""
    if request.method != "POST":
        return asking(request, opened)
    asked = {question.key for question in opened.checklist.questions}
    given = {question.key: request.POST.getlist(question.key) for question in opened.definition.questions}
    actions.save(opened.draft, answers=given, at=timezone.now())
    opened = filling.of(opened.draft, opened.by)
    if "HX-Request" in request.headers:
        return asking(request, opened)
    left = () if "leave" in request.POST else opened.checklist.unanswered
    if left and not asked & {question.key for question in left}:
        return asking(request, opened)
    if left:
        lines = [{"id": f"f-{one.key}", "label": one.text, "sentence": _("请选一项")} for one in left]
        return asking(request, opened, status=422, problems=lines)
    return drafts.onward(request, "situation", opened)


@access.person
@drafts.drafted
def resume(request: HttpRequest, opened: Filling) -> HttpResponse:
    """接着填: to the first step that lacks something."""
    lacking = {reviewing.step_of(opened, key) for key, _sentence in actions.gaps(opened.draft)}
    keys = [
        each for key in filling.steps(opened) for each in ([key, "application"] if key == "form" else [key])
    ]
    step = next((key for key in keys if key in lacking), "review")
    return redirect(f"portal:draft_{step}", opened.draft.pk)


def asking(request: HttpRequest, opened: Filling, **shown) -> HttpResponse:
    """The questions that apply, beside what the answers so far come to."""
    promised = opened.checklist.promised
    shown |= {
        "questions": {
            one.key: [(option.value, option.label) for option in one.options]
            for one in opened.definition.questions
        },
        "promised": promised and formats.limit(promised.value, promised.unit),
    }
    return drafts.page(request, "situation", opened, **shown)


def keep(request: HttpRequest, opened: Filling, act: str = "") -> None:
    """Save what was posted, right or wrong, with a row more or less where a button asked for that."""
    given, _raw = forms.parse(opened.schema, request.POST)
    values = forms.changed(opened.schema, veils.merged(opened.schema, opened.values, given), act)
    actions.save(opened.draft, form=values, at=timezone.now())


def filling_in(request: HttpRequest, opened: Filling, wrong: Sequence[tuple[str, str]] = ()) -> HttpResponse:
    """The form with its sources, and with what is wrong."""
    shown = {
        "sections": filling.sections(opened, wrong),
        "sentence": _("您填的都已保存。改好标红的，再点下一步。") if wrong else filling.sentence(opened),
        "problems": forms.summary(opened.schema, wrong),
    }
    return drafts.page(request, "form", opened, status=422 if wrong else 200, **shown)


@access.person
@drafts.drafted
def form(request: HttpRequest, opened: Filling) -> HttpResponse:
    """填信息."""
    if request.method != "POST":
        return filling_in(request, opened)
    act = request.POST.get("form.do", "")
    keep(request, opened, act)
    if act:
        place = act.partition(":")[2].partition(".")[0]
        return redirect(f"{reverse('portal:draft_form', args=[opened.draft.pk])}#f-{quote(place)}")
    wrong = filling.lacking(opened)
    if wrong and "leave" not in request.POST:
        return filling_in(request, opened, wrong)
    return drafts.onward(request, "form", opened)


@access.person
@drafts.drafted
def save(request: HttpRequest, opened: Filling) -> HttpResponse:
    """自动保存, as one writes."""
    if request.method != "POST":
        return redirect("portal:draft_form", opened.draft.pk)
    keep(request, opened)
    return HttpResponse(status=204)


@access.person
@drafts.drafted
def review(request: HttpRequest, opened: Filling) -> HttpResponse:
    """核对提交: everything to read once more, what is missing, and what comes after."""
    return drafts.page(request, "review", opened, **reviewing.shown(opened, timezone.localdate()))


@access.person
@drafts.drafted
def submit(request: HttpRequest, opened: Filling) -> HttpResponse:
    """提交申请: a replayed form leads to the same case."""
    if request.method != "POST":
        return redirect("portal:draft_review", opened.draft.pk)
    if request.POST.get("commitment") != "true":
        return refused(request, opened, errors.Invalid("", [("commitment", _("请看过承诺后勾选"))]))
    try:
        ticked = {name: request.POST.get(name) == "true" for name in ("by_person", "electronic")}
        case = submitted(opened, **ticked)
    except errors.Invalid as found:
        gone = not Draft.objects.filter(
            pk=opened.draft.pk
        ).exists()  # submitted by the same form a moment ago
        return drafts.submitted(request, opened.draft.pk) if gone else refused(request, opened, found)
    acting.choose(request, opened.by)
    return redirect("portal:receipt", case.number)


@transaction.atomic
def submitted(opened: Filling, *, by_person: bool, electronic: bool) -> Case:
    """The case; where a person is asked for, so before any table sees it."""
    at = timezone.now()
    case = actions.submit(
        opened.draft.item,
        submission=opened.draft.pk,
        answers=opened.draft.answers,
        form=opened.values,
        files=queries.draft_files(opened.draft),
        renews=opened.draft.renews_id,
        electronic=electronic,
        by=opened.by,
        at=at,
    )
    if by_person and opened.definition.automatic:
        actions.ask_for_person(case, by=opened.by, at=at)
    return case


def refused(request: HttpRequest, opened: Filling, why: errors.Invalid) -> HttpResponse:
    """The review once more, with what is in the way."""
    shown = reviewing.shown(opened, timezone.localdate(), why)
    return drafts.page(request, "review", opened, status=422, **shown)


@access.person
@drafts.drafted
def discard(request: HttpRequest, opened: Filling) -> HttpResponse:
    """放弃草稿."""
    if request.method == "POST":
        actions.discard(opened.draft)
        messages.success(request, _("草稿“%(item)s”已删除。") % {"item": opened.draft.item.name})
    return redirect("portal:drafts")
