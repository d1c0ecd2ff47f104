"""重新申请: an application that came to nothing is begun anew, with what was filled in."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from tongban.cases import actions
from tongban.portal import acting
from tongban.ui import access


@access.person
def again(request: HttpRequest, number: str) -> HttpResponse:
    """A draft with what the case said; where one is open already, that one."""
    case, party = acting.case(request, number)
    if request.method != "POST":
        return redirect("portal:case", case.number)
    draft = actions.begin_again(case, account=request.user, by=party, at=timezone.now())  # type: ignore[arg-type]
    messages.success(request, _("上次填的信息和交的材料都在，请看一遍再提交。"))
    return redirect("portal:draft", draft.pk)
