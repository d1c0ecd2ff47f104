"""Permission of a route (路由权限): every view is marked `@public`, `@person` or `@staff`.

The mark stands in `view.access` and is enforced here. A problem that a view does not show becomes a page.
"""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.db import DataError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from tongban.core.errors import Problem
from tongban.identity import queries
from tongban.ui import refusals

POST_COOKIE = "tb_post"

View = Callable[..., HttpResponseBase]


def _marked(access: str, refusal: Callable[[HttpRequest], HttpResponse | None]) -> Callable[[View], View]:
    def mark(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
            if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
                return refusals.page(request, 400)  # the database takes no such text
            refused = refusal(request)
            if refused is not None:
                return refused
            try:
                return view(request, *args, **kwargs)
            except Problem as raised:
                return refusals.problem(request, raised)
            except DataError:  # a character or a number that no column takes
                return refusals.page(request, 400)

        guarded.access = access
        return guarded

    return mark


def _sign_in(request: HttpRequest) -> HttpResponse:
    if "HX-Request" not in request.headers:
        return redirect_to_login(request.get_full_path())
    address = redirect_to_login(request.headers.get("HX-Current-URL", "/"))["Location"]
    return HttpResponse(status=204, headers={"HX-Redirect": address})


def _not_a_person(request: HttpRequest) -> HttpResponse | None:
    if not request.user.is_authenticated:
        return _sign_in(request)
    if request.user.person_id is None:
        return refusals.page(request, 403, sentence=_("这一页是给申请人用的，工作人员账号不能打开。"))
    return None


def _not_staff(request: HttpRequest) -> HttpResponse | None:
    if not request.user.is_authenticated:
        return _sign_in(request)
    if request.user.officer_id is None:
        return refusals.page(request, 403, sentence=_("这一页是给工作人员用的。"))
    desks = queries.desks(request.user.officer, timezone.localdate())
    if not desks:
        return refusals.page(
            request, 403, sentence=_("您今天没有任职的岗位，不能办理业务。请联系本单位管理员。")
        )
    chosen = request.COOKIES.get(POST_COOKIE, "")
    request.desks = desks
    request.desk = next((desk for desk in desks if str(desk.post_id) == chosen), desks[0])
    return None


public = _marked("public", lambda _request: None)
public.__doc__ = "公开: anybody."
person = _marked("person", _not_a_person)
person.__doc__ = "申请人: the signed-in account of a natural person."
staff = _marked("staff", _not_staff)
staff.__doc__ = (
    "工作人员: a signed-in officer on a post he holds today; sets `request.desk` and `request.desks`."
)
