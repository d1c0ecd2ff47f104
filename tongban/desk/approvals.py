"""待批准: what waits for those who decide, the nearest limit first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tongban.cases import approvals
from tongban.ui import access


@access.staff
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """The list."""
    asked = approvals.waiting(request.desk, timezone.localdate())
    shown = {"asked": asked, "decides": approvals.decides(request.desk)}
    return render(request, "desk/approvals.html", shown)
