"""查阅身份信息: every reading of what is sealed leaves a line with its purpose (个人信息保护法 6, 51)."""

import datetime as dt

from django.db import transaction

from tongban.cases import access, queries
from tongban.cases.actions import step
from tongban.cases.models import Case
from tongban.core import errors
from tongban.identity.rules import Desk
from tongban.journal import actions as journal

GROUND = "个人信息保护法第6条、第51条"


@transaction.atomic
def read_identifiers(case: Case, *, purpose: str, by: Desk, at: dt.datetime) -> dict[str, str]:
    """查看（留痕）: the sealed facts of a case by their paths, as `queries.facts` has them."""
    access.at_desk(case.number, by, step.day_of(at))
    if not purpose.strip():
        raise errors.Invalid("请选择查看的目的，身份信息没有显示。", [("purpose", "请选择查看的目的")])
    journal.append(
        "cases.read_identifiers", case.chain, by=by.author(), at=at, ground=GROUND, purpose=purpose.strip()
    )
    return queries.facts(case)
