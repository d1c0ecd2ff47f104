"""工作人员的消息: one centre for window, desk and console; and, in a demo, what would have been sent."""

import uuid

from django.conf import settings as site
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from tongban.notices import queries
from tongban.notices.states import Standing
from tongban.ui import access, inbox

KINDS = {
    Standing.QUEUED: "pause",
    Standing.SENT: "ok",
    Standing.FAILED: "bad",
    Standing.SUPPRESSED: "warn",
}


@access.staff
def messages(request: HttpRequest) -> HttpResponse:
    """消息."""
    return render(request, "ui/messages.html", inbox.listed(request))


@access.staff
def reading(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """已读."""
    return inbox.opened(request, pk, reverse("ui:messages"))


@access.staff
def all_read(request: HttpRequest) -> HttpResponse:
    """全部标为已读."""
    return inbox.all_read(request, reverse("ui:messages"))


@access.staff
def settings(request: HttpRequest) -> HttpResponse:
    """接收设置."""
    answer = inbox.settings(request, reverse("ui:message_settings"))
    return render(request, "ui/message_settings.html", answer) if isinstance(answer, dict) else answer


@access.staff
def outbox(request: HttpRequest) -> HttpResponse:
    """发送记录 of a demo: every message on its way out, with what it says."""
    if not site.DEMO:
        raise Http404
    page = Paginator(queries.log(), inbox.SIZE).get_page(request.GET.get("page"))
    rows = [{"sending": one, "kind": KINDS[Standing(one.state)]} for one in page.object_list]
    return render(request, "ui/outbox.html", {"page": page, "rows": rows, "url_of": "?page={}".format})
