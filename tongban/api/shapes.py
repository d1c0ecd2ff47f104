"""What goes in and out, for programs."""

import datetime as dt
import uuid
from typing import Literal

from ninja import Field, Schema

from tongban.api import records


class Credentials(Schema):
    """登录名和密码."""

    login: str
    password: str


class Granted(Schema):
    """A token, shown once."""

    token: str
    expires_at: dt.datetime


class ItemLine(Schema):
    """An item in a list."""

    code: str
    name: str
    agency: str
    kind: str
    promised_days: int | None
    visits: int | None
    online: bool


class ItemPage(Schema):
    """Found items."""

    total: int
    items: list[ItemLine]


class Guide(Schema):
    """办事指南: the published definition and where it stands."""

    code: str
    version: int
    digest: str = Field(description="内容摘要，与办事指南页脚所示相同")
    effective_from: dt.date
    published_at: dt.datetime
    agency: str
    definition: dict


class FileShape(Schema):
    """An uploaded file."""

    id: uuid.UUID
    name: str
    size: int
    media_type: str
    sha256: str


class Drafted(Schema):
    """草稿 as it is handed in, whole."""

    item: str = Field(description="事项编码")
    firm: str | None = Field(None, description="统一社会信用代码，代表单位申请时填写")
    answers: dict[str, list[str]] = {}
    form: dict = {}
    files: dict[str, list[uuid.UUID]] = Field({}, description="材料标识 → 文件编号")
    renews: str | None = Field(None, description="要延续的证照的标识，可以选的见草稿")
    draft: uuid.UUID | None = Field(None, description="以前存的草稿，这次的内容代替它")


class Application(Drafted):
    """申请."""

    undertaking: str = Field("", description="签署容缺受理承诺书：文本的摘要，文本见草稿")
    commitment: str = Field("", description="签署告知承诺书：文本的摘要，文本见草稿")
    electronic: bool | None = Field(None, description="是否同意电子送达")
    by_person: bool = Field(False, description="要求人工办理，不要自动办理")


class PaperLine(Schema):
    """A legal paper of a case."""

    id: uuid.UUID
    kind: str
    number: str
    issued_at: dt.datetime
    service: records.ServiceShape | None = Field(description="送达，不用送达的为空")


class Event(Schema):
    """One line of the journal, as anybody concerned may read it."""

    seq: int
    verb: str
    at: dt.datetime
    by: str
    ground: str


class ClockShape(Schema):
    """One limit of the running clock (clock.md of the project's documents)."""

    name: str
    kind: str
    start: dt.date
    explanation: dict


class OpenStage(Schema):
    """A stage a case is at, with the last day of its own limit where it has one."""

    key: str
    name: str
    act: str
    post: str
    opened_at: dt.datetime
    due_on: dt.date | None


class Automatic(Schema):
    """自动判断: the rule that held, the facts it saw and what followed."""

    outcome: str = Field(description="grant、refuse或者person")
    rule: str
    reason: str
    basis: str
    version: int
    digest: str
    at: dt.datetime
    facts: list[dict]
    path: list[dict]
    decided: bool
    taken_over: bool


class TakeOver(Schema):
    """转人工."""

    reason: str


class Recheck(Schema):
    """抽查复核."""

    verdict: str = Field(pattern="^(upheld|wrong)$")
    opinion: str


class CaseShape(Schema):
    """办件."""

    number: str
    item: str
    item_name: str
    state: str
    state_label: str
    stages: list[OpenStage] = Field(description="正在办理的环节，可以同时有几个")
    applicant: str
    received_at: dt.datetime
    accepted_at: dt.datetime | None
    decided_at: dt.datetime | None
    due_on: dt.date | None
    statutory_due_on: dt.date | None
    certificate: str | None = None


class PauseShape(Schema):
    """特别程序 of a case; open while it has no end."""

    id: int
    name: str
    kind: str
    ground: str
    began_on: dt.date
    planned_on: dt.date
    ended_on: dt.date | None
    result: str


class CaseDetail(CaseShape, records.Recorded):
    """办件 with all that is on record of it, its papers, journal and clock."""

    pauses: list[PauseShape]
    papers: list[PaperLine]
    events: list[Event]
    clocks: list[ClockShape]
    automatic: Automatic | None = None


class GapShape(Schema):
    """One thing to be corrected."""

    key: str
    need: str


class CorrectionOrder(Schema):
    """一次性补正告知."""

    gaps: list[GapShape]


class Refusal(Schema):
    """不予受理: not_needed, not_competent (with the competent body) or other (with its basis)."""

    kind: str
    reason: str
    basis: str = ""
    competent_body: str = ""


class Opinion(Schema):
    """审查意见."""

    verdict: str = Field("agree", pattern="^(agree|oppose)$")
    opinion: str
    findings: dict = {}
    stage: str | None = Field(None, description="环节的代号，不填的是本岗位正在办理的第一个")


class Return(Schema):
    """退回 to an earlier stage."""

    opinion: str
    to: str | None = Field(None, description="退回到哪个环节，不填的是前一个")
    stage: str | None = Field(None, description="环节的代号，不填的是本岗位正在办理的第一个")


class Verdict(Schema):
    """决定."""

    granted: bool
    reason: str = Field("", description="不予许可的，或者会签不同意而准予的，必须写明")
    basis: str = ""
    stage: str | None = Field(None, description="环节的代号，不填的是本岗位正在办理的第一个")


class Handover(Schema):
    """送达."""

    method: Literal["electronic", "window", "post", "left"] = "electronic"
    receiver: str = Field("", max_length=120)
    relation: str = Field("", max_length=60)
    checked: bool = False  # the identity document of the receiver was compared
    place: str = Field("", max_length=200)
    tracking: str = Field("", max_length=40)
    reason: str = Field("", max_length=500)
    witness: str = Field("", max_length=120)


class Reason(Schema):
    """Why."""

    reason: str = ""


class Payment(Schema):
    """By which receipt it was paid."""

    receipt_number: str = ""


class Supplement(Schema):
    """补正."""

    files: dict[str, list[uuid.UUID]]


class Stars(Schema):
    """评价."""

    grade: int
    indicators: list[str] = []
    comment: str = ""
    anonymous: bool = False


class Verified(Schema):
    """What anybody may know of a certificate."""

    identifier: str
    standing: str
    title: str
    number: str
    holder: str
    agency: str
    issued_on: dt.date
    valid_until: dt.date | None
