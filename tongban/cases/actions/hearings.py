"""听证: arranged and told, held with minutes, or called off (行政许可法 48)."""

import datetime as dt

from django.db import transaction

from tongban.cases import hearing_words, hearings, queries
from tongban.cases.actions import step
from tongban.cases.models import Case, Hearing, HearingMinutes, HearingNotice, Pause
from tongban.cases.states import NotNow, State
from tongban.core import errors
from tongban.files.models import File
from tongban.identity.rules import Desk

LONGEST = 500  # characters


@transaction.atomic
def schedule_hearing(
    hearing: Hearing,
    *,
    meets_at: dt.datetime | None,
    place: str,
    chair: int | None,
    by: Desk,
    at: dt.datetime,
) -> HearingNotice:
    """安排听证: where and when, told at least seven days before; who presides did not examine the case."""
    case, hearing = _arranged(hearing, "schedule_hearing")
    held, place = step.care(case, by, at), place.strip()
    presiding = hearings.chairs(case, step.day_of(at)).filter(pk=chair).first() if chair else None
    wrong = _span_faults(hearing, meets_at, step.day_of(at))
    if not 0 < len(place) <= 200:
        wrong.append(("place", "请写明听证的地点，最多200个字"))
    if presiding is None:
        wrong.append(("chair", "请选择主持人；审查这件申请的工作人员不能主持（行政许可法第48条）"))
    if wrong or presiding is None or meets_at is None:
        raise errors.Invalid("听证没有安排，也没有通知。", wrong)
    announced = hearing.kind == Hearing.Kind.CALLED
    words = hearing_words.announcement(case, hearing, meets_at, place) if announced else ""
    data = hearing_words.notice(case, hearing, meets_at, place, presiding.name, words)
    paper = step.issue(case, "hearing_notice", data, by=by.author(held), at=at)
    notice = HearingNotice.objects.create(
        hearing=hearing, meets_at=meets_at, place=place, chair=presiding, announcement=words, paper=paper,
        **step.record(by, held, at),
    )  # fmt: skip
    told = {"meets": hearing_words.moment(meets_at), "place": place, "chair": presiding.name}
    author = by.author(held)
    step.move(case, "schedule_hearing", State.ACCEPTED, by=author, at=at, paper=paper, data=told)
    return notice


def _arranged(hearing: Hearing, verb: str) -> tuple[Case, Hearing]:
    """The locked case and its hearing, which must not be over."""
    case = step.locked(hearing.case, verb)
    hearing = Hearing.objects.select_related("pause", "case").get(pk=hearing.pk)
    if hearing.pause.ended_on is not None:
        raise NotNow("这次听证已经结束，不用再次办理。请刷新页面查看最新进度。")
    return case, hearing


def _span_faults(hearing: Hearing, meets_at: dt.datetime | None, today: dt.date) -> list[tuple[str, str]]:
    first, last = hearings.span(hearing, today)
    if meets_at is not None and first <= step.day_of(meets_at) <= last:
        return []
    days = f"{first.month}月{first.day}日" + (f"到{last.month}月{last.day}日" if last > first else "")
    return [("meets_at", f"听证只能定在{days}：要提前7个工作日通知，并在要求听证以后20个工作日内举行")]


@transaction.atomic
def hold_hearing(
    hearing: Hearing,
    *,
    held_on: dt.date | None,
    text: str = "",
    file: File | None = None,
    signed_by: str,
    result: str,
    by: Desk,
    at: dt.datetime,
) -> HearingMinutes:
    """举行听证: with its signed minutes the clock goes on; the decision rests on them."""
    case, hearing = _arranged(hearing, "hold_hearing")
    held, today = step.care(case, by, at), step.day_of(at)
    notice = hearings.notice(hearing)
    if notice is None:
        raise NotNow("听证还没有安排和通知，不能记录笔录。请先安排听证。")
    said = {"text": text.strip(), "signed_by": signed_by.strip(), "result": result.strip()}
    wrong = _minutes_faults(said, file)
    if held_on is None or not step.day_of(notice.meets_at) <= held_on <= today:
        wrong.append(("held_on", "举行的日期不能早于通知的日期，也不能晚于今天"))
    if wrong or held_on is None:
        raise errors.Invalid("听证笔录没有保存，计时仍然暂停。", wrong)
    data = hearing_words.minutes(case, notice, held_on, said)
    paper = step.issue(case, "hearing_minutes", data, by=by.author(held), at=at)
    kept = HearingMinutes.objects.create(
        hearing=hearing, held_on=held_on, file=file, paper=paper, **said, **step.record(by, held, at)
    )
    _end(hearing.pause, held_on, said["result"], by, at)
    told = {"result": said["result"], "held": held_on, "due": queries.dues(case, today).due_on}
    step.move(case, "hold_hearing", State.ACCEPTED, by=by.author(held), at=at, paper=paper, data=told)
    return kept


def _minutes_faults(said: dict[str, str], file: File | None) -> list[tuple[str, str]]:
    wrong = []
    if not said["text"] and file is None:
        wrong.append(("minutes", "请写笔录，或者上传笔录的扫描件"))
    if not 0 < len(said["signed_by"]) <= LONGEST:
        wrong.append(("signed_by", "笔录要交参加人确认无误后签字或者盖章，请写明谁签的"))
    if not 0 < len(said["result"]) <= LONGEST:
        wrong.append(("hearing_result", f"请写明听证的结果，最多{LONGEST}个字"))
    return wrong


@transaction.atomic
def cancel_hearing(hearing: Hearing, *, reason: str, by: Desk, at: dt.datetime) -> Hearing:
    """终止听证: who asked takes it back or does not come; the clock goes on."""
    case, hearing = _arranged(hearing, "cancel_hearing")
    held, today, reason = step.care(case, by, at), step.day_of(at), reason.strip()
    if not 0 < len(reason) <= LONGEST:
        wanted = f"请写明为什么不举行听证，最多{LONGEST}个字"
        raise errors.Invalid(f"{wanted}。听证没有终止。", [("cancel_reason", wanted)])
    _end(hearing.pause, today, reason, by, at)
    told = {"reason": reason, "due": queries.dues(case, today).due_on}
    step.move(case, "cancel_hearing", State.ACCEPTED, by=by.author(held), at=at, data=told)
    return hearing


def _end(pause: Pause, last: dt.date, result: str, by: Desk, at: dt.datetime) -> None:
    pause.ended_on, pause.ended_at, pause.result = last, at, result
    pause.ended_by_id, pause.ended_post = by.officer_id, by.post_name
    pause.save(update_fields=["ended_on", "ended_at", "result", "ended_by", "ended_post"])
