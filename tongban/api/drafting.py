"""草稿 and what is signed with an application: the words, by their digests; a look at it beforehand."""

import datetime as dt
import hashlib
import uuid

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Router, Schema, Status

from tongban.api import access, handed, shapes
from tongban.api.answers import once
from tongban.cases import actions, commitments, prereviews, queries, renewals, rules, tolerance
from tongban.cases.models import Draft
from tongban.catalogue.models import Item
from tongban.core import errors
from tongban.identity.rules import Applicant

router = Router(tags=["申请人"])


class Gap(Schema):
    """还缺的一处."""

    field: str
    message: str


class Words(Schema):
    """要签署的承诺书文本和摘要，提交申请时填写摘要即为签署."""

    text: str
    digest: str = Field(description="SHA-256")
    papers: list[str] = Field(description="容缺的是受理后补交的材料，告知承诺的是不用提交的材料")


class Point(Schema):
    """预审意见 on one paper, or on the form."""

    key: str
    name: str
    fits: bool
    need: str


class PreReviewShape(Schema):
    """网上预审, one round of it."""

    round: int
    asked_at: dt.datetime
    due_on: dt.date
    outcome: str = Field(description="fits可以提交，mend建议修改，空的还没有答复")
    opinion: str
    points: list[Point]


class Renewable(Schema):
    """可以延续的证照."""

    identifier: str
    title: str
    number: str
    valid_until: dt.date


class DraftShape(Schema):
    """草稿, what it still lacks and what may be signed with it."""

    id: uuid.UUID
    item: str
    saved_at: dt.datetime
    gaps: list[Gap]
    undertaking: Words | None = Field(description="容缺受理承诺书，没有可以容缺的材料时为空")
    commitment: Words | None = Field(description="告知承诺书，事项不适用或者申请人不能选择时为空")
    renewable: list[Renewable] = Field(description="可以选来延续的证照，不是延续事项的为空")
    pre_reviews: list[PreReviewShape]


def own(request: HttpRequest, pk: uuid.UUID, by: Applicant) -> Draft:
    """The draft of that number, if it is the caller's, for the same party."""
    mine = Draft.objects.select_related("item__agency", "item__current").filter(account=request.auth)
    draft = mine.filter(pk=pk, person_id=by.person_id, firm_id=by.firm_id).first()
    if draft is None:
        raise Http404
    return draft


def kept(request: HttpRequest, given: shapes.Drafted, item: Item, by: Applicant, at: dt.datetime) -> Draft:
    """What was handed in, as a draft."""
    earlier = own(request, given.draft, by) if given.draft else None
    if earlier and earlier.item_id != item.pk:
        raise Http404
    return actions.keep(
        item,
        account=request.auth,
        answers=given.answers,
        form=given.form,
        files=handed.owned(given.files, by),
        renews=renewed(item, given.renews, by, at),
        draft=earlier,
        by=by,
        at=at,
    )


def renewed(item: Item, identifier: str | None, by: Applicant, at: dt.datetime) -> uuid.UUID | None:
    """The certificate to be renewed, of those the applicant may choose."""
    definition = queries.open_definition(item)
    if not identifier or definition is None:
        return None
    choices = renewals.choices(item, definition, by, timezone.localdate(at))
    chosen = choices.filter(identifier=identifier).first()
    if chosen is None:
        raise errors.Invalid("申请没有提交。", [("renews", "这张证照不能由您用这个事项延续，请核对标识")])
    return chosen.pk


def sign(draft: Draft, given: shapes.Application, by: Applicant, at: dt.datetime) -> None:
    """签署: each text by its digest; raises Invalid with the text where it is another."""
    if given.commitment:
        _same("commitment", _commitment(draft, by), given.commitment)
        actions.commit(draft, by=by, at=at)
    if given.undertaking:
        words = _undertaking(draft)
        _same("undertaking", words, given.undertaking)
        keys = [paper.key for paper in _deferrable(draft)]
        actions.undertake(draft, keys=keys, name=by.firm_name or by.name, by=by.author, at=at)


def _same(field: str, words: Words | None, digest: str) -> None:
    if words is None:
        wrong = "这次申请没有这一承诺书可以签署"
    elif words.digest != digest:
        wrong = f"摘要与承诺书文本不符。请看过文本后以摘要{words.digest}签署：{words.text}"
    else:
        return
    raise errors.Invalid("承诺书没有签署，申请没有提交。", [(field, wrong)])


def _deferrable(draft: Draft) -> list:
    return tolerance.deferrable(queries.checklist(draft), queries.draft_files(draft))


def _undertaking(draft: Draft) -> Words | None:
    papers = _deferrable(draft)
    if not papers:
        return None
    text = tolerance.words(papers)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Words(text=text, digest=digest, papers=[paper.name for paper in papers])


def _commitment(draft: Draft, by: Applicant) -> Words | None:
    definition = queries.definition(draft)
    if definition.commitment_terms is None or commitments.barred(by, timezone.localdate()):
        return None
    papers = [paper.name for paper in commitments.replaced(draft)]
    digest = rules.commitment_digest(definition)
    return Words(text=definition.commitment, digest=digest, papers=papers)


def _shown(draft: Draft, by: Applicant) -> DraftShape:
    rounds = [
        PreReviewShape(
            **{name: getattr(one, name) for name in PreReviewShape.model_fields if name != "points"},
            points=[
                Point(**{name: getattr(p, name) for name in Point.model_fields}) for p in one.points.all()
            ],
        )
        for one in prereviews.of(draft.pk)
    ]
    choices = renewals.choices(draft.item, queries.definition(draft), by, timezone.localdate())
    return DraftShape(
        id=draft.pk,
        item=draft.item.code,
        saved_at=draft.saved_at,
        gaps=[Gap(field=key, message=sentence) for key, sentence in actions.gaps(draft)],
        undertaking=_undertaking(draft),
        commitment=_commitment(draft, by),
        renewable=[
            Renewable(**{name: getattr(one, name) for name in Renewable.model_fields}) for one in choices
        ],
        pre_reviews=rounds,
    )


@router.post("drafts", response={201: DraftShape}, summary="存草稿")
@once
def keep(request: HttpRequest, given: shapes.Drafted):
    """存草稿: what is still lacking, and the texts that may be signed."""
    by = access.applicant(request, given.firm)
    item = get_object_or_404(Item.objects.select_related("agency", "current"), code=given.item)
    return Status(201, _shown(kept(request, given, item, by, timezone.now()), by))


@router.get("drafts/{pk}", response=DraftShape, summary="一份草稿")
def draft(request: HttpRequest, pk: uuid.UUID, firm: str | None = None):
    """With what the window said of it."""
    by = access.applicant(request, firm)
    return _shown(own(request, pk, by), by)


@router.post("drafts/{pk}/pre-review", response={201: DraftShape}, summary="送预审")
@once
def ask_pre_review(request: HttpRequest, pk: uuid.UUID, firm: str | None = None):
    """送预审, before submitting; it may be submitted without waiting."""
    by = access.applicant(request, firm)
    found = own(request, pk, by)
    actions.ask_pre_review(found, by=by, at=timezone.now())
    return Status(201, _shown(found, by))
