"""情形一览: every situation of a draft with its papers, limit and fee, two answers side by side."""

import uuid
from itertools import islice

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tongban.catalogue import lists, outcomes
from tongban.catalogue.models import Proposal
from tongban.catalogue.proposals import texts
from tongban.console import access as permission
from tongban.core import errors
from tongban.ui import access, tables

SHOWN = 30  # situations on the page
MOST = 100_000  # rows of a table


def shown(proposal: Proposal) -> dict | None:
    """The table for the page; None while the text cannot be read."""
    definition, _faults = texts.read(proposal.definition)
    if definition is None:
        return None
    return {
        "count": outcomes.count(definition),
        "questions": [question.text for question in definition.questions],
        "rows": [
            {
                "said": outcomes.said(definition, one),
                "papers": [(paper.name, paper.key in one.checklist.added) for paper in one.checklist.papers],
                "limit": lists.limit(one.checklist.promised),
                "fee": outcomes.fee(definition, one),
            }
            for one in islice(outcomes.outcomes(definition), SHOWN)
        ],
    }


@access.staff
@require_safe
def table(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """All situations as a workbook."""
    proposal = permission.proposal(request, pk)
    definition, _faults = texts.read(proposal.definition)
    if definition is None:
        raise errors.Problem(_("修订稿还有写法不对的地方，没有生成表格。请先改正各部分列出的错误。"))
    if outcomes.count(definition) > MOST:
        raise errors.Problem(_("情形超过%(n)s种，没有生成表格。请先合并结果相同的选项。") % {"n": MOST})
    rows = (outcomes.row(definition, n, one) for n, one in enumerate(outcomes.outcomes(definition), 1))
    return tables.answer("xlsx", f"{proposal.name}-情形", outcomes.header(definition), rows)
