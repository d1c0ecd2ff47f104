"""What follows from the news of a case."""

import uuid

from django.db import transaction
from procrastinate.contrib.django import app

from tongban.cases import actions, queries
from tongban.cases.models import Case
from tongban.journal import actions as journal
from tongban.journal.models import Line
from tongban.journal.news import after


def _case(chain: str) -> Case:
    return Case.objects.select_related("agency").get(pk=uuid.UUID(chain.partition(":")[2]))


@after("cases.submit")
def receipt(chain: str, line: int) -> None:
    """收件凭证 for every application, then what its table says; called twice it does each once."""
    case = _case(chain)
    with transaction.atomic():
        actions.receipt(case, by=journal.SYSTEM, at=Line.objects.values_list("at", flat=True).get(pk=line))
        if queries.definition(case).automatic:
            app.configure_task("cases.jobs.judge").defer(chain=chain)
