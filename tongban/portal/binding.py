"""绑定微信: the person consents on the platform, comes back, and is told there too; or no longer."""

import secrets

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tongban.notices import actions
from tongban.notices.media import binding, chosen
from tongban.notices.media.message import Refused, Unreachable
from tongban.notices.states import Medium
from tongban.ui import access, inbox

STATE = "wechat_state"  # of the session: who comes back is who went


@access.person
@require_safe
def wechat(request: HttpRequest) -> HttpResponse:
    """去绑定: on to the platform's page of consent."""
    _set_up()
    request.session[STATE] = secrets.token_urlsafe(16)
    back = settings.SITE_URL + reverse("portal:wechat_bound")
    return redirect(binding.consent(back, request.session[STATE]))


@access.person
@require_safe
def bound(request: HttpRequest) -> HttpResponse:
    """绑定: back from the platform with a code, once."""
    _set_up()
    expected, code = request.session.pop(STATE, ""), request.GET.get("code", "")
    if not expected or not code or not secrets.compare_digest(expected, request.GET.get("state", "")):
        messages.error(request, _("没有绑定：没有收到微信的同意。请再点一次“绑定微信”。"))
        return redirect("portal:message_settings")
    try:
        openid = binding.openid(code[:200])
    except (Refused, Unreachable) as failure:
        messages.error(request, _("没有绑定，微信没有答复（%(why)s）。请过一会儿再试。") % {"why": failure})
        return redirect("portal:message_settings")
    actions.bind_wechat(inbox.recipient(request), openid, at=timezone.now())
    messages.success(request, _("微信已绑定，从下一条消息起也发到微信。"))
    return redirect("portal:message_settings")


@access.person
@require_POST
def unbinding(request: HttpRequest) -> HttpResponse:
    """解除绑定."""
    actions.unbind_wechat(inbox.recipient(request))
    messages.success(request, _("微信已解除绑定，不再发到微信。"))
    return redirect("portal:message_settings")


def _set_up() -> None:
    if Medium.WECHAT not in chosen.set_up():
        raise Http404
