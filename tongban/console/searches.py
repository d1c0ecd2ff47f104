"""没搜到的: what people look for in vain, and words to be added to an item's aliases."""

import datetime as dt

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tongban.catalogue import asked
from tongban.catalogue.proposals import actions, queries
from tongban.console import access as permission
from tongban.console import measures
from tongban.core import errors
from tongban.ui import access, casework

PER_PAGE = 50


@access.staff
@require_safe
def searches(request: HttpRequest) -> HttpResponse:
    """By count, of one week or of all."""
    week: dt.date | None = measures.day(request.GET.get("week", ""))
    page = Paginator(asked.in_vain(week), PER_PAGE).get_page(request.GET.get("page"))
    shown = {
        "page": page,
        "week": week,
        "weeks": asked.weeks(),
        "items": queries.items(request.desk).filter(state="active").order_by("name"),
        "drafts": bool(permission.powered(request.desk, "draft_items")),
        "url_of": lambda number: f"?week={week or ''}&page={number}",
    }
    return render(request, "console/searches.html", shown)


@access.staff
@require_POST
def alias(request: HttpRequest) -> HttpResponse:
    """加为别名: a proposal of an item with one more word by which it is found."""
    word, code = casework.said(request, "word")[: asked.LONGEST], casework.said(request, "code")
    if not word or not code:
        raise errors.Problem(_("请选择事项和要加的词，没有建立修订稿。"))
    found, by, at = permission.item(request, code), permission.at_console(request), timezone.now()
    reason = _("群众常搜“%(word)s”") % {"word": word}
    made = actions.propose(found, reason=reason, by=by, at=at)
    names = made.definition.get("aliases", [])
    if word not in names:
        document = made.definition | {"aliases": [*names, word]}
        actions.revise(made, document, seen=made.revision, by=by, at=at)
    messages.success(request, _("已起草修订，把“%(word)s”加到别名里，请检查后提交。") % {"word": word})
    return redirect("console:edit", made.pk, "basic")
