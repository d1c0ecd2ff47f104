"""发送情况: what was sent by which medium, what failed and why; without names, addresses or contents."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tongban.console import access as permission
from tongban.console import telling
from tongban.notices import actions, queries, wording
from tongban.notices.media import chosen
from tongban.notices.models import Sending
from tongban.notices.states import Medium, Standing
from tongban.ui import access

PER_PAGE = 50
LIGHTS = {Standing.QUEUED: "pause", Standing.SENT: "ok", Standing.FAILED: "bad", Standing.SUPPRESSED: "warn"}


@access.staff
@require_safe
def sendings(request: HttpRequest) -> HttpResponse:
    """The latest first, by state and medium, with the count of each."""
    telling.power(request.desk)
    state, medium = _one_of(request, "state", Standing.values), _one_of(request, "medium", Medium.values)
    found = queries.log(*([state] if state else [])).filter(**({"medium": medium} if medium else {}))
    page = Paginator(found.defer("address", "text", "notice__title", "notice__body"), PER_PAGE)
    counted = Sending.objects.values_list("medium", "state").annotate(Count("pk"))
    sizes = {(one, other): size for one, other, size in counted}
    shown = {
        "page": page.get_page(request.GET.get("page")),
        "state": state,
        "medium": medium,
        "states": Standing.choices,
        "media": Medium.choices,
        "ready": chosen.set_up(),
        "sizes": [
            (label, [sizes.get((key, each), 0) for each in Standing.values]) for key, label in Medium.choices
        ],
        "labels": Standing.labels,
        "lights": LIGHTS,
        "kind": lambda verb: wording.BOOK[verb].title.partition("：")[0] if verb in wording.BOOK else verb,
        "url_of": lambda number: "?" + urlencode({"state": state, "medium": medium, "page": number}),
    }
    return render(request, "console/telling/sendings.html", shown)


def _one_of(request: HttpRequest, name: str, known: Sequence[str]) -> str:
    given = request.GET.get(name, "")
    return given if given in known else ""


@access.staff
@require_POST
def retrial(request: HttpRequest) -> HttpResponse:
    """重新发送: one that has failed, or all of them."""
    telling.power(request.desk)
    only = request.POST.get("only")
    size = actions.retry(at=timezone.now(), only=permission.number(only) if only else None)
    messages.success(request, _("已重新排队%(n)s条，一分钟内开始发送。") % {"n": size})
    return redirect(f"{reverse('console:sendings')}?state={Standing.QUEUED}")
