"""消息中心: list, reading and settings of whoever has signed in, for pages of persons and of staff."""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongban.core import errors, text
from tongban.notices import actions, queries
from tongban.notices.media import chosen
from tongban.notices.states import IN_APP, Medium

SIZE = 20
FILTERS = {"": gettext_lazy("全部"), "unread": gettext_lazy("未读")}
NAMES = {
    Medium.SMS: gettext_lazy("短信"),
    Medium.MAIL: gettext_lazy("电子邮件"),
    Medium.WECHAT: gettext_lazy("微信"),
}


def recipient(request: HttpRequest) -> str:
    """The key under which the signed-in account is told."""
    user = request.user
    return f"person:{user.person_id}" if user.person_id else f"officer:{user.officer_id}"


def listed(request: HttpRequest) -> dict:
    """What the page of messages shows."""
    show = request.GET.get("show", "") if request.GET.get("show", "") in FILTERS else ""
    mine = recipient(request)
    found = queries.unread(mine).order_by("-created_at", "pk") if show else queries.inbox(mine)
    return {
        "page": Paginator(found, SIZE).get_page(request.GET.get("page")),
        "show": show,
        "filters": [(str(label), f"?show={key}", key == show) for key, label in FILTERS.items()],
        "url_of": lambda number: f"?show={show}&page={number}",
    }


def opened(request: HttpRequest, pk: uuid.UUID, back: str) -> HttpResponse:
    """已读, and on to what the message is about or back to the list."""
    _posted(request)
    notice = get_object_or_404(queries.inbox(recipient(request)), pk=pk)
    actions.read(notice, at=timezone.now())
    return redirect(notice.link if "open" in request.POST else back)


def all_read(request: HttpRequest, back: str) -> HttpResponse:
    """全部标为已读."""
    _posted(request)
    size = actions.read_all(recipient(request), at=timezone.now())
    messages.success(request, _("%(n)s条消息已标为已读。") % {"n": size})
    return redirect(back)


def _posted(request: HttpRequest) -> None:
    if request.method != "POST":
        raise Http404


def settings(request: HttpRequest, back: str) -> HttpResponse | dict:
    """接收设置: what the page shows, or the way back once it is saved."""
    wanted, failed = queries.preference(recipient(request)), None
    if request.method == "POST":
        off = {IN_APP, *chosen.set_up()} - set(request.POST.getlist("on"))
        kept = {channel for channel in wanted.off if channel not in (IN_APP, *chosen.set_up())}
        mail = request.POST.get("mail", "").strip() if Medium.MAIL in chosen.set_up() else wanted.mail or ""
        try:
            actions.prefer(wanted.recipient, off=off | kept, mail=mail)
        except errors.Invalid as refused:
            wanted.off, wanted.mail, failed = [*off], mail, refused
        else:
            messages.success(request, _("接收设置已保存，从下一条消息起生效。"))
            return redirect(back)
    return {
        "media": [_medium(request, wanted, medium) for medium in Medium],
        "in_app": IN_APP not in wanted.off,
        "mail": wanted.mail or "",
        "wechat": {"ready": Medium.WECHAT in chosen.set_up(), "bound_at": wanted.wechat and wanted.wechat_at},
        "failed": failed,
    }


def _medium(request: HttpRequest, wanted, medium: Medium) -> dict:
    """How one medium stands for him."""
    ready = medium in chosen.set_up()
    notes = {
        Medium.SMS: _phone(request) if ready and medium == Medium.SMS else "",
        Medium.MAIL: "",
        Medium.WECHAT: _("已绑定") if wanted.wechat else _("还没有绑定微信，绑定以后才能收到"),
    }
    note = str(notes[medium]) if ready else _("本站还没有接通")
    return {
        "key": medium.value,
        "name": NAMES[medium],
        "ready": ready,
        "on": medium not in wanted.off,
        "note": note,
    }


def _phone(request: HttpRequest) -> str:
    phone = request.user.person.phone if request.user.person_id else None
    return (
        _(
            "发到%(phone)s",
        )
        % {"phone": text.mask_phone(phone)}
        if phone
        else _("没有登记手机号，收不到短信")
    )
