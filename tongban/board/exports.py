"""导出 of what was urged and what was found, as the list is filtered."""

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tongban.board import access as permission
from tongban.catalogue import codes
from tongban.supervision import queries, signs
from tongban.supervision.models import Finding, Urging
from tongban.supervision.states import Judged, Urged
from tongban.ui import access, formats, tables

URGINGS = (
    "状态",
    "事项",
    "机关",
    "岗位",
    "督办内容",
    "答复期限",
    "谁督办",
    "发出",
    "答复",
    "升级次数",
    "编号",
)
FINDINGS = ("疑点", "依据", "程度", "事项", "机关", "编号", "发现", "状态", "核查意见", "核查人")


@access.staff
@require_safe
def urgings(request: HttpRequest, form: str) -> HttpResponseBase:
    """督办清单."""
    found, state = queries.urged(permission.at_board(request)), request.GET.get("state", "")
    chosen = found.filter(state=state) if state in Urged.values else found
    return tables.answer(form, "督办清单", URGINGS, map(_urging, chosen.iterator(chunk_size=500)))


@access.staff
@require_safe
def findings(request: HttpRequest, form: str) -> HttpResponseBase:
    """疑点清单."""
    found, state = queries.findings(permission.at_board(request)), request.GET.get("state", "")
    chosen = found.filter(state=state) if state in Judged.values else found
    return tables.answer(form, "疑点清单", FINDINGS, map(_finding, chosen.iterator(chunk_size=500)))


def _urging(one: Urging) -> tuple:
    return (
        one.get_state_display(),
        one.case.item_name,
        one.agency.short_name or one.agency.name,
        codes.POSTS.get(one.post, one.post),
        one.text,
        one.answer_by,
        one.officer.name if one.officer else _("系统催办"),
        formats.moment(one.at),
        one.answer,
        len(one.escalations.all()),
        one.case.number,
    )


def _finding(one: Finding) -> tuple:
    sign = signs.SIGNS[one.sign]
    return (
        sign.words,
        sign.ground,
        _("严重") if sign.severity == "serious" else _("关注"),
        one.case.item_name,
        one.case.agency.short_name or one.case.agency.name,
        one.case.number,
        formats.moment(one.found_at),
        one.get_state_display(),
        one.opinion,
        one.officer.name if one.officer else "",
    )
