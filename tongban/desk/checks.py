"""抽查复核: what the system decided and the draw chose for a person to look at again."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tongban.cases import automatic
from tongban.ui import access

PER_PAGE = 50


@access.staff
@require_safe
def checks(request: HttpRequest) -> HttpResponse:
    """待复核, oldest first."""
    page = Paginator(automatic.to_check(request.desk), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "desk/checks.html", {"page": page, "url_of": lambda number: f"?page={number}"})
