"""Signing in and out (登录、退出): the page of the sign-in library in our clothes, and where one lands."""

from allauth.account.views import LoginView
from django.contrib import auth, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tongban.identity import queries
from tongban.ui import access

PLACES = {
    "window": "/counter/",
    "issue": "/counter/",
    "editor": "/console/",
    "checker": "/console/",
    "legal": "/console/",
    "establishment": "/console/",
    "keeper": "/console/",
    "supervisor": "/board/",
}  # of the kinds of posts that do not work at the desk

sign_in = access.public(LoginView.as_view(template_name="portal/sign_in.html"))


@access.public
def landing(request: HttpRequest) -> HttpResponse:
    """Where somebody goes who signed in without asking for a page."""
    account = request.user
    if not account.is_authenticated:
        return redirect("/")
    if account.officer_id is None:
        return redirect("/mine/")
    desks = queries.desks(account.officer, timezone.localdate())
    return redirect(PLACES.get(desks[0].post_kind, "/desk/") if desks else "/desk/")


@access.public
def sign_out(request: HttpRequest) -> HttpResponse:
    """A GET asks first, so that no link on another page can sign somebody out."""
    if request.method != "POST" and request.user.is_authenticated:
        return render(request, "portal/sign_out.html")
    if request.user.is_authenticated:
        auth.logout(request)
        messages.success(request, _("已退出登录。没有提交的草稿都还在，下次登录可以接着填。"))
    return redirect("/")
