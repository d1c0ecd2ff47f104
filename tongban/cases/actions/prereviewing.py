"""网上预审: asked for if one likes, before submitting; it binds nobody and starts no clock of the law."""

import datetime as dt
from collections.abc import Sequence

from django.db import IntegrityError, transaction

from tongban.cases import access, prereviews, queries, rules
from tongban.cases.actions import step
from tongban.cases.models import Draft, PreReview, PreReviewPoint
from tongban.cases.states import NotNow
from tongban.catalogue.entrusting import queries as entrusting
from tongban.clock import engine
from tongban.clock import queries as clock
from tongban.core import errors
from tongban.identity.rules import Applicant, Desk
from tongban.journal import actions as journal

GROUND = "行政许可法第29条、第32条"
FORM = ("form", "申请表填写内容")


@transaction.atomic
def ask_pre_review(draft: Draft, *, by: Applicant, at: dt.datetime) -> PreReview:
    """送预审: the window may look at this draft until it has answered; one round at a time."""
    rounds = prereviews.of(draft.pk)
    if rounds and not rounds[0].outcome:
        raise NotNow("这份草稿已经送去预审，还没有答复。您可以等，也可以不等，直接提交。")
    item, today = draft.item, step.day_of(at)
    due = engine.add(today, rules.pre_review(queries.definition(draft)), clock.calendar(item.region_id))
    try:
        with transaction.atomic():
            asked = PreReview.objects.create(
                submission=draft.pk,
                round=len(rounds) + 1,
                item=item,
                agency=entrusting.handler(item, today),
                person_id=draft.person_id,
                firm_id=draft.firm_id,
                asked_at=at,
                due_on=due,
            )
    except IntegrityError as twice:
        raise NotNow("这份草稿刚刚已经送去预审，不用再送。") from twice
    told = {"item": item.code, "round": asked.round, "due": due}
    journal.append("cases.ask_pre_review", asked.chain, by=by.author, at=at, ground=GROUND, **told)
    return asked


@transaction.atomic
def pre_review(
    asked: PreReview, *, points: Sequence[tuple[str, bool, str]], opinion: str = "", by: Desk, at: dt.datetime
) -> PreReview:
    """答复预审: on each paper and on the form, as (key, does it fit, what to mend)."""
    asked = PreReview.objects.select_for_update().get(pk=asked.pk)
    draft = Draft.objects.filter(pk=asked.submission).first()
    if asked.outcome or draft is None:
        raise NotNow("这份草稿已经答复过，或者申请人已经提交、删除，不用再预审。请刷新列表。")
    held = by.power("accept", asked.agency_id, asked.item.code)
    if held is None or access.own(asked.person_id, asked.firm_id, by, step.day_of(at)):
        raise step.NotEntitled(rules.NOT_DELEGATED)
    names = dict([FORM]) | {paper.key: paper.name for paper in queries.checklist(draft).uploads}
    _check(points, names)
    files = queries.draft_files(draft)
    PreReviewPoint.objects.bulk_create(
        PreReviewPoint(
            pre_review=asked, key=key, name=names[key], fits=fits, need="" if fits else need.strip(),
            files=sorted(str(file) for file in files.get(key, [])),
        )
        for key, fits, need in points
    )  # fmt: skip
    mend = [names[key] for key, fits, _need in points if not fits]
    asked.outcome = PreReview.Outcome.MEND if mend else PreReview.Outcome.FITS
    asked.opinion, asked.answered_at, asked.officer_id = opinion.strip()[:500], at, by.officer_id
    asked.post_name, asked.instrument = by.post_name, held.instrument
    asked.save()
    told = {"outcome": asked.outcome, "round": asked.round, "mend": mend, "opinion": asked.opinion}
    journal.append("cases.pre_review", asked.chain, by=by.author(held), at=at, ground=GROUND, **told)
    return asked


def _check(points: Sequence[tuple[str, bool, str]], names: dict[str, str]) -> None:
    """A word on everything, and what to mend wherever it does not fit."""
    said = {key: (fits, need) for key, fits, need in points}
    left = [(key, f"请对“{name}”给出意见") for key, name in names.items() if key not in said]
    left += [
        (key, f"请写明“{names[key]}”要改什么，最多500个字")
        for key, (fits, need) in said.items()
        if key in names and not fits and not 0 < len(need.strip()) <= 500
    ]
    left += [(key, "不在材料清单里") for key in said if key not in names]
    if left:
        raise errors.Invalid(f"还有{len(left)}处没有写好，没有发给申请人。", left)
