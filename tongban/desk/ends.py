"""终止、作废、恢复 and 撤销 at the desk."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tongban.cases import actions
from tongban.desk import acts, cases
from tongban.ui import access, casework


def said(request: HttpRequest, *names: str, of: str) -> dict[str, str]:
    """What was written in the fields of a form, by their names without its own."""
    return {name: casework.said(request, f"{of}_{name}") for name in names}


@access.staff
@require_POST
def terminate(request: HttpRequest, number: str) -> HttpResponse:
    """终止办理."""
    case, by, at = casework.found(request, number), cases.at_desk(request), timezone.now()
    given = said(request, "kind", "reason", "basis", of="termination")
    words = _("已终止办理，终止办理通知书已制发。")
    return acts.answered(request, case, lambda: actions.terminate(case, **given, by=by, at=at), words)


@access.staff
@require_POST
def ask_void(request: HttpRequest, number: str) -> HttpResponse:
    """申请作废."""
    case, by, at = casework.found(request, number), cases.at_desk(request), timezone.now()
    given = said(request, "kind", "reason", "twin", of="void")
    words = _("作废申请已提交，等待批准。批准以前照常办理。")
    return acts.answered(request, case, lambda: actions.ask_void(case, **given, by=by, at=at), words)


@access.staff
@require_POST
def answer_void(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """批准 or 不批准作废."""
    case, by, at = casework.found(request, number), cases.at_desk(request), timezone.now()
    asked = get_object_or_404(case.voidings, pk=pk)
    if casework.said(request, "granted") == "yes":
        words = _("已批准作废，申请人会收到通知。")
        return acts.answered(request, case, lambda: actions.void(asked, by=by, at=at), words)
    opinion, words = casework.said(request, "void_opinion"), _("没有批准作废，照常办理。")
    return acts.answered(
        request, case, lambda: actions.refuse_void(asked, opinion=opinion, by=by, at=at), words
    )


@access.staff
@require_POST
def reopen(request: HttpRequest, number: str) -> HttpResponse:
    """恢复办理."""
    case, by, at = casework.found(request, number), cases.at_desk(request), timezone.now()
    given = said(request, "ground", "order", "reason", of="reopen")
    words = _("已恢复办理，恢复办理通知书已制发。")
    return acts.answered(request, case, lambda: actions.reopen(case, **given, by=by, at=at), words)


@access.staff
@require_POST
def announce(request: HttpRequest, number: str) -> HttpResponse:
    """撤销许可事先告知."""
    case, by, at = casework.found(request, number), cases.at_desk(request), timezone.now()
    given = said(request, "ground", "reason", "basis", of="revocation")
    words = _("撤销许可事先告知书已制发，等待陈述申辩。")
    return acts.answered(
        request, case, lambda: actions.announce_revocation(case, **given, by=by, at=at), words
    )


@access.staff
@require_POST
def revoke(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """撤销 or 不予撤销许可."""
    case, by, at = casework.found(request, number), cases.at_desk(request), timezone.now()
    made = get_object_or_404(case.revocations, pk=pk)
    opinion = casework.said(request, "revocation_opinion")
    if casework.said(request, "revoked") == "yes":
        words = _("许可已撤销，撤销决定书已制发，证照已失效。")
        return acts.answered(
            request, case, lambda: actions.revoke(made, opinion=opinion, by=by, at=at), words
        )
    words = _("决定不予撤销，许可继续有效。")
    return acts.answered(
        request, case, lambda: actions.drop_revocation(made, opinion=opinion, by=by, at=at), words
    )
