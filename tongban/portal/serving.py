"""文书送达 as the applicant sees it: how each paper reached him, and whether he takes them electronically."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tongban.cases import actions, queries
from tongban.cases.models import Case
from tongban.papers.models import Serving
from tongban.papers.rules import Method
from tongban.portal import acting
from tongban.ui import access, casework, formats


def shown(case: Case) -> dict:
    """What the page of a case tells of service."""
    told = {key: words(service) for key, service in casework.served(case).items()}
    return {"agreed": queries.electronic(case), "told": told}


def words(service: Serving) -> str:
    """How a paper was served, or what is waited for."""
    if service.served_on:
        day = formats.day(service.served_on)
        return _("%(day)s送达，%(way)s") % {"day": day, "way": service.get_method_display()}
    if service.began_at is None:
        return _("还没有送达")
    if service.method == Method.ELECTRONIC:
        return _("%(day)s进入您的账户，还没有打开") % {"day": formats.day(service.began_at)}
    if service.method == Method.POST:
        told = {"day": formats.day(service.began_at), "number": service.tracking}
        return _("%(day)s寄出，邮件号%(number)s") % told
    if service.method == Method.NOTICE and service.until:
        return _("公告送达，%(day)s期满") % {"day": formats.day(service.until)}
    return _("还没有送达")


@access.person
@require_POST
def choice(request: HttpRequest, number: str) -> HttpResponse:
    """同意电子送达, or no longer."""
    found, party = acting.case(request, number)
    electronic = request.POST.get("electronic") == "true"
    actions.choose_service(found, electronic=electronic, by=party, at=timezone.now())
    done = (
        _("已同意电子送达，打开文书时会留下记录。")
        if electronic
        else _("不再用电子方式送达，以后的文书到窗口领取或者邮寄。")
    )
    messages.success(request, done)
    return redirect("portal:case", found.number)
