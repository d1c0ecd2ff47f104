"""One case for supervisors, read-only: its explained clock, who holds it, what happened; urging its post."""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tongban.board import access as permission
from tongban.cases import queries as facts
from tongban.cases.models import Case
from tongban.catalogue import codes
from tongban.core import errors, text
from tongban.identity.models import Officer
from tongban.supervision import actions, queries
from tongban.supervision.states import Measure
from tongban.ui import access, casework, hearings, interruptions, limits, oversight, reckoning, turning


@access.staff
@require_safe
def case(request: HttpRequest, number: str) -> HttpResponse:
    """The page of a case."""
    return page(request, permission.case(request, number))


@access.staff
@require_POST
def urging(request: HttpRequest, number: str) -> HttpResponse:
    """督办 the post that holds it."""
    found = permission.case(request, number)
    try:
        actions.urge(
            found,
            casework.said(request, "post"),
            text=casework.said(request, "urging_text"),
            answer_by=day(request.POST.get("answer_by", "")),
            by=permission.at_board(request),
            at=timezone.now(),
        )
    except errors.Invalid as wrong:
        return page(request, found, errors=wrong.errors, status=wrong.status)
    messages.success(request, _("督办已发出，被督办的岗位会收到消息，答复后会通知您。"))
    return redirect("board:case", found.number)


@access.staff
@require_safe
def urgings(request: HttpRequest) -> HttpResponse:
    """督办 within the range: what waits for an answer first."""
    found = queries.urged(permission.at_board(request))
    state = request.GET.get("state", "")
    chosen = state if state in ("open", "answered", "over") else ""
    rows, following = turned(request, found, chosen, "at")
    shown = {"urgings": rows, "following": following, "state": chosen, "posts": codes.POSTS}
    return render(request, "board/urgings.html", shown)


def turned(
    request: HttpRequest, found: QuerySet[turning.M], state: str, by: str
) -> tuple[list[turning.M], str]:
    """A page of a state, or of all, the latest first; and the address of the next."""
    chosen = found.filter(state=state) if state else found
    return turning.page(request, chosen, ((f"-{by}", turning.moment), ("pk", uuid.UUID)))


def day(typed: str) -> dt.date | None:
    """A day as it stands in a form."""
    try:
        return dt.date.fromisoformat(typed)
    except ValueError:
        return None


def page(
    request: HttpRequest, found: Case, *, errors: Iterable[tuple[str, str]] = (), status: int = 200
) -> HttpResponse:
    """All that stands on the page; after a fault, what was typed stands in its form again."""
    today = timezone.localdate()
    own, posts, urgings = found.firm_id is None, held(found, today), queries.urgings(found)
    shown = {
        "case": found,
        "who": text.mask_name(found.applicant_name) if own else found.applicant_name,
        "where": casework.where(found),
        "clock": limits.of(found, today),
        "reckoned": reckoning.told(found, facts.explained(found, today), "", today),
        "held": posts,
        "interrupted": interruptions.shown(found, today),
        "heard": hearings.shown(found, today),
        "options": [(each["post"], each["name"]) for each in posts],
        "timeline": casework.timeline(found),
        "urgings": urgings,
        "unanswered": [urging for urging in urgings if actions.bears(urging)],
        "measures": Measure.choices,
        "overtimes": found.overtimes.order_by("found_at", "pk"),
        "limit_names": oversight.CLOCKS,
        "findings": found.findings.select_related("officer").order_by("-found_at", "pk"),
        "posts": codes.POSTS,
        "errors": casework.lines(errors),
        "typed": request.POST,
        "tomorrow": today + dt.timedelta(1),
    }
    return render(request, "board/case.html", shown, status=status)


def held(found: Case, today: dt.date) -> list[dict]:
    """在谁手里: each post with the officers on it."""
    made = []
    for post in queries.posts(found):
        officers = Officer.objects.filter(pk__in=queries.holders(found, post, today)).order_by("name")
        names = "、".join(officer.name for officer in officers)
        made.append({"post": post, "name": codes.POSTS.get(post, post), "people": names or _("无人在岗")})
    return made
