"""抽查复核: what the system decided and the draw chose to be looked at again; stopping it at once."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tongban.cases import actions, automatic
from tongban.catalogue.models import Item
from tongban.core import errors
from tongban.desk.cases import at_desk
from tongban.identity.rules import Desk
from tongban.ui import access, casework

PER_PAGE = 50


@access.staff
@require_safe
def checks(request: HttpRequest) -> HttpResponse:
    """待复核, oldest first."""
    page = Paginator(automatic.to_check(request.desk), PER_PAGE).get_page(request.GET.get("page"))
    shown = {"page": page, "url_of": "?page={}".format, "items": automatic.switchable(request.desk)}
    return render(request, "desk/checks.html", shown)


def _item(request: HttpRequest, code: str) -> tuple[Item, Desk]:
    """One of the items that this officer may pause; others he does not hear of."""
    found = next((item for item, _pause in automatic.switchable(request.desk) if item.code == code), None)
    if found is None:
        raise Http404
    return found, at_desk(request)


@access.staff
@require_POST
def pause(request: HttpRequest, code: str) -> HttpResponse:
    """暂停自动办理, at once, by who decides such cases."""
    item, by = _item(request, code)
    try:
        actions.pause_automatic(item, reason=casework.said(request, "reason"), by=by, at=timezone.now())
    except errors.Invalid as wrong:
        messages.error(request, wrong.sentence)
    else:
        messages.success(request, _("已暂停自动办理，新的申请由人工办理。"))
    return redirect("desk:checks")


@access.staff
@require_POST
def resume(request: HttpRequest, code: str) -> HttpResponse:
    """恢复自动办理."""
    item, by = _item(request, code)
    actions.resume_automatic(item, by=by, at=timezone.now())
    messages.success(request, _("已恢复自动办理。"))
    return redirect("desk:checks")
