"""Idempotency: a command sent again with its key gets the first answer and does nothing."""

import hashlib
from collections.abc import Callable
from functools import wraps

from django.db import transaction
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from ninja import Status
from pydantic import BaseModel

from tongban.api.models import Answer
from tongban.core import errors

HEADER = "Idempotency-Key"


class KeyMissing(errors.Problem):
    """A command without a key."""

    status = 400


class KeyUsed(errors.Problem):
    """A key that stood for another request."""

    status = 422


def once(command: Callable) -> Callable:
    """Run the command once for each key of an account."""

    @wraps(command)
    def answered(request: HttpRequest, *args, **kwargs):
        key = request.headers.get(HEADER, "").strip()
        if not 8 <= len(key) <= 100:
            raise KeyMissing(f"请在请求头{HEADER}里给出8到100个字符的唯一标识，没有办理任何业务。")
        with transaction.atomic():
            answer, first = Answer.objects.select_for_update().get_or_create(
                account=request.auth,
                key=key,
                defaults={"request": _digest(request), "given_at": timezone.now()},
            )
            if not first:
                return _again(answer, request)
            status, body = _split(command(request, *args, **kwargs))
            Answer.objects.filter(pk=answer.pk).update(status=status, body=body)
        return JsonResponse(body, status=status)

    return answered


def _digest(request: HttpRequest) -> bytes:
    return hashlib.sha256(f"{request.method} {request.path}\n".encode() + request.body).digest()


def _again(answer: Answer, request: HttpRequest) -> JsonResponse:
    if bytes(answer.request) != _digest(request):
        raise KeyUsed(f"这个{HEADER}已经用于另一个请求，请换一个。没有办理任何业务。")
    return JsonResponse(answer.body, status=answer.status, headers={"Idempotent-Replay": "true"})


def _split(result: Status | BaseModel) -> tuple[int, dict]:
    status, body = (result.status_code, result.value) if isinstance(result, Status) else (200, result)
    return status, body.model_dump(mode="json")
