"""Cases whose applicant, or whose neighbour, is heard."""

import datetime as dt

from tests import make
from tongban.cases import actions
from tongban.cases.models import Case, Hearing, HearingMinutes, HearingNotice, HearingParty, HearingRight
from tongban.identity.rules import Desk

DAY = dt.timedelta(days=1)
AT = make.AT + 7 * DAY  # 22 September
UNTIL = dt.date(2026, 9, 30)  # five working days later: the 25th to the 27th are holidays
HOLD_BY = dt.date(2026, 10, 27)  # twenty after 22 September
NEIGHBOUR = "张大有"
ITEM = {"item": "water_intake", "by": "xu"}
SITUATION = {"source": ["ground"], "amount": ["large"], "third_party": ["yes"]}
MATTER = "拟准予的取水可能影响下游1户的取水权益。"
PLACE = "云溪市云溪大道88号三楼听证室"


def accepted(**more) -> Case:
    return make.case("accepted", situation=SITUATION, stage="rights", **ITEM, **more)


def by(case: Case, post: str = "review2", act: str = "review") -> Desk:
    return make.able(case, post, act, AT)


def told(case: Case, at: dt.datetime = AT, **more) -> HearingRight:
    words = {"matter": MATTER, "interested": [(NEIGHBOUR, "云溪市下河村3号")], "stage": "rights"}
    return actions.tell_hearing_right(case, by=by(case), at=at, **words | more)


def party(right: HearingRight, *, applicant: bool = False) -> HearingParty:
    return right.parties.get(applicant=applicant)


def asked(case: Case, at: dt.datetime = AT) -> Hearing:
    """The right is told, and the applicant asks at once."""
    who = make.applicant_of(case.item, "xu")
    return actions.request_hearing(party(told(case), applicant=True), reason="涉及重大投资", by=who, at=at)


def called(case: Case, at: dt.datetime = AT) -> Hearing:
    return actions.call_hearing(case, reason="涉及公共利益", stage="rights", by=by(case), at=at)


def chair(case: Case) -> Desk:
    """Somebody of the agency who does not examine the case."""
    return by(case, "decide", "decide")


def scheduled(hearing: Hearing, day: dt.date = dt.date(2026, 10, 13), **more) -> HearingNotice:
    meets = dt.datetime.combine(day, dt.time(9, 30), AT.tzinfo)
    words = {"meets_at": meets, "place": PLACE, "chair": chair(hearing.case).officer_id}
    return actions.schedule_hearing(hearing, **words | {"by": by(hearing.case), "at": AT + DAY} | more)


def held(hearing: Hearing, day: dt.date = dt.date(2026, 10, 13), **more) -> HearingMinutes:
    said = {
        "held_on": day,
        "text": "主持人宣布听证开始。",
        "signed_by": "徐国强、何静",
        "result": "双方没有异议",
    }
    at = dt.datetime.combine(day, dt.time(17), AT.tzinfo)
    return actions.hold_hearing(hearing, **said | {"by": by(hearing.case), "at": at} | more)
