"""What the applicant does after he has applied: supplement, withdraw."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence

from django.db import transaction

from tongban.cases import queries, rules, wording
from tongban.cases.actions import routing, step, submitting
from tongban.cases.models import Case, Correction, Gap, GapFile, Material, Withdrawal
from tongban.cases.states import State
from tongban.core import errors, forms
from tongban.files.models import File
from tongban.identity.rules import Applicant
from tongban.journal.actions import Author


@transaction.atomic
def answer(case: Case, key: str, file: File) -> GapFile:
    """Put a file to a gap; it counts once all gaps are answered and supplemented."""
    case = step.locked(case, "supplement")
    gap = Gap.objects.filter(correction__case=case, key=key).exclude(key="form").first()
    if gap is None:
        raise errors.Invalid("这份材料不在补正告知书里，文件没有保存。", [(key, "不在补正告知书里")])
    return GapFile.objects.create(gap=gap, file=file)


def retract(case: Case, file_id: uuid.UUID) -> None:
    """Take a file off its gap."""
    GapFile.objects.filter(gap__correction__case=case, file_id=file_id).delete()


@transaction.atomic
def supplement(
    case: Case,
    *,
    files: Mapping[str, Sequence[File]],
    form: Mapping[str, object] | None = None,
    by: Applicant,
    author: Author | None = None,
    at: dt.datetime,
) -> Correction:
    """补正: every gap is answered; the five days of acceptance begin anew.

    `author` is the clerk who takes it in at a window.
    """
    case = step.locked(case, "supplement")
    correction = Correction.objects.prefetch_related("gaps").get(case=case)
    gaps = {gap.key: gap.name for gap in correction.gaps.all()}
    check_answers(case, gaps, files, form)
    names = {paper.key: paper.name for paper in queries.checklist(case).papers}
    Material.objects.bulk_create(
        Material(case=case, key=key, name=names[key], file=file, round=2, given_at=at)
        for key, given in files.items()
        for file in given
    )
    GapFile.objects.filter(gap__correction=correction).delete()
    Correction.objects.filter(pk=correction.pk).update(supplemented_at=at)
    hand, case.counted_from = author or by.author, at
    due = queries.acceptance_due(case)
    data = wording.receipt(case, queries.checklist(case), set(files), step.day_of(at), due)
    paper = step.issue(case, "receipt", data, by=hand, at=at)  # of what came now: silence counts from it
    step.move(
        case, "supplement", State.RECEIVED, by=hand, at=at, paper=paper, data={"papers": sorted(files)},
        counted_from=at, **(_amended(case, form) if "form" in gaps else {}),
    )  # fmt: skip
    return correction


def check_answers(
    case: Case,
    gaps: Mapping[str, str],
    files: Mapping[str, Sequence[File]],
    form: Mapping[str, object] | None,
) -> None:
    """A file for each paper that was asked for, and a form that is right where it was asked for."""
    left = [(key, f"请上传“{name}”") for key, name in gaps.items() if key != "form" and not files.get(key)]
    if "form" in gaps:
        said = queries.form(case) if form is None else form
        left += submitting.form_gaps(queries.definition(case), said, case.answers)
    if left:
        raise errors.Invalid(f"还有{len(left)}处没有补正，您已上传和填写的都在。", left)


def _amended(case: Case, form: Mapping[str, object] | None) -> dict:
    if form is None:
        return {}
    schema = queries.definition(case).form
    plain, hidden = rules.split(schema, forms.settled(schema, form, case.answers))
    return {"form": plain, "form_sealed": hidden}


@transaction.atomic
def withdraw(case: Case, *, reason: str, by: Applicant, at: dt.datetime) -> Withdrawal:
    """撤回申请, before a decision is made."""
    case = step.locked(case, "withdraw")
    data = wording.withdrawal(case, step.day_of(at), reason)
    paper = step.issue(case, "withdrawal", data, by=by.author, at=at)
    withdrawal = Withdrawal.objects.create(case=case, reason=reason, at=at, paper=paper)
    routing.over(case, at)
    told = {"reason": reason}
    step.move(case, "withdraw", State.WITHDRAWN, by=by.author, at=at, paper=paper, data=told, closed_at=at)
    return withdrawal
