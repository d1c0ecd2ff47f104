"""An application without a paper that may follow, what is owed of it, and its supply."""

import datetime as dt
import uuid

from tests import make
from tongban.cases import actions
from tongban.cases.models import Case, Deferral, Undertaking

HOUR = make.HOUR
KEY = "safety_training"
NAME = "食品安全管理员培训合格证明"
OVER = dt.datetime(2026, 9, 22, 0, 5, tzinfo=make.AT.tzinfo)


def received(*, undertaken: bool = True) -> Case:
    """An application without a paper that may follow."""
    wanted, who, submission = make.published(), make.applicant(firm=True), uuid.uuid4()
    current = make.definition(wanted)
    given = make.answers(current)
    files = {key: ids for key, ids in make.uploads(current, given, who).items() if key != KEY}
    if undertaken:
        signed = {"keys": [KEY], "text": "承诺补交", "name": who.firm_name, "by": who.author.key}
        Undertaking.objects.create(submission=submission, digest="0" * 64, signed_at=make.AT, **signed)
    return actions.submit(
        wanted,
        submission=submission,
        answers=given,
        form=make.form(current, who),
        files=files,
        by=who,
        at=make.AT,
    )


def accepted(at: dt.datetime = make.AT + HOUR) -> Case:
    case = received()
    actions.accept(case, by=make.desk(), at=at)
    return make.fresh(case)


def supplied(case: Case, at: dt.datetime) -> list[Deferral]:
    return actions.supply(case, files={KEY: [make.file(at=at)]}, by=make.applicant(firm=True), at=at)
