"""What follows from the news of a case."""

import uuid

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from tongban.cases import actions, assigning, notices, officer_notices, queries
from tongban.cases.models import Case, PreReview
from tongban.journal import actions as journal
from tongban.journal.models import Line
from tongban.journal.news import after


def _case(chain: str) -> Case:
    return Case.objects.select_related(*notices.PARTIES).get(pk=uuid.UUID(chain.partition(":")[2]))


@after("cases.submit")
def receipt(chain: str, line: int) -> None:
    """收件凭证 and word of it for every application, then what its table says; called twice each is once."""
    case, told = _case(chain), Line.objects.get(pk=line)
    with transaction.atomic():
        actions.receipt(case, by=journal.SYSTEM, at=told.at)
        notices.tell(case, told)
        if queries.definition(case).automatic:
            app.configure_task("cases.jobs.judge").defer(chain=chain)


@after("cases.reassign", "cases.send_back")
def call(chain: str, line: int) -> None:
    """告知经办人 to whom a stage was given, or of the post it was sent back to; twice it tells once."""
    told = Line.objects.get(pk=line)
    assigning.tell(_case(chain), told, timezone.localdate(told.at))


@after(*notices.ENDINGS)
def originals(chain: str, line: int) -> None:
    """未退还原件: the applicant is told what he has still to fetch; called twice it tells once."""
    notices.tell_of_originals(_case(chain), Line.objects.get(pk=line))


@after("cases.pre_review")
def tell_pre_review(chain: str, line: int) -> None:
    """告知预审意见; a draft that was submitted or discarded meanwhile has been told all the same."""
    told = Line.objects.get(pk=line)
    rounds = PreReview.objects.filter(submission=uuid.UUID(chain.partition(":")[2]), round=told.data["round"])
    notices.tell_pre_review(rounds.select_related("person", "item", "agency").get(), told)


@after(*notices.TOLD)
def tell(chain: str, line: int) -> None:
    """告知 the applicant; called twice it tells once."""
    notices.tell(_case(chain), Line.objects.get(pk=line))


@after(*officer_notices.ASKED, *officer_notices.ANSWERED)
def tell_officers(chain: str, line: int) -> None:
    """告知 who decides, and who asked; called twice it tells once."""
    officer_notices.tell(_case(chain), Line.objects.get(pk=line))
