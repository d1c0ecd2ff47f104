"""草稿: fetching the draft of a step through its account, showing the step, going on."""

import uuid
from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tongban.cases import actions, rules
from tongban.cases.models import Case, Draft
from tongban.portal import acting, filling
from tongban.portal.filling import Filling


def drafted(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Fetch the draft through its account; one that was submitted leads to its case."""

    @wraps(view)
    def found(request: HttpRequest, draft_id: uuid.UUID, **words) -> HttpResponse:
        own = Draft.objects.select_related("item__agency", "item__current").filter(account=request.user)
        own = own.defer("item__current__definition")  # kept in process
        draft = own.filter(pk=draft_id).first()
        if draft is None:
            return submitted(request, draft_id)
        if actions.renew(draft, at=timezone.now()):
            messages.info(request, _("办事指南有更新，您填过的都在。请按新的内容再看一遍。"))
        return view(request, filling.of(draft, acting.party(request, draft.firm_id)), **words)

    return found


def submitted(request: HttpRequest, draft_id: uuid.UUID) -> HttpResponse:
    """The receipt of what the draft became."""
    visible = Case.objects.visible_to(*acting.parties(request))
    return redirect("portal:receipt", get_object_or_404(visible, submission=draft_id).number)


def page(
    request: HttpRequest, key: str, opened: Filling, *, status: int = 200, **shown: object
) -> HttpResponse:
    """A step of the application, with the way back and on."""
    keys = filling.steps(opened)
    place = keys.index(key)
    shown |= {
        "filling": opened,
        "draft": opened.draft,
        "steps": [filling.STEPS[one] for one in keys],
        "place": place + 1,
        "heading": filling.STEPS[key],
        "before": keys[place - 1] if place else None,
        "after": keys[place + 1] if place + 1 < len(keys) else None,
        "guide": reverse("portal:guide", args=[opened.draft.item.code]),
        "saved": f"{timezone.localtime(opened.draft.saved_at):%H:%M}",
        "after_label": filling.STEPS[keys[place + 1]] if place + 1 < len(keys) else "",
    }
    template = shown.pop("template", f"portal/apply/{key}.html")
    return render(request, str(template), shown, status=status)


def onward(request: HttpRequest, key: str, opened: Filling, *, signed: bool = False) -> HttpResponse:
    """To the next step, or out where that was asked for; a form that needs no filling in is to be signed."""
    if "leave" in request.POST:
        messages.success(request, _("草稿已保存，随时可以接着填。"))
        return redirect("portal:drafts")
    keys = filling.steps(opened)
    following = keys[keys.index(key) + 1]
    to_sign = following == "form" and not filling.lacking(opened)
    signs = key == "form" and rules.signature_key(opened.schema) and not signed
    return redirect(f"portal:draft_{'application' if to_sign or signs else following}", opened.draft.pk)
