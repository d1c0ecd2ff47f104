"""补正期限: more time for who asks for it with a reason; the end of what was not corrected in time."""

import datetime as dt

from django.db import transaction

from tongban.cases import corrections, queries, rules, wording
from tongban.cases.actions import routing, step
from tongban.cases.models import Case, Correction, Prolongation
from tongban.cases.states import NotNow, State
from tongban.clock import engine
from tongban.core import errors
from tongban.identity.rules import Applicant, Desk
from tongban.journal.actions import SYSTEM

LONGEST = 500  # characters of a reason


@transaction.atomic
def ask_more_time(case: Case, *, reason: str, by: Applicant, at: dt.datetime) -> Prolongation:
    """申请延长补正期限, once, before it is over; while nobody answers the case does not lapse."""
    case = step.locked(case, "ask_more_time")
    correction = Correction.objects.get(case=case)
    if hasattr(correction, "prolongation"):
        raise NotNow("补正期限只能申请延长一次，这件已经申请过。办件没有变化。")
    if step.day_of(at) > correction.until:
        raise NotNow("补正期限已经届满，不能再申请延长，请尽快补交。办件没有变化。")
    reason = _said(reason, "reason", "请写明需要延长的理由")
    asked = Prolongation.objects.create(
        correction=correction, reason=reason, asked_at=at, was=correction.until
    )
    told = {"reason": reason, "until": correction.until}
    step.move(case, "ask_more_time", State.CORRECTING, by=by.author, at=at, data=told)
    return asked


@transaction.atomic
def prolong_correction(
    case: Case, *, granted: bool, opinion: str = "", by: Desk, at: dt.datetime
) -> Prolongation:
    """答复延长补正期限: the day moves by what the rules allow; refused, some days are left to correct."""
    case = step.locked(case, "prolong_correction")
    held = step.power(case, "return_for_correction", by, at)
    asked = Prolongation.objects.select_related("correction").filter(correction__case=case).first()
    if asked is None or asked.outcome:
        raise NotNow("没有等您答复的延长申请，可能已经答复过。请刷新页面查看最新进度。")
    if not granted:
        opinion = _said(opinion, "opinion", "请写明不同意延长的理由")
    until = _until(case, asked, granted, step.day_of(at))
    outcome = Prolongation.Outcome.GRANTED if granted else Prolongation.Outcome.REFUSED
    asked.outcome, asked.opinion, asked.until = outcome, opinion.strip()[:LONGEST], until
    asked.answered_at, asked.officer_id = at, by.officer_id
    asked.post_name, asked.instrument = by.post_name, held.instrument
    asked.save()
    Correction.objects.filter(pk=asked.correction_id).update(until=until)
    told = {"granted": granted, "opinion": asked.opinion, "until": until, "was": asked.was}
    step.move(case, "prolong_correction", State.CORRECTING, by=by.author(held), at=at, data=told)
    return asked


def _until(case: Case, asked: Prolongation, granted: bool, today: dt.date) -> dt.date:
    """The new last day: later by the rule; where it is refused, never sooner than the days it leaves."""
    calendar = queries.calendar(case)
    if granted:
        return engine.add(asked.was, rules.term("correction_extension"), calendar)
    return max(asked.was, engine.add(today, rules.term("correction_remainder"), calendar))


def _said(words: str, key: str, wanted: str) -> str:
    if not 0 < len(words.strip()) <= LONGEST:
        raise errors.Invalid(f"{wanted}，最多{LONGEST}个字。没有提交。", [(key, wanted)])
    return words.strip()


@transaction.atomic
def lapse(case: Case, *, at: dt.datetime) -> None:
    """终止办理: the day that was told is over and nothing was corrected; he may apply anew at once.

    Raises NotNow while there is time left, or while a request for more time waits for its answer.
    """
    case = step.locked(case, "lapse")
    correction = Correction.objects.get(case=case)
    if not corrections.over(at).filter(pk=correction.pk).exists():
        raise NotNow("补正期限还没有届满，或者申请人要求延长还没有答复，办件没有变化。")
    paper = step.issue(case, "termination", wording.lapse(case, correction.until), by=SYSTEM, at=at)
    routing.over(case, at)
    told = {"until": correction.until}
    step.move(case, "lapse", State.LAPSED, by=SYSTEM, at=at, paper=paper, data=told, closed_at=at)
