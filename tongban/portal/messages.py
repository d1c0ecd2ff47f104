"""我的消息: what the person was told, himself or for a firm he acts for, and how he wants to be told."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from tongban.core import text
from tongban.ui import access, inbox


def frame(request: HttpRequest) -> dict:
    """Messages are the person's own, whomever he acts for."""
    return {"party": text.mask_name(request.user.person.name), "several": False}


@access.person
def messages(request: HttpRequest) -> HttpResponse:
    """消息."""
    return render(request, "portal/mine/messages.html", frame(request) | inbox.listed(request))


@access.person
def reading(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """已读."""
    return inbox.opened(request, pk, reverse("portal:messages"))


@access.person
def all_read(request: HttpRequest) -> HttpResponse:
    """全部标为已读."""
    return inbox.all_read(request, reverse("portal:messages"))


@access.person
def settings(request: HttpRequest) -> HttpResponse:
    """接收设置."""
    answer = inbox.settings(request, reverse("portal:message_settings"))
    if isinstance(answer, dict):
        return render(request, "portal/mine/message_settings.html", frame(request) | answer)
    return answer
