"""BPMN 2.0文件: the flow of a draft handed to other tools, and taken from them once one has seen it."""

import uuid
from urllib.parse import quote

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tongban.catalogue import bpmn, differences
from tongban.catalogue.bpmn import parsing
from tongban.catalogue.models import Proposal
from tongban.catalogue.proposals import actions, step
from tongban.console import access as permission
from tongban.console import editing, overtaking
from tongban.console.stages import checks, order, shown
from tongban.console.stages import reading as rows
from tongban.core import errors
from tongban.ui import access


class NotWritten(errors.Problem):
    """The flow has faults of writing with which no file can be made."""


@access.staff
@require_safe
def file(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """导出: the flow as it is now."""
    proposal = permission.proposal(request, pk)
    definition = checks.legible(proposal.definition)
    if definition is None or not definition.flow:
        raise NotWritten(_("流程还没有写完整，没有导出。修订稿没有变化，请先把环节写完整。"))
    named = definition.model_copy(update={"name": proposal.name})
    answer = HttpResponse(bpmn.write(named), content_type="application/xml")
    name = quote(f"{proposal.name}-{proposal.revision}.bpmn", safe="")
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    answer["Cache-Control"] = "private, no-store"
    return answer


@access.staff
@require_POST
def reading(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """导入: what a file would make of the flow, or why it is not read; nothing is stored."""
    proposal = permission.proposal(request, pk)
    given = request.FILES.get("file")
    if given is None:
        return _answer(request, proposal, {"name": ""}, 422)
    read = bpmn.read(given.read(parsing.LARGEST + 1))
    if read.refused:
        return _answer(request, proposal, {"name": given.name, "refused": read.refused}, 422)
    stages = [stage.model_dump(mode="json", exclude_defaults=True) for stage in read.stages]
    document = rows.with_rows(proposal.definition, stages)
    content = {
        "name": given.name,
        "size": len(stages),
        "beside": sum(read.beside.values()),
        "differences": differences.between(proposal.definition, document),
        "faults": [sentence for _element, sentence in checks.faults(document, [], checks.legible(document))],
        "diagram": shown.diagram(document, order.keyed(stages), []),
        "kept": signing.dumps(stages, salt=str(proposal.pk), compress=True),
    }
    return _answer(request, proposal, content)


def _answer(request: HttpRequest, proposal: Proposal, content: dict, status: int = 200) -> HttpResponse:
    content |= {"proposal": proposal, "barred": editing.barred(request, proposal)}
    return render(request, "console/stages_file.html", content, status=status)


@access.staff
@require_POST
def replacement(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """用文件里的流程: the stages that were read and looked at take the place of the draft's."""
    proposal = permission.proposal(request, pk)
    try:
        stages = signing.loads(request.POST.get("kept", ""), salt=str(pk))
    except signing.BadSignature as unread:
        raise errors.Problem(_("没有读到文件里的流程，修订稿没有变化。请重新选择文件。")) from unread
    document = rows.with_rows(proposal.definition, stages)
    by, at = permission.at_console(request), timezone.now()
    try:
        actions.revise(proposal, document, seen=overtaking.seen(request), by=by, at=at)
    except step.Overtaken as overtaken:
        return overtaking.page(request, proposal, ("flow",), document, overtaken)
    messages.success(request, _("已用文件里的流程，共%(n)s个环节。") % {"n": len(stages)})
    return redirect("console:stages", pk)
