"""送达 of each paper of a case, and whether the applicant agrees to it electronically (民事诉讼法 88至95)."""

import datetime as dt
from dataclasses import replace

from django.db import transaction

from tongban.cases import queries
from tongban.cases.actions import step
from tongban.cases.models import Case
from tongban.clock import engine
from tongban.clock import queries as clock
from tongban.clock.terms import TERMS
from tongban.core import errors
from tongban.identity.rules import Applicant, Desk
from tongban.journal import actions as journal
from tongban.papers import actions as papers
from tongban.papers.models import Paper, Serving
from tongban.papers.rules import Handing, Method

SERVING = ("accept", "deliver", "review", "decide")


class NotAgreed(errors.Problem):
    """没有同意电子送达: only who agreed is served electronically."""


@transaction.atomic
def choose_service(case: Case, *, electronic: bool, by: Applicant, at: dt.datetime) -> None:
    """电子送达确认: the applicant agrees to electronic service, or no longer; what is owed enters at once."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    if case.electronic == electronic:
        return
    Case.objects.filter(pk=case.pk).update(electronic=electronic)
    journal.append("cases.choose_service", case.chain, by=by.author, at=at, granted=electronic)
    if electronic:
        for paper in Paper.objects.filter(subject=case.chain):
            papers.enter(paper, at=at)


def serve(case: Case, paper: Paper, given: Handing, *, by: Desk, at: dt.datetime) -> Serving:
    """送达 one paper, with its proof; a public notice ends by the term of the law."""
    held = step.care(case, by, at, SERVING)
    if given.method == Method.ELECTRONIC:
        check_agreed(case)
    if given.method == Method.NOTICE:
        until = engine.add(step.day_of(at), TERMS["public_notice"].limit, clock.calendar(case.region_id))
        given = replace(given, until=until)
    record = step.record(by, held, at)
    del record["at"]
    return papers.serve(paper, given, by=by.author(held), record=record, at=at)


def confirm_service(
    case: Case, paper: Paper, *, receiver: str = "", on: dt.date, by: Desk, at: dt.datetime
) -> None:
    """签收、期满: what was posted was signed for, or the notice stood its time."""
    held = step.care(case, by, at, SERVING)
    papers.confirm(paper, receiver=receiver, on=on, by=by.author(held), at=at)


def fail_service(case: Case, paper: Paper, *, reason: str, by: Desk, at: dt.datetime) -> None:
    """没有送到: the paper is owed again."""
    held = step.care(case, by, at, SERVING)
    papers.fail(paper, reason=reason, by=by.author(held), at=at)


def read_paper(case: Case, paper: Paper, *, by: Applicant, at: dt.datetime) -> None:
    """阅读: the applicant opens a paper of his case; the first time proves electronic service."""
    if paper.subject == case.chain:
        papers.read(paper, by=by.author, at=at)


def check_agreed(case: Case) -> None:
    """Raise NotAgreed unless the applicant agreed to electronic service."""
    if not queries.electronic(case):
        raise NotAgreed(
            "申请人没有同意电子送达，办件没有变化。请改用其他方式送达，或者请申请人在办件页面同意电子送达后再办。"
        )
