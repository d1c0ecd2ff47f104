"""What is on record of a case beside its clock: what it waits for, what is owed, heard, served, ended."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Model
from ninja import Field, Schema

from tongban.cases import hearings, tolerance
from tongban.cases.models import Case, Correction, Hearing, HearingRight
from tongban.ui import casework


class HoldShape(Schema):
    """等待事项: what a decision waits for."""

    kind: str = Field(description="fee缴费，tolerance容缺材料补交")
    placed_at: dt.datetime
    lifted_at: dt.datetime | None
    note: str


class OwedShape(Schema):
    """还要补交的容缺材料."""

    key: str
    name: str
    until: dt.date
    reason: str = Field(description="上次补交不符合要求的理由")


class NeedShape(Schema):
    """要补正的一处."""

    key: str
    name: str
    need: str


class CorrectionShape(Schema):
    """补正 and its last day."""

    until: dt.date
    supplemented_at: dt.datetime | None
    gaps: list[NeedShape]


class PartyShape(Schema):
    """申请人 or 利害关系人, and his answer."""

    name: str
    applicant: bool
    answer: str = Field(description="asked要求听证，waived放弃，空的还没有答复")


class HearingRightShape(Schema):
    """听证权利告知."""

    matter: str
    until: dt.date
    parties: list[PartyShape]


class HearingShape(Schema):
    """听证, with the notice that counts and what its minutes say."""

    id: int
    kind: str = Field(description="asked申请人、利害关系人要求，called行政机关主动举行")
    reason: str
    asked_on: dt.date
    hold_by: dt.date
    meets_at: dt.datetime | None
    place: str
    held_on: dt.date | None
    result: str


class ServiceShape(Schema):
    """送达 of a paper; without a method it is still owed."""

    method: str
    began_at: dt.datetime | None
    tracking: str
    until: dt.date | None = Field(description="公告期满的日期")
    served_on: dt.date | None


class EndingShape(Schema):
    """不予受理、终止、撤回、作废 and 撤销许可."""

    what: str = Field(description="non_acceptance、termination、withdrawal、voiding、revocation")
    kind: str
    reason: str
    basis: str
    at: dt.datetime
    outcome: str = Field(description="作废和撤销的结果，空的还没有")
    defence_until: dt.date | None = Field(description="撤销的，陈述申辩到哪天为止")
    overturned: bool = Field(description="已经恢复办理，不再有效")


class ReopeningShape(Schema):
    """恢复办理."""

    ground: str
    order: str
    reason: str
    before: str
    after: str
    at: dt.datetime


class Recorded(Schema):
    """All of it."""

    renews: str | None = Field(description="延续的证照的标识")
    holds: list[HoldShape]
    owed: list[OwedShape]
    correction: CorrectionShape | None
    hearing_right: HearingRightShape | None
    hearings: list[HearingShape]
    endings: list[EndingShape]
    reopenings: list[ReopeningShape]


ENDINGS = {
    "non_acceptance": "non_acceptances",
    "termination": "terminations",
    "withdrawal": "withdrawals",
    "voiding": "voidings",
    "revocation": "revocations",
}


def each(shape: type[Schema], found: Iterable[Model]) -> list[dict]:
    """Records in a shape whose fields are theirs."""
    return [{name: getattr(one, name) for name in shape.model_fields} for one in found]


def of(case: Case) -> dict:
    """What is on record of a case."""
    return {
        "renews": case.renews.identifier if case.renews else None,
        "holds": each(HoldShape, case.holds.order_by("placed_at", "pk")),
        "owed": each(OwedShape, tolerance.owed(case)),
        "correction": _correction(Correction.objects.filter(case=case).first()),
        "hearing_right": _right(hearings.right(case)),
        "hearings": [_hearing(one) for one in case.hearings.order_by("at", "pk")],
        "endings": _endings(case),
        "reopenings": each(ReopeningShape, case.reopenings.order_by("at", "pk")),
    }


def services(case: Case) -> dict[str, dict]:
    """送达 of each paper of a case, by the paper's id, as it stands."""
    found = casework.served(case)
    return dict(zip(found, each(ServiceShape, found.values()), strict=True))


def _correction(found: Correction | None) -> dict | None:
    if found is None:
        return None
    gaps = each(NeedShape, found.gaps.order_by("pk"))
    return {"until": found.until, "supplemented_at": found.supplemented_at, "gaps": gaps}


def _right(told: HearingRight | None) -> dict | None:
    if told is None:
        return None
    parties = each(PartyShape, told.parties.order_by("pk"))
    return {"matter": told.matter, "until": told.until, "parties": parties}


def _hearing(one: Hearing) -> dict:
    notice, minutes = hearings.notice(one), getattr(one, "minutes", None)
    return {name: getattr(one, name) for name in ("id", "kind", "reason", "asked_on", "hold_by")} | {
        "meets_at": notice.meets_at if notice else None,
        "place": notice.place if notice else "",
        "held_on": minutes.held_on if minutes else None,
        "result": minutes.result if minutes else "",
    }


def _endings(case: Case) -> list[dict]:
    found = [(what, one) for what, acts in ENDINGS.items() for one in getattr(case, acts).all()]
    return [
        {
            "what": what,
            "kind": getattr(one, "kind", "") or getattr(one, "ground", ""),
            "reason": one.reason,
            "basis": getattr(one, "basis", ""),
            "at": one.at,
            "outcome": getattr(one, "outcome", ""),
            "defence_until": getattr(one, "defence_until", None),
            "overturned": getattr(one, "overturned_id", None) is not None,
        }
        for what, one in sorted(found, key=lambda each: each[1].at)
    ]
