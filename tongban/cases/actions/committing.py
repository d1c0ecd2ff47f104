"""告知承诺: chosen and signed with the application, checked after the grant."""

import datetime as dt

from django.db import transaction

from tongban.cases import commitments, queries, rules, states
from tongban.cases.actions import step
from tongban.cases.models import Case, Commitment, CommitmentCheck, Draft
from tongban.cases.states import NotNow
from tongban.clock import engine
from tongban.clock.terms import TERMS
from tongban.core import errors
from tongban.identity.rules import Applicant, Desk
from tongban.journal import actions as journal
from tongban.journal.actions import Author
from tongban.papers.models import Paper

BARRED = "broken_commitment"  # how long no commitment may be chosen, of TERMS
LONGEST = 2000  # characters of findings
FARTHEST = dt.timedelta(days=366)  # for mending
Result = CommitmentCheck.Result


class NotOffered(errors.Problem):
    """不适用告知承诺: of this item, or by this party."""


@transaction.atomic
def commit(draft: Draft, *, by: Applicant, author: Author | None = None, at: dt.datetime) -> Commitment:
    """选择告知承诺 and sign it; from here the papers it replaces are not asked for.

    `author` is the clerk in whose hands it is signed.
    """
    definition = queries.definition(draft)
    terms = definition.commitment_terms
    if terms is None:
        raise NotOffered("这个事项不适用告知承诺，请按材料清单提交材料。您填的都已保存。")
    barred = commitments.objection(draft.item, definition, by, step.day_of(at))
    if barred:
        raise NotOffered(barred)
    signed = {
        "mode": terms.mode,
        "text": definition.commitment,
        "digest": rules.commitment_digest(definition),
    }
    signed |= {"name": by.firm_name or by.name, "by": (author or by.author).key, "signed_at": at}
    return Commitment.objects.update_or_create(submission=draft.pk, defaults=signed)[0]


def take_ordinary_way(draft: Draft) -> None:
    """选择一般程序: the papers are handed in; what was promised falls."""
    Commitment.objects.filter(submission=draft.pk).delete()


def register(case: Case, *, by: Author, at: dt.datetime) -> None:
    """The signed 告知承诺书 gets its number with the acceptance."""
    given = queries.commitment(case)
    if given is None:
        return
    issued = step.issue(case, "commitment", commitments.paper(case, given), by=by, at=at)
    told = {"name": given.name, "papers": [one.name for one in commitments.replaced(case)]}
    ground = states.STEPS["commit"].ground
    journal.append("cases.commit", case.chain, by=by, at=at, ground=ground, paper=issued.pk, **told)


def plan_check(case: Case, at: dt.datetime) -> CommitmentCheck | None:
    """核查任务 of a grant that rests on a commitment; written with the decision's line."""
    terms = queries.definition(case).commitment_terms
    if terms is None or terms.within is None or queries.commitment(case) is None:
        return None
    due = commitments.dues(case, terms.within, step.day_of(at))
    return CommitmentCheck.objects.create(case=case, opened_at=at, due_on=due.due_on, yellow_on=due.yellow_on)


@transaction.atomic
def check_commitment(
    check: CommitmentCheck,
    *,
    result: str,
    findings: str,
    mend_by: dt.date | None = None,
    by: Desk,
    at: dt.datetime,
) -> CommitmentCheck:
    """承诺核查: true, to be mended by a day, or untrue, so that no commitment may be chosen for a time."""
    case = step.locked(check.case, "check_commitment")
    held, today = step.care(case, by, at), step.day_of(at)
    check = CommitmentCheck.objects.get(pk=check.pk)
    if check.result:
        raise NotNow("这次承诺核查已经办过，您这次的操作没有生效。请刷新页面查看最新进度。")
    _check_findings(result, findings, mend_by, today)
    check.result, check.findings = result, findings.strip()
    check.mend_by = mend_by if result == Result.MEND else None
    check.barred_until = _barred_until(case, today) if result == Result.UNTRUE else None
    said = step.record(by, held, at)
    check.checked_at = said.pop("at")
    for name, value in said.items():
        setattr(check, name, value)
    check.save()
    author = by.author(held)
    paper = _order_mending(case, check, author, at) if check.mend_by else None
    told = {"result": check.get_result_display(), "outcome": result, "findings": check.findings}
    told |= {"due": check.mend_by} if check.mend_by else {}
    told |= {"until": check.barred_until} if check.barred_until else {}
    step.move(case, "check_commitment", case.state, by=author, at=at, paper=paper, data=told)
    return check


def _order_mending(case: Case, check: CommitmentCheck, by: Author, at: dt.datetime) -> Paper:
    """责令限期整改: what is to be mended by the day is checked once more."""
    CommitmentCheck.objects.create(case=case, opened_at=at, due_on=check.mend_by, yellow_on=check.mend_by)
    return step.issue(case, "mending", commitments.mending(case, check), by=by, at=at)


def _check_findings(result: str, findings: str, mend_by: dt.date | None, today: dt.date) -> None:
    wrong = [] if result in Result.values else [("result", "请选择核查结果")]
    if not 0 < len(findings.strip()) <= LONGEST:
        wrong.append(("findings", f"请写明核查的情况，最多{LONGEST}个字"))
    if result == Result.MEND and (mend_by is None or not today < mend_by <= today + FARTHEST):
        wrong.append(("mend_by", "请填写整改的最后一天，应在今天以后、一年以内"))
    if wrong:
        raise errors.Invalid("承诺核查没有记录，办件没有变化。", wrong)


def _barred_until(case: Case, today: dt.date) -> dt.date:
    return engine.add(today, TERMS[BARRED].limit, queries.calendar(case))
