"""两人同改: what somebody saved meanwhile beside what one wanted to save; nothing of either is lost."""

import uuid
from collections.abc import Iterable, Mapping

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tongban.catalogue import differences
from tongban.catalogue.models import Proposal
from tongban.catalogue.proposals import actions, queries, step
from tongban.console import access as permission
from tongban.console import whole
from tongban.core import errors
from tongban.ui import access

Elements = Mapping[str, object]  # None: no longer said


def seen(request: HttpRequest) -> int:
    """The revision that was on the page."""
    return number(request, "revision")


def opened(request: HttpRequest, proposal: Proposal) -> dict:
    """The text that a change is made from: as it was on the page, once others have changed it since."""
    if not queries.others(proposal, seen(request), request.desk).exists():
        return proposal.definition
    revision = proposal.revisions.filter(number=seen(request)).first()
    return revision.definition if revision else {}


def number(request: HttpRequest, name: str) -> int:
    """A number of a revision; 0 where none was given."""
    return numbered(request.POST.get(name, ""))


def numbered(given: str) -> int:
    """The number that a text is; 0 where it is none."""
    return int(given) if given.isascii() and given.isdigit() and len(given) < 9 else 0


def page(
    request: HttpRequest, proposal: Proposal, keys: Iterable[str], document: dict, overtaken: step.Overtaken
) -> HttpResponse:
    """The other's text against his own; his own goes on top of the other's when he says so."""
    if request.headers.get("X-Requested-With") == "autosave":
        return HttpResponse(overtaken.sentence, status=overtaken.status)
    fresh = permission.proposal(request, proposal.pk)
    opened = fresh.revisions.filter(number=seen(request)).first()
    before = opened.definition if opened else {}
    mine = {key: document.get(key) for key in keys if document.get(key) != before.get(key)}
    merged = on_top(fresh.definition, mine)
    shown = {
        "proposal": fresh,
        "other": queries.others(fresh, seen(request), request.desk).first(),
        "theirs": differences.between(before, fresh.definition),
        "mine": differences.between(fresh.definition, merged),
        "kept": signing.dumps(mine, salt=str(fresh.pk), compress=True),
        "text": whole.text(fresh, merged),
        "sentence": overtaken.sentence,
    }
    return render(request, "console/overtaken.html", shown, status=overtaken.status)


def on_top(document: dict, mine: Elements) -> dict:
    """A document with one's own elements instead."""
    return {key: value for key, value in {**document, **mine}.items() if value is not None}


@access.staff
@require_POST
def keep(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """保存我的修改: one's own elements on top of the latest text."""
    proposal = permission.proposal(request, pk)
    try:
        mine = signing.loads(request.POST.get("kept", ""), salt=str(pk))
    except signing.BadSignature as unread:
        raise errors.Problem(_("没有读到您的修改，修订稿没有变化。请回到修订稿重新填写。")) from unread
    document = on_top(proposal.definition, mine)
    by, at = permission.at_console(request), timezone.now()
    try:
        actions.revise(proposal, document, seen=seen(request), by=by, at=at)
    except step.Overtaken as again:
        return page(request, proposal, mine, document, again)
    messages.success(request, _("已保存您的修改。"))
    return redirect("console:proposal", pk)
