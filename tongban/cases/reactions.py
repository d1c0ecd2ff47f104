"""What follows from the news of a case."""

import uuid

from django.db import transaction
from django.utils import timezone

from tongban.cases import actions, states
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
    _unless_overtaken(actions.judge, case)


@after("cases.lift")
def finish(chain: str, line: int) -> None:
    """What an automatic grant waited for has come."""
    _unless_overtaken(actions.finish, _case(chain))


def _unless_overtaken(act, case: Case) -> None:
    """A person, or the applicant, may have been faster: then there is nothing left to do."""
    try:
        act(case, at=timezone.now())
    except states.NotNow:
        return
