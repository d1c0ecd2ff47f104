"""受理 and its alternatives, at the window (行政许可法 32)."""

import datetime as dt
from typing import Any

from django.db import transaction

from tongban.cases import queries, rules, tolerance, wording
from tongban.cases.actions import charging, committing, routing, step, submitting, tolerating
from tongban.cases.models import Acceptance, Case, Correction, Gap
from tongban.cases.states import NotNow, State
from tongban.clock import engine
from tongban.clock import queries as clock
from tongban.core import errors
from tongban.identity.rules import Desk
from tongban.journal.actions import SYSTEM


@transaction.atomic
def accept(case: Case, *, by: Desk, at: dt.datetime) -> Acceptance:
    """受理. From here the promised and the statutory limit run."""
    case = step.locked(case, "accept")
    held = step.power(case, "accept", by, at)
    return admit(case, step.of_officer(by, held, at), at, taken_by_id=by.officer_id)


def admit(case: Case, by: step.Hand, at: dt.datetime, **taken: object) -> Acceptance:
    """The acceptance of a locked case, by whoever may."""
    submitting.check_complete(case)
    late = step.passed(case, at)
    columns: dict[str, Any] = begin(case, at, at) | taken
    promised = queries.checklist(case).promised
    data = wording.acceptance(case, step.day_of(at), queries.definition(case), promised)
    deferred = tolerating.planned(case, tolerance.undertaking(case), at)
    data |= {"deferred": tolerance.listed(deferred)} if deferred else {}
    paper = step.issue(case, "acceptance", data, by=by.author, at=at)
    acceptance = Acceptance.objects.create(
        case=case,
        paper=paper,
        promised_due_on=case.due_on,
        statutory_due_on=case.statutory_due_on,
        **by.record,
    )
    told = {**late, "next": [stage.name for stage in routing.enter(case, at)]}
    step.move(case, "accept", State.ACCEPTED, by=by.author, at=at, paper=paper, data=told, **columns)
    take_up(case, by, at)
    return acceptance


@transaction.atomic
def deem_accepted(case: Case, *, at: dt.datetime) -> Acceptance:
    """视为受理: nobody answered within the five days, so the case counts as accepted from its receipt,
    or from the supplement that was received last.

    The receipt is the paper of it (行政许可法 32). Raises NotNow while there is time left to answer.
    """
    case = step.locked(case, "deem_accepted")
    if case.due_on is None or step.day_of(at) <= case.due_on:
        raise NotNow("受理期限还没有届满，办件没有变化。")
    late = step.passed(case, at)
    columns = begin(case, case.counted_at, at)
    acceptance = Acceptance.objects.create(
        case=case,
        deemed=True,
        at=at,
        paper=queries.issued(case).filter(kind="receipt").last(),
        promised_due_on=case.due_on,
        statutory_due_on=case.statutory_due_on,
    )
    told = {**late, "next": [stage.name for stage in routing.enter(case, case.counted_at)]}
    step.move(case, "deem_accepted", State.ACCEPTED, by=SYSTEM, at=at, data=told, **columns)
    take_up(case, step.Hand(SYSTEM, {"at": at}), at)
    return acceptance


def begin(case: Case, accepted_at: dt.datetime, at: dt.datetime) -> dict:
    """The columns with which the review begins; `case` itself then tells the limits that run."""
    case.state, case.accepted_at = State.ACCEPTED, accepted_at
    dues = queries.dues(case, step.day_of(at))
    case.due_on, case.statutory_due_on = dues.due_on, dues.statutory_due_on
    return {"accepted_at": accepted_at}


def take_up(case: Case, by: step.Hand, at: dt.datetime) -> None:
    """What was promised with the application, and what the decision must wait for."""
    committing.register(case, by=by.author, at=at)
    tolerating.begin(case, by=by.author, at=at)
    charging.place(case, by, at)


@transaction.atomic
def return_for_correction(
    case: Case, *, gaps: list[tuple[str, str, str]], by: Desk, at: dt.datetime
) -> Correction:
    """一次性告知补正: every gap as (key, name, what is needed), once for a case."""
    case = step.locked(case, "return_for_correction")
    held = step.power(case, "return_for_correction", by, at)
    check_gaps(case, gaps)
    received = step.day_of(case.received_at)
    limit = rules.correction(queries.definition(case))
    until = engine.add(step.day_of(at), limit, clock.calendar(case.region_id))
    paper = step.issue(
        case, "correction", wording.correction(case, received, gaps, until), by=by.author(held), at=at
    )
    correction = Correction.objects.create(case=case, until=until, paper=paper, **step.record(by, held, at))
    Gap.objects.bulk_create(Gap(correction=correction, key=k, name=n, need=need) for k, n, need in gaps)
    told = {"gaps": [name for _key, name, _need in gaps], "until": until}
    author = by.author(held)
    step.move(case, "return_for_correction", State.CORRECTING, by=author, at=at, paper=paper, data=told)
    return correction


class AlreadyAsked(errors.Problem):
    """一次性告知: the applicant was asked once; a second notice is not allowed."""


def check_gaps(case: Case, gaps: list[tuple[str, str, str]]) -> None:
    """Complete, of papers the guide names, and the first of this case."""
    if Correction.objects.filter(case=case).exists():
        raise AlreadyAsked(
            "这件办件已经一次性告知过补正，不能再次要求补正。材料齐全的请受理，否则请依法不予受理。"
        )
    known = {paper.key for paper in queries.checklist(case).papers} | {"form"}
    faults = [
        (key, "只能要求补正办事指南列明的材料" if key not in known else f"请写明“{name}”要补正什么")
        for key, name, need in gaps
        if key not in known or not need.strip()
    ]
    if faults or not gaps:
        raise errors.Invalid(
            "补正告知书还不完整，没有发出。", faults or [("gaps", "请至少写明一处需要补正的内容")]
        )
