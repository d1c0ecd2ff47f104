"""历次版本: when the guide of an item changed, and what the public finds different in it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tongban.catalogue import differences, queries
from tongban.catalogue.models import Version
from tongban.ui import access

INNER = {"form", "examples", "extra"}  # elements of which the guide says nothing


@access.public
@require_safe
def versions(request: HttpRequest, code: str) -> HttpResponse:
    """Every version, the newest first, and how the chosen one differs from the one before it."""
    item = queries.subject(code.upper())
    if item is None:
        raise Http404
    columns = ("number", "effective_from", "pk", "proposal__reason")
    found = list(Version.objects.filter(item__code=item.code).order_by("-number").values(*columns))
    wished = request.GET.get("version", "")
    place = next((i for i, each in enumerate(found) if str(each["number"]) == wished), 0)
    before = found[place + 1] if place + 1 < len(found) else None
    shown = {
        "item": item,
        "versions": found,
        "chosen": found[place],
        "before": before,
        "differences": _between(before["pk"], found[place]["pk"]) if before else [],
        "trail": [(_("首页"), "/"), (item.name, reverse("portal:guide", args=[item.code]))],
    }
    return render(request, "portal/versions.html", shown)


def _between(before: int, after: int) -> list[differences.Difference]:
    both = [queries.definition(pk).written for pk in (before, after)]
    return differences.between(*({k: v for k, v in each.items() if k not in INNER} for each in both))
