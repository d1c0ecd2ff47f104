"""两人同改: what somebody saved meanwhile beside what one wanted to save; nothing of either is lost."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tongban.catalogue import differences
from tongban.catalogue.models import Proposal
from tongban.catalogue.proposals import queries, step
from tongban.console import access as permission
from tongban.console import whole


def page(
    request: HttpRequest, proposal: Proposal, keys: Iterable[str], document: dict, overtaken: step.Overtaken
) -> HttpResponse:
    """The other's text against his own; his own goes on top of the other's when he says so."""
    if request.headers.get("X-Requested-With") == "autosave":
        return HttpResponse(overtaken.sentence, status=overtaken.status)
    fresh = permission.proposal(request, proposal.pk)
    given = request.POST.get("revision", "")
    seen = int(given) if given.isdigit() and len(given) < 9 else 0
    opened = fresh.revisions.filter(number=seen).first()
    before = opened.definition if opened else {}
    mine = {key: document.get(key) for key in keys if document.get(key) != before.get(key)}
    merged = fresh.definition | mine
    merged = {key: value for key, value in merged.items() if value is not None}
    shown = {
        "proposal": fresh,
        "other": queries.others(fresh, seen, request.desk).first(),
        "theirs": differences.between(before, fresh.definition),
        "mine": differences.between(fresh.definition, merged),
        "text": whole.text(fresh, merged),
        "sentence": overtaken.sentence,
    }
    return render(request, "console/overtaken.html", shown, status=overtaken.status)
