"""听证权利: told, used or waived; a hearing is asked for, or called by the agency (行政许可法 46, 47)."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from tongban.cases import hearing_words, hearings, queries, wording
from tongban.cases.actions import step
from tongban.cases.models import Case, Hearing, HearingParty, HearingRight, Pause
from tongban.cases.states import NotNow, State
from tongban.clock.engine import working_days_between
from tongban.core import errors
from tongban.identity.rules import Applicant, Desk
from tongban.journal.actions import SYSTEM

LONGEST, NAME, MOST = 500, 120, 20
Answer = HearingParty.Answer


@transaction.atomic
def tell_hearing_right(
    case: Case,
    *,
    matter: str,
    interested: Sequence[tuple[str, str]] = (),
    stage: str | None = None,
    by: Desk,
    at: dt.datetime,
) -> HearingRight:
    """告知听证权利 to the applicant and the named interested parties; the decision waits for their answer."""
    case = step.locked(case, "tell_hearing_right")
    turn, held = step.at_stage(case, by, at, stage)
    _may_be_heard(case)
    if hearings.right(case):
        raise NotNow("听证权利已经告知过，不用再次告知。办件没有变化。")
    matter, named = matter.strip(), [(name.strip(), contact.strip()) for name, contact in interested]
    _check_telling(case, matter, named)
    until = hearings.by(case, "hearing_request", step.day_of(at))
    data = hearing_words.right(case, matter, [name for name, _contact in named], until)
    paper = step.issue(case, "hearing_right", data, by=by.author(held), at=at)
    right = HearingRight.objects.create(
        case=case, stage=turn.key, matter=matter, until=until, paper=paper, **step.record(by, held, at)
    )
    HearingParty.objects.create(right=right, name=case.applicant_name, applicant=True)
    HearingParty.objects.bulk_create(
        HearingParty(right=right, name=name, contact=contact) for name, contact in named
    )
    told = {"reason": matter, "until": until, "parties": [name for name, _contact in named]}
    author = by.author(held)
    step.move(case, "tell_hearing_right", State.ACCEPTED, by=author, at=at, paper=paper, data=told)
    return right


def _may_be_heard(case: Case) -> str:
    """What the item calls its hearing; raises NotNow where its law knows none."""
    name = hearings.named(queries.definition(case))
    if not name:
        raise NotNow("这一事项不是行政许可，办事指南也没有列明听证，不能按行政许可法听证。办件没有变化。")
    return name


def _check_telling(case: Case, matter: str, named: list[tuple[str, str]]) -> None:
    wrong = []
    if not 0 < len(matter) <= LONGEST:
        wrong.append(("matter", f"请写明拟决定的内容和涉及谁的重大利益，最多{LONGEST}个字"))
    names = [name for name, _contact in named]
    if any(not 0 < len(name) <= NAME or len(contact) > 200 for name, contact in named) or len(named) > MOST:
        wrong.append(("interested", f"利害关系人每行一人，写姓名或者名称，最多{MOST}人"))
    elif len({*names, case.applicant_name}) <= len(names):
        wrong.append(("interested", "利害关系人写重了，或者写了申请人本人"))
    if wrong:
        raise errors.Invalid("听证权利没有告知，办件没有变化。", wrong)


@transaction.atomic
def request_hearing(
    party: HearingParty,
    *,
    reason: str = "",
    asked_on: dt.date | None = None,
    by: Applicant | Desk,
    at: dt.datetime,
) -> Hearing:
    """要求听证, within five days of being told; the clock stops from that day to the minutes."""
    case, party, hand = _answering(party, "request_hearing", by, at)
    day, reason = _day_of_asking(party, asked_on, at), reason.strip()
    if len(reason) > LONGEST:
        wanted = f"理由最多{LONGEST}个字"
        raise errors.Invalid(f"{wanted}。听证要求没有提交。", [("hearing_reason", wanted)])
    _answer(party, Answer.ASKED, day, by, at)
    asked = {"party": party.name, "reason": reason}
    hearing = hearings.running(case)
    if hearing:  # another party was faster: one hearing for all
        told = asked | {"until": hearing.hold_by}
        step.move(case, "request_hearing", State.ACCEPTED, by=hand.author, at=at, data=told)
        return hearing
    ground = f"{party.name}要求听证" + (f"：{reason}" if reason else "")
    return _open(case, Hearing.Kind.ASKED, ground[:LONGEST], party.right.stage, day, hand, at, asked)


def _day_of_asking(party: HearingParty, asked_on: dt.date | None, at: dt.datetime) -> dt.date:
    """The day on which he asked; raises NotNow with the day until which he could have."""
    today, told, until = step.day_of(at), step.day_of(party.right.at), party.right.until
    day = asked_on or today
    if not told <= day <= today:
        wanted = "要求听证的日期应在告知以后，不能晚于今天"
        raise errors.Invalid(f"{wanted}。没有办理。", [("asked_on", wanted)])
    if day > until:
        raise NotNow(
            f"要求听证的期限到{until.year}年{until.month}月{until.day}日为止，已经届满，不能再要求听证。"
            "办件没有变化。"
        )
    return day


@transaction.atomic
def waive_hearing(party: HearingParty, *, by: Applicant | Desk, at: dt.datetime) -> HearingParty:
    """放弃听证: this party is not waited for any longer."""
    case, party, hand = _answering(party, "waive_hearing", by, at)
    _answer(party, Answer.WAIVED, step.day_of(at), by, at)
    told = {"party": party.name}
    step.move(case, "waive_hearing", State.ACCEPTED, by=hand.author, at=at, data=told)
    return party


def _answering(
    party: HearingParty, verb: str, by: Applicant | Desk, at: dt.datetime
) -> tuple[Case, HearingParty, step.Hand]:
    """The locked case, the party as it stands, and whose hand it is; raises NotNow, NotEntitled."""
    case = step.locked(party.right.case, verb)
    party = HearingParty.objects.select_related("right").get(pk=party.pk)
    if isinstance(by, Desk):
        hand = step.of_officer(by, step.care(case, by, at, ("accept", "review", "decide")), at)
    elif party.applicant:
        hand = step.Hand(by.author, {"at": at})
    else:
        raise step.NotEntitled("这是另一位当事人的听证权利，不能由您行使。办件没有变化。")
    if party.answer:
        raise NotNow(f"“{party.name}”已经{party.get_answer_display()}，不用再次办理。办件没有变化。")
    return case, party, hand


def _answer(party: HearingParty, answer: str, day: dt.date, by: Applicant | Desk, at: dt.datetime) -> None:
    party.answer, party.answered_on, party.answered_at = answer, day, at
    party.recorded_by_id = by.officer_id if isinstance(by, Desk) else None
    party.save(update_fields=["answer", "answered_on", "answered_at", "recorded_by"])


@transaction.atomic
def call_hearing(case: Case, *, reason: str, stage: str | None = None, by: Desk, at: dt.datetime) -> Hearing:
    """依职权听证: what the law wants heard, or what touches the public (行政许可法 46)."""
    case = step.locked(case, "call_hearing")
    turn, held = step.at_stage(case, by, at, stage)
    _may_be_heard(case)
    if hearings.running(case):
        raise NotNow("听证已经在进行，不用再次启动。办件没有变化。")
    reason = reason.strip()
    if not 0 < len(reason) <= LONGEST:
        wanted = f"请写明为什么举行听证，最多{LONGEST}个字；理由写进告知书"
        raise errors.Invalid(f"{wanted}。听证没有启动。", [("hearing_reason", wanted)])
    hand, told = step.of_officer(by, held, at), {"reason": reason}
    return _open(case, Hearing.Kind.CALLED, reason, turn.key, step.day_of(at), hand, at, told)


def _open(
    case: Case, kind: str, reason: str, stage: str, day: dt.date, by: step.Hand, at: dt.datetime, told: dict
) -> Hearing:
    """The pause with its written notice of the time needed, and the hearing it is for."""
    hold_by, name = hearings.by(case, "hearing_held", day), _may_be_heard(case)
    days = working_days_between(day, hold_by, queries.calendar(case))
    data = wording.special_procedure(case, name, reason, day, days)
    paper = step.issue(case, "special_procedure", data, by=SYSTEM, at=at)
    shared = {"case": case, "paper": paper, **by.record}
    pause = Pause.objects.create(
        stage=stage, name=name, kind="hearing", ground=reason, began_on=day, planned_on=hold_by, **shared
    )
    hearing = Hearing.objects.create(
        kind=kind, reason=reason, asked_on=day, hold_by=hold_by, pause=pause, **shared
    )
    verb = "request_hearing" if kind == Hearing.Kind.ASKED else "call_hearing"
    said = told | {"until": hold_by, "procedure": name}
    step.move(case, verb, State.ACCEPTED, by=by.author, at=at, paper=paper, data=said)
    return hearing
