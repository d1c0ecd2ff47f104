"""States of what supervision keeps, and the table of their steps."""

from dataclasses import dataclass

from django.db.models import TextChoices

from tongban.core import errors


class Urged(TextChoices):
    """How an urging stands."""

    OPEN = "open", "待答复"
    ANSWERED = "answered", "已答复"
    OVER = "over", "办件已办，销号"


class Judged(TextChoices):
    """How a finding stands."""

    OPEN = "open", "待核查"
    UPHELD = "upheld", "核查属实"
    DISMISSED = "dismissed", "排除"


class Origin(TextChoices):
    """Who urges."""

    SUPERVISOR = "supervisor", "监察人员"
    SYSTEM = "system", "系统自动"


class Late(TextChoices):
    """How an overtime stands."""

    WAITING = "waiting", "待说明"
    STATED = "stated", "待核查"
    JUSTIFIED = "justified", "理由成立"
    UNJUSTIFIED = "unjustified", "理由不成立"


class Measure(TextChoices):
    """问责方式."""

    TALK = "talk", "约谈"
    BULLETIN = "bulletin", "通报"
    SANCTION = "sanction", "问责建议"


class Answerable(TextChoices):
    """How an accountability stands."""

    OPENED = "opened", "待申辩"
    HEARD = "heard", "待决定"
    DECIDED = "decided", "已决定，待执行"
    CARRIED_OUT = "carried_out", "已执行"
    DISMISSED = "dismissed", "不予问责"
    REVOKED = "revoked", "申诉成立，已撤销"


FINISHED = (Answerable.DECIDED, Answerable.CARRIED_OUT)  # a decision that stands


class Reviewed(TextChoices):
    """复核 of an appeal."""

    UPHELD = "upheld", "维持"
    REVOKED = "revoked", "撤销"


class Kind(TextChoices):
    """规则类别."""

    TIME = "time", "时限"
    FLOW = "flow", "流程"
    FEE = "fee", "收费"
    PAPERS = "papers", "材料"
    INTEGRITY = "integrity", "廉政风险"
    RATING = "rating", "满意度"


class Level(TextChoices):
    """What a rule signals."""

    YELLOW = "yellow", "预警"
    RED = "red", "报警"
    NOTABLE = "notable", "关注"
    SERIOUS = "serious", "严重"


class Standing(TextChoices):
    """How a version of a rule stands."""

    DRAFT = "draft", "草稿"
    ACTIVE = "active", "启用"
    RETIRED = "retired", "停用"


@dataclass(frozen=True, slots=True)
class Step:
    """One verb: from which state, to which, on what ground."""

    before: frozenset[str]
    after: frozenset[str]
    ground: str


STEPS = {
    "urge": Step(frozenset(), frozenset({Urged.OPEN}), "行政许可法第60条"),
    "answer": Step(frozenset({Urged.OPEN}), frozenset({Urged.ANSWERED}), "行政许可法第60条"),
    "escalate": Step(frozenset({Urged.OPEN}), frozenset({Urged.OPEN}), "行政许可法第60条"),
    "end": Step(frozenset({Urged.OPEN}), frozenset({Urged.OVER}), "行政许可法第60条"),
    "find": Step(frozenset(), frozenset({Judged.OPEN}), "行政许可法第60条"),
    "judge": Step(frozenset({Judged.OPEN}), frozenset({Judged.UPHELD, Judged.DISMISSED}), "行政许可法第60条"),
    "note_late": Step(frozenset(), frozenset({Late.WAITING}), "行政许可法第42条"),
    "close_late": Step(frozenset(Late), frozenset(Late), "行政许可法第42条"),
    "state_cause": Step(frozenset({Late.WAITING}), frozenset({Late.STATED}), "行政许可法第60条"),
    "judge_cause": Step(
        frozenset({Late.STATED}), frozenset({Late.JUSTIFIED, Late.UNJUSTIFIED}), "行政许可法第60条"
    ),
    "open_accountability": Step(frozenset(), frozenset({Answerable.OPENED}), "行政许可法第60条、第74条"),
    "hear": Step(frozenset({Answerable.OPENED}), frozenset({Answerable.HEARD}), "行政许可法第7条"),
    "hold_accountable": Step(
        frozenset({Answerable.OPENED, Answerable.HEARD}), frozenset({Answerable.DECIDED}), "行政许可法第74条"
    ),
    "dismiss": Step(
        frozenset({Answerable.OPENED, Answerable.HEARD}),
        frozenset({Answerable.DISMISSED}),
        "行政许可法第60条",
    ),
    "carry_out": Step(
        frozenset({Answerable.DECIDED}), frozenset({Answerable.CARRIED_OUT}), "行政许可法第74条"
    ),
    "appeal": Step(frozenset(FINISHED), frozenset(FINISHED), "行政许可法第7条"),
    "answer_appeal": Step(
        frozenset(FINISHED), frozenset({*FINISHED, Answerable.REVOKED}), "行政许可法第60条"
    ),
    "write_rule": Step(frozenset({Standing.DRAFT}), frozenset({Standing.DRAFT}), "行政许可法第60条"),
    "try_rule": Step(frozenset({Standing.DRAFT}), frozenset({Standing.DRAFT}), "行政许可法第60条"),
    "switch_on": Step(frozenset({Standing.DRAFT}), frozenset({Standing.ACTIVE}), "行政许可法第60条"),
    "switch_off": Step(frozenset({Standing.ACTIVE}), frozenset({Standing.RETIRED}), "行政许可法第60条"),
}


class NotNow(errors.Problem):
    """It is in a state in which this cannot be done."""
