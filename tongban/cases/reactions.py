"""What follows from the news of a case."""

import uuid

from django.db import transaction

from tongban.cases import actions
from tongban.cases.models import Case
from tongban.journal import actions as journal
from tongban.journal.models import Line
from tongban.journal.news import after


@after("cases.submit")
def receipt(chain: str, line: int) -> None:
    """收件凭证 for every application; called twice it issues one."""
    case = Case.objects.select_related("agency").get(pk=uuid.UUID(chain.partition(":")[2]))
    with transaction.atomic():
        actions.receipt(case, by=journal.SYSTEM, at=Line.objects.values_list("at", flat=True).get(pk=line))
