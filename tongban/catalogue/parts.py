"""The parts a definition is made of: frozen, and each with its term of the field."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Condition = dict[Key, list[str]]
Unit = Literal["working_day", "natural_day", "month", "working_hour"]
Channel = Literal["window", "web", "mobile", "post", "agent"]
Way = Literal["electronic", "post", "window"]
Whether = Literal["yes", "no"]


class Part(BaseModel):
    """A part of a definition: frozen, and nothing in it that we do not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Limit(Part):
    """时限."""

    value: int = Field(ge=0)
    unit: Unit = "working_day"


class Extending(Part):
    """延期: how far the item's own law lets the statutory limit be extended, by whose approval."""

    value: int = Field(ge=1)
    unit: Unit = "working_day"  # that of the statutory limit
    rank: str = Field(default="", max_length=40)
    basis: str = Field(default="", max_length=200)


class Limits(Part):
    """法定时限 and 承诺时限; notes say from when and what is not counted.

    Without an extension of its own the general rule holds (`catalogue.extending`); so it does for the time
    to correct and for the answer to a pre-review (`clock.terms`).
    """

    statutory: Limit | None = None
    promised: Limit | None = None
    extension: Extending | None = None
    correction: Limit | None = None
    pre_review: Limit | None = None
    note: str = ""


class Basis(Part):
    """设定依据: a law by its title and article."""

    title: str
    article: str = ""
    url: str = ""


class Charge(Part):
    """收费项目; amount in fen, None where it is computed case by case."""

    name: str
    amount: int | None = Field(default=None, ge=0)
    standard: str = ""
    basis: str = ""
    reduction: str = ""


class Fee(Part):
    """收费."""

    charged: bool = False
    charges: tuple[Charge, ...] = ()
    note: str = ""


class Place(Part):
    """办理地点."""

    name: str = ""
    address: str = ""
    window: str = ""
    hours: str = ""
    phone: str = ""
    transport: str = ""


class Visits(Part):
    """到办事现场次数, and why one has to come."""

    count: int | None = Field(default=None, ge=0, le=9)
    reason: str = ""


class Option(Part):
    """One answer."""

    value: str
    label: str


class Services(Part):
    """办理服务: what the place and the site offer beside the window."""

    hall: Whether | None = None  # 进驻政务大厅
    booking: Whether | None = None  # 支持预约
    payment: Whether | None = None  # 支持网上支付
    terminal: Whether | None = None  # 支持自助终端
    express: Whether | None = None  # 支持物流快递


class Attachment(Part):
    """附件: a file that was uploaded for an item, by the SHA-256 of its bytes, and what it is called."""

    name: str = Field(min_length=1, max_length=160)
    digest: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Question(Part):
    """情形引导: one question."""

    key: Key
    text: str
    kind: Literal["one", "many"] = "one"
    options: tuple[Option, ...] = Field(min_length=2)
    when: Condition = {}


class Requirement(Part):
    """申请材料."""

    key: Key
    name: str
    source: Literal["applicant", "government", "intermediary", "system", "licence", "other"] = "applicant"
    issuer: str = ""
    originals: int = Field(default=0, ge=0)
    copies: int = Field(default=0, ge=0)
    medium: Literal["paper", "electronic", "both"] = "both"
    necessity: Literal["required", "optional", "deferrable"] = "required"
    deferrable_days: int | None = Field(default=None, ge=1)
    source_note: str = ""
    size: str = ""  # 规格: A4, 3.3cm×4.8cm
    signing: str = ""  # 签名签章要求
    basis: str = ""  # 要求提供的依据
    note: str = ""
    blank: Attachment | None = None  # 空白表格
    sample: Attachment | None = None  # 示例样表
    checkpoints: tuple[str, ...] = ()  # 收件要点
    review_points: tuple[str, ...] = ()  # 审查要点
    licence: str = ""  # type of the certificate that stands for it
    when: Condition = {}

    @property
    def uploaded(self) -> bool:
        """Does the applicant hand in a file for it?"""
        return self.source not in ("system", "licence")


class Variant(Part):
    """What a situation changes: limit or fee."""

    when: Condition
    promised: Limit | None = None
    fee: Fee | None = None


class Stage(Part):
    """办理环节: an act done in a kind of post. The last stage decides.

    It waits for the stages of `after`, where that is not given for the one before it; where `when` does not
    hold it is passed over.
    """

    key: Key
    name: str
    act: Literal["review", "visit", "countersign", "decide"]
    post: str
    limit: Limit | None = None
    note: str = ""
    presence: str = ""  # 须本人到场: why the applicant has to be there
    after: tuple[Key, ...] | None = None
    when: Condition = {}
    procedures: tuple[str, ...] = ()  # special procedures that may be held in it


class CommitmentTerms(Part):
    """告知承诺条款: what a commitment replaces, when and how it is checked, what follows if it is broken."""

    mode: Literal["commitment", "filing", "image", "permit_first"] = "commitment"
    replaces: tuple[Key, ...] = ()  # keys of papers that need not be handed in
    within: int | None = Field(default=None, ge=1, le=250)  # working days after the decision
    ways: tuple[Literal["visit", "data", "sampling"], ...] = ()
    consequence: str = ""
    excluded: str = ""  # who may not choose it


class CertificateField(Part):
    """One line on the face of a certificate; `value` is a path like form.area or applicant.name."""

    label: str
    value: str


class CertificateType(Part):
    """证照类型."""

    serial: Annotated[str, Field(pattern=r"^[0-9]{3}$")]
    title: str
    number_mark: str = ""
    validity_months: int | None = Field(default=None, ge=1)
    fields: tuple[CertificateField, ...] = ()


class Result(Part):
    """审批结果."""

    name: str = ""
    kind: Literal["certificate", "approval", "none"] = "none"
    certificate: CertificateType | None = None
    validity: str = ""
    delivery: tuple[Way, ...] = ()  # 送达方式; empty: not said
    sample: Attachment | None = None  # 结果样本


class Faq(Part):
    """常见问题."""

    question: str
    answer: str
