"""The applicant rates."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from tongban.cases.models import Case
from tongban.core import errors
from tongban.identity.rules import Applicant
from tongban.journal import actions as journal
from tongban.ratings import queries, rules
from tongban.ratings.models import Rating


class NotYet(errors.Problem):
    """The case has not come to its end."""


class AlreadyRated(errors.Problem):
    """One rating for a case."""


@transaction.atomic
def rate(
    case: Case,
    *,
    grade: int | None,
    indicators: Sequence[str] = (),
    comment: str = "",
    anonymous: bool = False,
    by: Applicant,
    at: dt.datetime,
) -> Rating:
    """评价: once, after the end."""
    case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    if not queries.may_be_rated(case):
        raise NotYet("这件办件还没有办完，办完以后再评价。")
    if Rating.objects.filter(case=case).exists():
        raise AlreadyRated("您已经评价过这件办件，感谢您的评价。")
    found = rules.faults(grade, indicators, comment)
    if found:
        raise errors.Invalid("评价还没有提交，请先改正下面的内容。", found)
    rating = Rating.objects.create(
        case=case,
        grade=grade,
        indicators=list(indicators),
        comment=comment.strip(),
        anonymous=anonymous,
        channel=by.channel,
        rated_at=at,
    )
    journal.append("ratings.rate", case.chain, by=by.author, at=at, grade=grade)
    return rating
