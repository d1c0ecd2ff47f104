"""The API as a whole: who may call what, and how it says what went wrong."""

from collections.abc import Iterable
from http import HTTPStatus

from django.db import DataError
from django.http import Http404, HttpRequest, JsonResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from tongban.api import applicants, drafting, ends, interruptions, items, officers, rights, signing
from tongban.api.access import Bearer
from tongban.core import errors

site = NinjaAPI(
    title="Tongban 通办",
    version="1",
    description=__doc__ or "",
    auth=Bearer(),
    docs_url=None,
    urls_namespace="api",
)
for part in (signing, items, drafting, applicants, rights, officers, interruptions, ends):
    site.add_router("", part.router)


def problem(status: int, code: str, sentence: str, faults: Iterable[tuple[str, str]] = ()) -> JsonResponse:
    """application/problem+json (RFC 9457)."""
    body = {
        "type": f"urn:tongban:problem:{code}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": sentence,
        "errors": [{"field": field, "message": message} for field, message in faults],
    }
    return JsonResponse(body, status=status, content_type="application/problem+json")


@site.exception_handler(errors.Problem)
def told(_request: HttpRequest, raised: errors.Problem) -> JsonResponse:
    """What the law or the case does not allow."""
    return problem(raised.status, raised.code, raised.sentence, getattr(raised, "errors", []))


@site.exception_handler(ValidationError)
def misshaped(_request: HttpRequest, raised: ValidationError) -> JsonResponse:
    """A body that is not of the described shape."""
    faults = [(".".join(str(p) for p in fault["loc"]), fault["msg"]) for fault in raised.errors]
    return problem(
        422, "misshaped", "请求的内容不符合接口说明，没有办理任何业务。请按errors逐项改正。", faults
    )


@site.exception_handler(HttpError)
def refused(_request: HttpRequest, raised: HttpError) -> JsonResponse:
    """A body that cannot be read, for one."""
    return problem(raised.status_code, "unreadable", "请求读不懂，没有办理任何业务。请检查JSON格式和编码。")


@site.exception_handler(DataError)
def unkeepable(_request: HttpRequest, _raised: DataError) -> JsonResponse:
    """A character or a number that no column takes."""
    return problem(422, "unkeepable", "请求里有不能保存的字符或者数字，没有办理任何业务。请改正后再试。")


@site.exception_handler(AuthenticationError)
def unknown(_request: HttpRequest, _raised: AuthenticationError) -> JsonResponse:
    """No token, or one that is over."""
    return problem(401, "unauthenticated", "请先取得访问令牌：POST /api/v1/tokens。")


@site.exception_handler(Http404)
def missing(_request: HttpRequest, _raised: Http404) -> JsonResponse:
    """Not there, or not for this caller: the answer is the same."""
    return problem(404, "not-found", "没有找到，或者您无权查看。")
