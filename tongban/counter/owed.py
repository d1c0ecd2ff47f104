"""待送达文书 and 未退还原件: what this window still owes to applicants."""

import datetime as dt
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tongban.cases import unserved
from tongban.cases.models import Case
from tongban.counter import cases
from tongban.papers.models import Serving
from tongban.ui import access, formats

PAGE = 30


@dataclass(frozen=True, slots=True)
class Row:
    """A paper that has not reached its addressee."""

    service: Serving
    case: Case
    late: bool

    @property
    def url(self) -> str:
        """Where its service is recorded."""
        return reverse("counter:service", args=[self.case.number, self.service.paper_id])

    @property
    def state(self) -> str:
        """How far it is, in words."""
        if self.service.began_at is None:
            return _("还没有送")
        began = formats.day(self.service.began_at)
        return _("%(day)s%(way)s，等待确认") % {"day": began, "way": self.service.get_method_display()}


@access.staff
@require_safe
def services(request: HttpRequest) -> HttpResponse:
    """待送达文书, the longest owed first; and originals that were not given back."""
    desk, today = cases.clerk(request), timezone.localdate()
    page = Paginator(unserved.services(desk), PAGE).get_page(request.GET.get("page"))
    shown = {
        "page": page,
        "rows": rows(list(page.object_list), today),
        "originals": unserved.originals(desk)[:PAGE],
        "here_is": "services",
    }
    return render(request, "counter/services.html", shown)


def rows(found: list[Serving], today: dt.date) -> list[Row]:
    """Each with its case, and whether it is owed too long."""
    known = {case.chain: case for case in unserved.cases(found)}
    return [Row(one, known[one.paper.subject], unserved.late(one, today)) for one in found]
