"""容缺受理: undertaken before the acceptance, begun with it, supplied, sent back where it does not fit."""

import datetime as dt
import hashlib
import uuid
from collections.abc import Collection, Mapping, Sequence

from django.db import transaction

from tongban.cases import grounds, queries, states, tolerance
from tongban.cases.actions import reviewing, step, terminating
from tongban.cases.models import Case, Deferral, Draft, Hold, Material, Termination, Undertaking
from tongban.cases.states import NotNow, State
from tongban.clock import engine
from tongban.core import errors
from tongban.files.models import File
from tongban.identity.rules import Applicant, Desk
from tongban.journal import actions as journal
from tongban.journal.actions import SYSTEM, Author

LONGEST = 500  # characters of a reason
ENDING = "undertaking_broken"  # of `grounds.yaml`


@transaction.atomic
def undertake(
    of: Draft | Case, *, keys: Collection[str], name: str, by: Author, at: dt.datetime
) -> Undertaking:
    """签署容缺受理承诺书 of a draft, or of a case that is not accepted yet: these papers will follow."""
    if isinstance(of, Case):
        of = step.locked(of, "accept")
    may = {paper.key: paper for paper in tolerance.offered(of, _given(of), step.day_of(at))}
    strange = [(key, "这份材料不能容缺，或者已经交了") for key in keys if key not in may]
    if strange or not keys:
        wrong = strange or [("tolerance", "请选择要受理后补交的材料")]
        raise errors.Invalid("容缺受理承诺书没有签署，您交的材料都在。", wrong)
    text = tolerance.words(may[key] for key in may if key in keys)
    signed = {"keys": [key for key in may if key in keys], "text": text, "name": name, "by": by.key}
    signed |= {"digest": hashlib.sha256(text.encode()).hexdigest(), "signed_at": at}
    return Undertaking.objects.update_or_create(submission=_submission(of), defaults=signed)[0]


def _submission(of: Draft | Case) -> uuid.UUID:
    return of.submission if isinstance(of, Case) else of.pk


def _given(of: Draft | Case) -> set[str]:
    return set((of.materials if isinstance(of, Case) else of.files).values_list("key", flat=True))


def retract_undertaking(draft: Draft) -> None:
    """撤回容缺承诺 before submitting: the papers are handed in with the application."""
    Undertaking.objects.filter(submission=draft.pk).delete()


def planned(case: Case, signed: Undertaking | None, at: dt.datetime) -> list[Deferral]:
    """What would follow, and until when, if the case were accepted at this moment; nothing is kept."""
    if signed is None:
        return []
    calendar, day = queries.calendar(case), step.day_of(at)
    return [
        Deferral(
            case=case,
            key=paper.key,
            name=paper.name,
            days=paper.deferrable_days,
            at=at,
            until=engine.add(day, engine.Limit(paper.deferrable_days or 0, "working_day"), calendar),
        )
        for paper in tolerance.deferrable(queries.checklist(case), _given(case))
        if paper.key in signed.keys
    ]


def begin(case: Case, *, by: Author, at: dt.datetime) -> list[Deferral]:
    """容缺开始 with the acceptance: each paper has its day, counted from the day this is recorded."""
    signed = tolerance.undertaking(case)
    deferred = Deferral.objects.bulk_create(planned(case, signed, at))
    if signed and deferred:
        Hold.objects.create(case=case, kind=tolerance.HOLD, placed_at=at)
        issued = step.issue(case, "tolerance", tolerance.paper(case, signed, deferred), by=by, at=at)
        told = {"gaps": [one.name for one in deferred], "until": min(one.until for one in deferred)}
        _write(case, "tolerate", by, at, paper=issued.pk, **told)
    return deferred


def _write(
    case: Case, verb: str, by: Author, at: dt.datetime, *, paper: uuid.UUID | None = None, **told: object
) -> None:
    ground = states.STEPS[verb].ground
    journal.append(f"cases.{verb}", case.chain, by=by, at=at, ground=ground, paper=paper, **told)


@transaction.atomic
def supply(
    case: Case,
    *,
    files: Mapping[str, Sequence[File]],
    by: Applicant,
    author: Author | None = None,
    at: dt.datetime,
) -> list[Deferral]:
    """补交容缺材料, one or all; with the last of them the decision need not wait any longer.

    `author` is the clerk who takes it in at a window.
    """
    case = step.locked(case, "supply")
    owed, brought = tolerance.owed(case), {key: given for key, given in files.items() if given}
    come = [one for one in owed if one.key in brought]
    _check_supply(come, owed, brought, step.day_of(at))
    Material.objects.bulk_create(
        Material(case=case, key=one.key, name=one.name, file=file, round=tolerance.ROUND, given_at=at)
        for one in come
        for file in brought[one.key]
    )
    Deferral.objects.filter(pk__in=[one.pk for one in come]).update(supplied_at=at)
    told = {"gaps": [one.name for one in come]}
    step.move(case, "supply", State.ACCEPTED, by=author or by.author, at=at, data=told)
    held = case.holds.filter(kind=tolerance.HOLD, lifted_at=None).first()
    if len(come) == len(owed) and held:
        reviewing.lift(held, note="已补齐", by=author or by.author, at=at)
    return come


def _check_supply(
    come: Sequence[Deferral], owed: Sequence[Deferral], brought: Collection[str], today: dt.date
) -> None:
    if not owed:
        raise NotNow("这件办件没有等您补交的容缺材料，文件没有收下。请刷新页面查看最新进度。")
    strange = set(brought) - {one.key for one in owed}
    if strange or not come:
        wrong = [(key, "这份材料不在要补交的清单里") for key in sorted(strange)]
        wrong = wrong or [(one.key, f"请选择“{one.name}”的文件") for one in owed]
        raise errors.Invalid("没有收到要补交的材料，办件没有变化。", wrong)
    late = [one for one in come if one.until < today]
    if late:
        names = "、".join(f"“{one.name}”" for one in late)
        raise NotNow(f"{names}的补交期限已过，不能再补交。您可以重新申请。")


@transaction.atomic
def reject_supply(
    deferral: Deferral, *, reason: str, stage: str | None = None, by: Desk, at: dt.datetime
) -> Deferral:
    """补交的材料不符合要求, by the post that handles the case: it is owed again within its term."""
    case = step.locked(deferral.case, "reject_supply")
    _turn, held = step.at_stage(case, by, at, stage)
    one, why = case.deferrals.get(pk=deferral.pk), reason.strip()
    if one.supplied_at is None:
        raise NotNow(f"“{one.name}”现在正等申请人补交，不用再次退回。请刷新页面查看最新进度。")
    if not 0 < len(why) <= LONGEST:
        wanted = f"请写明哪里不符合要求，最多{LONGEST}个字；理由会告知申请人"
        raise errors.Invalid("没有退回，办件没有变化。", [("supply_reason", wanted)])
    until = tolerance.again(one, step.day_of(one.supplied_at), step.day_of(at), queries.calendar(case))
    one.supplied_at, one.rejected_at, one.reason, one.until = None, at, why, until
    one.save(update_fields=["supplied_at", "rejected_at", "reason", "until"])
    if not case.holds.filter(kind=tolerance.HOLD, lifted_at=None).exists():
        Hold.objects.create(case=case, kind=tolerance.HOLD, placed_at=at)
    told = {"gaps": [one.name], "reason": why, "until": until}
    step.move(case, "reject_supply", State.ACCEPTED, by=by.author(held), at=at, data=told)
    return one


@transaction.atomic
def end_tolerance(case: Case, *, at: dt.datetime) -> Termination:
    """到期没有补交, 终止办理 as it was undertaken; raises NotNow while there is time left."""
    case, today = step.locked(case, "terminate"), step.day_of(at)
    late = [one for one in tolerance.owed(case) if one.until < today]
    signed = tolerance.undertaking(case)
    if not late or signed is None or case.state != State.ACCEPTED:
        raise NotNow("补交的期限还没有届满，或者已经补交，办件没有变化。")
    Deferral.objects.filter(pk__in=[one.pk for one in late]).update(lapsed_at=at)
    given = queries.paper(case, "tolerance")
    basis = grounds.TERMINATION[ENDING].basis + (f"，容缺受理承诺书（{given.number}）" if given else "")
    return terminating.close(case, ENDING, tolerance.lapsed(late), basis, step.Hand(SYSTEM, {"at": at}), at)


def resume(case: Case, *, at: dt.datetime) -> None:
    """What was still owed when the case ended is owed anew, each paper with its whole term."""
    day, calendar = step.day_of(at), queries.calendar(case)
    for one in case.deferrals.filter(supplied_at=None):
        one.lapsed_at = None
        one.until = engine.add(day, engine.Limit(one.days, "working_day"), calendar)
        one.save(update_fields=["lapsed_at", "until"])
