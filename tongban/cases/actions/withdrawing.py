"""What the applicant does after he has applied: supplement, withdraw."""

import datetime as dt

from django.db import transaction

from tongban.cases import queries, wording
from tongban.cases.actions import step
from tongban.cases.models import Case, Correction, Material, Withdrawal
from tongban.cases.states import State
from tongban.core import errors
from tongban.files.models import File
from tongban.identity.rules import Applicant


@transaction.atomic
def supplement(case: Case, *, files: dict[str, list[File]], by: Applicant, at: dt.datetime) -> Correction:
    """补正: every gap is answered; the five days of acceptance begin anew."""
    case = step.locked(case, "supplement")
    correction = Correction.objects.prefetch_related("gaps").get(case=case)
    left = [
        (g.key, f"请上传“{g.name}”")
        for g in correction.gaps.all()
        if g.key != "form" and not files.get(g.key)
    ]
    if left:
        raise errors.Invalid(f"还有{len(left)}份没有补交，您已上传的都在。", left)
    names = {paper.key: paper.name for paper in queries.checklist(case).papers}
    Material.objects.bulk_create(
        Material(case=case, key=key, name=names[key], file=file, round=2, given_at=at)
        for key, given in files.items()
        for file in given
    )
    Correction.objects.filter(pk=correction.pk).update(supplemented_at=at)
    step.move(
        case, "supplement", State.RECEIVED, by=by.author, at=at, data={"papers": sorted(files)},
        received_at=at, post_kind="window",
    )  # fmt: skip
    return correction


@transaction.atomic
def withdraw(case: Case, *, reason: str, by: Applicant, at: dt.datetime) -> Withdrawal:
    """撤回申请, before a decision is made."""
    case = step.locked(case, "withdraw")
    data = wording.withdrawal(case, step.day_of(at), reason)
    paper = step.issue(case, "withdrawal", data, by=by.author, at=at)
    withdrawal = Withdrawal.objects.create(case=case, reason=reason, at=at, paper=paper)
    step.move(
        case, "withdraw", State.WITHDRAWN, by=by.author, at=at, paper=paper, data={"reason": reason},
        stage="", post_kind="", closed_at=at,
    )  # fmt: skip
    return withdrawal
