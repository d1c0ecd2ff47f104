"""原件: left at the window, given back, passed on."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tongban.cases import actions
from tongban.counter import acts, cases
from tongban.files import actions as files
from tongban.ui import access, casework


@access.staff
@require_POST
def keep(request: HttpRequest, number: str) -> HttpResponse:
    """保管原件."""
    return acts.answered(
        request,
        number,
        lambda case: actions.keep_originals(
            case, originals=written(request), by=request.desk, at=timezone.now()
        ),
        _("原件已登记，保管单已制发，请打印交给申请人。"),
    )


def written(request: HttpRequest) -> list[tuple[str, int, int]]:
    """The lines that have a name; what is not a number is none."""
    lines = (
        (casework.said(request, f"name-{n}"), counted(request, f"copies-{n}"), counted(request, f"pages-{n}"))
        for n in range(cases.ROWS)
    )
    return [line for line in lines if line[0]]


def counted(request: HttpRequest, name: str) -> int:
    """A small number as written, else 0."""
    said = casework.said(request, name)
    return int(said) if said.isascii() and said.isdigit() and len(said) < 5 else 0


@access.staff
@require_POST
def settle(request: HttpRequest, number: str) -> HttpResponse:
    """退还 to the applicant, or 移交."""
    ticked = [
        int(pk) for pk in request.POST.getlist("originals") if pk.isascii() and pk.isdigit() and len(pk) < 18
    ]
    receiver, now = casework.said(request, "holder")[:120], timezone.now()
    if request.POST.get("act") == "pass":
        return acts.answered(
            request,
            number,
            lambda case: actions.pass_on(case, originals=ticked, receiver=receiver, by=request.desk, at=now),
            _("原件已登记移交。"),
        )
    sent = request.FILES.get("proof")
    return acts.answered(
        request,
        number,
        lambda case: actions.give_back(
            case,
            originals=ticked,
            receiver=receiver,
            relation=casework.said(request, "holder_relation")[:60],
            proof=files.store(sent, sent.name, by=request.desk.author(), at=now).pk if sent else None,
            by=request.desk,
            at=now,
        ),
        _("原件已退还，请领回人在保管单存根上签收。"),
    )
