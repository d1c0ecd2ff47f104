"""收件: what stands on the page is kept, and the application goes on as the button says, in one sitting."""

import datetime as dt
import uuid
from collections.abc import Callable
from urllib.parse import quote

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tongban.cases import actions, knowing, queries
from tongban.cases.models import Case, Draft
from tongban.core import errors
from tongban.counter import acts, cases, drafts, promises
from tongban.files import actions as files
from tongban.files.refusals import Refused
from tongban.identity.rules import Desk
from tongban.papers.rules import Handing, Method
from tongban.ui import access, casework, forms, veils


@access.staff
@require_POST
def submission(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Keep it; then take in, accept, finish, ask for corrections or decline."""
    desk = cases.clerk(request)
    begun = drafts.of_clerk(request, pk)
    if begun is None:
        return redirect("counter:case", get_object_or_404(Case.objects.within(desk), submission=pk).number)
    problems = kept(request, begun, desk)
    if problems:
        return drafts.page(request, begun, problems)
    act = ACTS.get(request.POST.get("act", ""))
    if act is None and request.headers.get("X-Requested-With") == "autosave":
        return HttpResponse(status=204)
    if act is None:
        place = request.POST.get("form.do", "").partition(":")[2].partition(".")[0]
        return redirect(
            f"{reverse('counter:draft', args=[pk])}#{f'f-{quote(place)}' if place else 'checklist'}"
        )
    try:
        with transaction.atomic():
            number = act(request, begun, desk)
    except errors.Invalid as wrong:
        messages.error(request, wrong.sentence)
        incomplete = isinstance(wrong, actions.Incomplete)
        return drafts.page(request, begun, placed(begun, wrong.errors) if incomplete else wrong.errors)
    return redirect("counter:case", number)


def placed(draft: Draft, faults: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Each fault where it is mended: question, form or checklist."""
    checklist = queries.checklist(draft)
    asked = {question.key: f"q-{question.key}" for question in checklist.unanswered}
    papers = {paper.key: f"paper-{paper.key}" for paper in checklist.uploads}
    fields = queries.definition(draft).form.get("properties", {})
    return [
        (asked.pop(key, key if key.partition(".")[0] in fields else papers.get(key, key)), sentence)
        for key, sentence in faults
    ]


def kept(request: HttpRequest, draft: Draft, desk: Desk) -> list[tuple[str, str]]:
    """Save answers, form and scans; what could not be saved is named."""
    definition, now = queries.definition(draft), timezone.now()
    known = knowing.known(definition, drafts.party(draft), timezone.localdate())
    schema = veils.opened(definition.form, [key for key, one in known.items() if one.vouched])
    given, _raw = forms.parse(schema, request.POST)
    answers = {one.key: request.POST.getlist(f"q-{one.key}") for one in definition.questions}
    form = veils.merged(schema, queries.draft_form(draft), given)
    form = forms.changed(schema, form, request.POST.get("form.do", ""))
    actions.save(draft, answers=answers, form=form, at=now)
    promises.chosen(request, draft, desk)
    if gone := request.POST.get("remove"):
        actions.detach(draft, drafts.uuid_of(gone))
    return _chosen(draft, request.POST.get("renews", ""), now) + [
        (f"paper-{paper.key}", problem)
        for paper in queries.checklist(draft).uploads
        for sent in request.FILES.getlist(f"file-{paper.key}")
        if (problem := _attached(draft, paper.key, sent, desk))
    ]


def _chosen(draft: Draft, certificate: str, now: dt.datetime) -> list[tuple[str, str]]:
    """Keep which certificate is renewed; returns why not."""
    if not certificate or not queries.definition(draft).renews:
        return []
    try:
        actions.choose_certificate(draft, drafts.uuid_of(certificate), by=drafts.party(draft), at=now)
    except errors.Invalid as wrong:
        return wrong.errors
    return []


def _attached(draft: Draft, key: str, sent, desk: Desk) -> str:
    """Keep one scan; returns why it was not kept."""
    now = timezone.now()
    try:
        with transaction.atomic():
            actions.attach(draft, key, files.store(sent, sent.name, by=desk.author(), at=now), at=now)
    except Refused as refused:
        return refused.sentence
    return ""


def taken(draft: Draft, desk: Desk, *, complete: bool) -> Case:
    """收件: the case, in the applicant's name, by the clerk's hand."""
    missing = () if complete else ["form", *(paper.key for paper in queries.checklist(draft).uploads)]
    item = draft.item
    return actions.submit(
        item,
        submission=draft.pk,
        answers=draft.answers,
        form=queries.draft_form(draft),
        files=queries.draft_files(draft),
        renews=draft.renews_id,
        without=missing,
        by=drafts.party(draft),
        author=desk.author(desk.power("accept", item.agency_id, item.code)),
        at=timezone.now(),
    )


def receive(request: HttpRequest, draft: Draft, desk: Desk) -> str:
    """只收件: the receipt says by when the agency answers."""
    case = taken(draft, desk, complete=False)
    actions.receipt(case, by=desk.author(), at=timezone.now())
    messages.success(request, _("已收件，收件凭证已制发，请交给申请人。"))
    return case.number


def accept(request: HttpRequest, draft: Draft, desk: Desk) -> str:
    """当场受理."""
    by = drafts.party(draft)
    promises.undertaken(request, draft, by.firm_name or by.name)
    case = taken(draft, desk, complete=True)
    actions.accept(case, by=desk, at=timezone.now())
    messages.success(request, _("已受理，受理通知书已制发，请打印交给申请人。"))
    return case.number


def finish(request: HttpRequest, draft: Draft, desk: Desk) -> str:
    """当场办结 of an instant item: accepted, decided and delivered in one sitting."""
    by = drafts.party(draft)
    promises.undertaken(request, draft, by.firm_name or by.name)
    case, now = taken(draft, desk, complete=True), timezone.now()
    actions.accept(case, by=desk, at=now)
    waits = [hold.get_kind_display() for hold in case.holds.filter(lifted_at__isnull=True)]
    if waits:
        told = _("已受理。还要等：%(what)s。办好以后再作决定。") % {"what": "、".join(waits)}
        messages.warning(request, told)
        return case.number
    actions.decide(case, granted=True, by=desk, at=now)
    actions.deliver(case, given=handed(request, draft), by=desk, at=now)
    messages.success(request, _("已当场办结，决定书和证照已制发，请交给申请人。"))
    return case.number


def handed(request: HttpRequest, draft: Draft) -> Handing:
    """交给谁: who stands at the window was identified there; or whom he names, with his document."""
    receiver = casework.said(request, "recipient")[:120] or draft.person.name
    relation = _("代领人") if receiver != draft.person.name else _("经办人") if draft.firm_id else _("本人")
    method = casework.said(request, "method")
    if method == Method.ELECTRONIC:
        return Handing(Method.ELECTRONIC)
    return Handing(Method.WINDOW, receiver=receiver, relation=relation, checked=True)


def correct(request: HttpRequest, draft: Draft, desk: Desk) -> str:
    """收件并一次性告知补正."""
    case = taken(draft, desk, complete=False)
    actions.return_for_correction(case, gaps=acts.gaps(request, case), by=desk, at=timezone.now())
    messages.success(request, _("已收件，补正告知书已制发，请交给申请人。"))
    return case.number


def decline(request: HttpRequest, draft: Draft, desk: Desk) -> str:
    """收件并不予受理."""
    case = taken(draft, desk, complete=False)
    actions.decline(case, **acts.declining(request), by=desk, at=timezone.now())
    messages.success(request, _("不予受理决定书已制发，请交给申请人。"))
    return case.number


ACTS: dict[str, Callable[[HttpRequest, Draft, Desk], str]] = {
    "receive": receive,
    "accept": accept,
    "finish": finish,
    "correct": correct,
    "decline": decline,
}
