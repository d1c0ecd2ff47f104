"""网上预审: the window looks at a draft first, where the applicant wishes; its word stands at each paper."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from tongban.cases import actions, prereviews
from tongban.cases.models import PreReviewPoint
from tongban.portal import drafts
from tongban.portal.filling import Filling
from tongban.ui import access, formats


@access.person
@drafts.drafted
def ask(request: HttpRequest, opened: Filling) -> HttpResponse:
    """请窗口先看一看."""
    if request.method == "POST":
        asked = actions.ask_pre_review(opened.draft, by=opened.by, at=timezone.now())
        said = {"day": formats.weekday_day(asked.due_on)}
        messages.success(request, _("已送预审，窗口会在%(day)s前答复。您随时可以直接提交。") % said)
    return redirect("portal:draft_review", opened.draft.pk)


def shown(opened: Filling) -> dict:
    """How the pre-review of a draft stands: waiting, or the last answer."""
    rounds = prereviews.of(opened.draft.pk)
    waiting = rounds[0] if rounds and not rounds[0].outcome else None
    return {"waiting": waiting, "answered": next((one for one in rounds if one.outcome), None)}


def points(opened: Filling) -> dict[str, PreReviewPoint]:
    """What was said last of each paper whose files are still those that were looked at."""
    answered = shown(opened)["answered"]
    files: dict[str, list[str]] = {}
    for key, file in opened.draft.files.values_list("key", "file_id"):
        files.setdefault(key, []).append(str(file))
    said = answered.points.all() if answered else []
    return {one.key: one for one in said if one.files == sorted(files.get(one.key, []))}
