"""自愿选择: signing an undertaking or a commitment with a draft, and taking it back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from tongban.cases import actions
from tongban.core import errors
from tongban.portal import attaching, drafts
from tongban.portal.filling import Filling
from tongban.ui import access

UNREAD = "请看过上面的内容，勾选以后再签署"


@access.person
@drafts.drafted
def tolerance(request: HttpRequest, opened: Filling) -> HttpResponse:
    """容缺受理承诺书: signed for the papers that were ticked, or taken back."""
    if request.method != "POST":
        return redirect("portal:draft_papers", opened.draft.pk)
    if request.POST.get("act") == "retract":
        actions.retract_undertaking(opened.draft)
        messages.success(request, _("承诺已撤回，这些材料请在提交前上传。"))
        return redirect("portal:draft_papers", opened.draft.pk)
    keys, by = request.POST.getlist("papers"), opened.by
    if request.POST.get("undertaken") != "true":
        return attaching.page(request, opened, status=422, chosen=keys, undertaking_wrong=_(UNREAD))
    try:
        actions.undertake(
            opened.draft, keys=keys, name=by.firm_name or by.name, by=by.author, at=timezone.now()
        )
    except errors.Invalid as refused:
        why = "；".join(dict.fromkeys(sentence for _key, sentence in refused.errors))
        return attaching.page(request, opened, status=422, chosen=keys, undertaking_wrong=why)
    messages.success(request, _("容缺受理承诺书已签署。受理以后，按期补交就行。"))
    return redirect("portal:draft_papers", opened.draft.pk)


@access.person
@drafts.drafted
def commitment(request: HttpRequest, opened: Filling) -> HttpResponse:
    """告知承诺 or 一般程序: as he chooses."""
    if request.method != "POST":
        return redirect("portal:draft_papers", opened.draft.pk)
    if request.POST.get("way") == "ordinary":
        actions.take_ordinary_way(opened.draft)
        messages.success(request, _("已改为一般程序，请按清单交材料。"))
    elif request.POST.get("promised") != "true":
        return attaching.page(request, opened, status=422, commitment_wrong=_(UNREAD))
    else:
        actions.commit(opened.draft, by=opened.by, at=timezone.now())
        messages.success(request, _("告知承诺书已签署，由承诺代替的材料不用交了。"))
    return redirect("portal:draft_papers", opened.draft.pk)
