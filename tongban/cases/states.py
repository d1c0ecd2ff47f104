"""States of a case and the table of its steps."""

from dataclasses import dataclass

from django.db.models import TextChoices

from tongban.core import errors


class State(TextChoices):
    """The current heading of a case; the facts are in its records."""

    RECEIVED = "received", "待受理"
    CORRECTING = "correcting", "待补正"
    DECLINED = "declined", "不予受理"
    ACCEPTED = "accepted", "审查中"
    GRANTED = "granted", "准予，待送达"
    REFUSED = "refused", "不予许可，待送达"
    DELIVERED = "delivered", "已办结"
    WITHDRAWN = "withdrawn", "已撤回"
    LAPSED = "lapsed", "补正逾期，已终止"
    TERMINATED = "terminated", "已终止"
    VOIDED = "voided", "已作废"
    REVOKED = "revoked", "许可已撤销"


PENDING = {State.RECEIVED, State.CORRECTING, State.ACCEPTED}  # nobody has decided yet
OPEN = frozenset({State.RECEIVED, State.CORRECTING, State.ACCEPTED, State.GRANTED, State.REFUSED})
GIVEN = {State.GRANTED, State.DELIVERED}  # a licence may have been given
UNDECIDED_ENDS = {State.DECLINED, State.LAPSED, State.TERMINATED, State.VOIDED, State.WITHDRAWN}


class Outcome(TextChoices):
    """How a stage of a case ended; an open one has none yet."""

    DONE = "done", "已办"
    BACK = "back", "退回前面环节"
    RECALLED = "recalled", "前面环节重办"
    OVER = "over", "办件结束"


@dataclass(frozen=True, slots=True)
class Step:
    """One verb: from which states, to which (of several the act chooses), on what ground."""

    before: frozenset[State]
    after: frozenset[State]
    ground: str


def _step(before: set[State], after: set[State], ground: str) -> Step:
    return Step(frozenset(before), frozenset(after), ground)


STEPS = {
    "submit": _step(set(), {State.RECEIVED}, "行政许可法第29条"),
    "accept": _step({State.RECEIVED}, {State.ACCEPTED}, "行政许可法第32条第1款第5项"),
    "deem_accepted": _step({State.RECEIVED}, {State.ACCEPTED}, "行政许可法第32条第1款第4项"),
    "decline": _step({State.RECEIVED}, {State.DECLINED}, "行政许可法第32条第1款第1、2项"),
    "return_for_correction": _step({State.RECEIVED}, {State.CORRECTING}, "行政许可法第32条第1款第4项"),
    "supplement": _step({State.CORRECTING}, {State.RECEIVED}, "行政许可法第32条第1款第5项"),
    "ask_more_time": _step({State.CORRECTING}, {State.CORRECTING}, "行政许可法第32条"),
    "prolong_correction": _step({State.CORRECTING}, {State.CORRECTING}, "行政许可法第32条"),
    "lapse": _step({State.CORRECTING}, {State.LAPSED}, "行政许可法第32条"),
    "terminate": _step(PENDING, {State.TERMINATED}, "行政许可法第31条"),
    "ask_void": _step(PENDING, PENDING, "经办"),
    "refuse_void": _step(PENDING, PENDING, "经办"),
    "void": _step(PENDING, {State.VOIDED}, "经办"),
    "reopen": _step(UNDECIDED_ENDS | {State.REFUSED, State.DELIVERED}, PENDING, "行政许可法第7条"),
    "announce_revocation": _step(GIVEN, GIVEN, "行政许可法第7条"),
    "defend": _step(GIVEN, GIVEN, "行政许可法第7条"),
    "drop_revocation": _step(GIVEN, GIVEN, "行政许可法第69条"),
    "revoke": _step(GIVEN, {State.REVOKED}, "行政许可法第69条"),
    "deem_renewed": _step({State.ACCEPTED}, {State.GRANTED}, "行政许可法第50条第2款"),
    "review": _step({State.ACCEPTED}, {State.ACCEPTED}, "行政许可法第34条"),
    "send_back": _step({State.ACCEPTED}, {State.ACCEPTED}, "行政许可法第34条"),
    "reassign": _step({State.ACCEPTED}, {State.ACCEPTED}, "行政许可法第34条"),
    "decide": _step({State.ACCEPTED}, {State.GRANTED, State.REFUSED}, "行政许可法第38条"),
    "deliver": _step({State.GRANTED, State.REFUSED}, {State.DELIVERED}, "行政许可法第44条"),
    "withdraw": _step(PENDING, {State.WITHDRAWN}, "申请人自愿"),
    "lift": _step({State.ACCEPTED}, {State.ACCEPTED}, "经办"),
    "judge": _step({State.RECEIVED}, {State.RECEIVED}, "优化营商环境条例第37条"),
    "take_over": _step(PENDING, PENDING, "优化营商环境条例第37条"),
    "recheck": _step(GIVEN, GIVEN, "抽查"),
    "begin_procedure": _step({State.ACCEPTED}, {State.ACCEPTED}, "行政许可法第45条"),
    "end_procedure": _step({State.ACCEPTED}, {State.ACCEPTED}, "行政许可法第45条"),
    "tell_hearing_right": _step({State.ACCEPTED}, {State.ACCEPTED}, "行政许可法第47条"),
    "request_hearing": _step({State.ACCEPTED}, {State.ACCEPTED}, "行政许可法第47条"),
    "waive_hearing": _step({State.ACCEPTED}, {State.ACCEPTED}, "行政许可法第47条"),
    "call_hearing": _step({State.ACCEPTED}, {State.ACCEPTED}, "行政许可法第46条"),
    "schedule_hearing": _step({State.ACCEPTED}, {State.ACCEPTED}, "行政许可法第48条"),
    "hold_hearing": _step({State.ACCEPTED}, {State.ACCEPTED}, "行政许可法第48条"),
    "cancel_hearing": _step({State.ACCEPTED}, {State.ACCEPTED}, "行政许可法第48条"),
    "ask_extension": _step({State.ACCEPTED}, {State.ACCEPTED}, "行政许可法第42条"),
    "extend": _step({State.ACCEPTED}, {State.ACCEPTED}, "行政许可法第42条"),
    "refuse_extension": _step({State.ACCEPTED}, {State.ACCEPTED}, "行政许可法第42条"),
    "recompute": _step(set(OPEN), set(OPEN), "行政许可法第82条"),
    "tolerate": _step({State.ACCEPTED}, {State.ACCEPTED}, "容缺受理承诺书"),
    "supply": _step({State.ACCEPTED}, {State.ACCEPTED}, "容缺受理承诺书"),
    "reject_supply": _step({State.ACCEPTED}, {State.ACCEPTED}, "容缺受理承诺书"),
    "commit": _step({State.ACCEPTED}, {State.ACCEPTED}, "告知承诺书"),
    "check_commitment": _step(GIVEN, GIVEN, "告知承诺书"),
    "hold": _step({State.ACCEPTED}, {State.ACCEPTED}, "经办"),
}


class NotNow(errors.Problem):
    """The case is in a state in which this cannot be done."""


def check(verb: str, state: str) -> None:
    """Raise NotNow unless the step may be taken from this state."""
    if state not in STEPS[verb].before:
        raise NotNow(f"这件办件现在是“{State(state).label}”，不能这样办理。请刷新页面查看最新进度。")
