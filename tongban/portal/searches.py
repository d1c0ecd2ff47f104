"""搜索统计 of the portal: what was asked for, and whether a guide was opened from the answers."""

from urllib.parse import parse_qs, urlsplit

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from tongban.catalogue import asked


def noted(request: HttpRequest, text: str, found: int) -> None:
    """A search was answered; further pages of the same answer do not count."""
    if text.strip() and "page" not in request.GET:
        asked.note(text, found, timezone.localtime())


def opened(request: HttpRequest) -> None:
    """A guide was opened; counted when it was by a link among the answers."""
    came = urlsplit(request.headers.get("Referer", ""))
    if came.path == reverse("portal:items") and came.netloc == request.get_host():
        for text in parse_qs(came.query[:500]).get("q", [])[:1]:
            asked.opened(text, timezone.localtime())
