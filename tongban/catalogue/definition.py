"""The definition of a service item: one document from which guide, form, checklist, flow and clock are drawn.

`when` on questions, papers, variants and stages is a condition over the answers: every named question must
have been answered with one of the listed values; an empty condition always holds.
"""

import hashlib
import json
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Condition = dict[Key, list[str]]
Unit = Literal["working_day", "natural_day", "month", "working_hour"]
Channel = Literal["window", "web", "mobile", "post", "agent"]
Way = Literal["electronic", "post", "window"]


class Part(BaseModel):
    """A part of a definition: frozen, and nothing in it that we do not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Limit(Part):
    """时限."""

    value: int = Field(ge=0)
    unit: Unit = "working_day"


class Limits(Part):
    """法定时限 and 承诺时限; notes say from when and what is not counted."""

    statutory: Limit | None = None
    promised: Limit | None = None
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
    note: str = ""
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
    act: Literal["review", "visit", "decide"]
    post: str
    limit: Limit | None = None
    note: str = ""
    presence: str = ""  # 须本人到场: why the applicant has to be there
    after: tuple[Key, ...] | None = None
    when: Condition = {}


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


class Faq(Part):
    """常见问题."""

    question: str
    answer: str


class Expected(Part):
    """What an example must come to; what is not said is not compared."""

    papers: tuple[Key, ...]
    promised: Limit | None = None
    fee: int | Literal["assessed"] | None = None  # in fen; assessed: computed case by case
    route: tuple[Key, ...] | None = None  # the stages, in order
    visits: int | None = None
    outcome: str | None = None  # the name of the result
    faults: tuple[str, ...] = ()  # fields of the form that must be refused


class Example(Part):
    """示例: answers and form values with what they must come to; run at publication.

    What the system fills in itself (`x-source`) need not be among the form values; without any values the
    form is not tried.
    """

    name: str = Field(min_length=1, max_length=100)
    answers: dict[Key, list[str]] = {}
    form: dict = {}
    expected: Expected


class Definition(Part):
    """事项定义."""

    name: str = Field(min_length=1, max_length=500)
    aliases: tuple[str, ...] = ()
    summary: str = ""
    kind: Annotated[str, Field(pattern=r"^[0-9]{2}$")]
    project_type: Literal["instant", "promised"] | None = None
    audiences: tuple[str, ...] = ()
    person_themes: tuple[str, ...] = ()
    firm_themes: tuple[str, ...] = ()
    basis: tuple[Basis, ...] = ()
    conditions: tuple[str, ...] = ()
    limits: Limits = Limits()
    special_procedures: tuple[str, ...] = ()
    channels: tuple[Channel, ...] = ()
    online: bool = False
    online_url: str = ""
    visits: Visits = Visits()
    area: str = ""
    fee: Fee = Fee()
    fee_known: bool = True
    places: tuple[Place, ...] = ()
    consult: str = ""
    supervise: str = ""
    review_body: str = ""
    court: str = ""
    partners: tuple[str, ...] = ()
    quantity_limit: str = ""
    questions: tuple[Question, ...] = ()
    papers: tuple[Requirement, ...] = ()
    papers_known: bool = True
    variants: tuple[Variant, ...] = ()
    form: dict = {}  # JSON Schema 2020-12 with display hints
    flow: tuple[Stage, ...] = ()
    same_hand: bool = False  # 即办: who takes it in may decide it
    commitment: str = ""  # 告知承诺 text the applicant signs
    result: Result = Result()
    faq: tuple[Faq, ...] = ()
    examples: tuple[Example, ...] = ()
    extra: dict[str, str] = {}  # elements of a source that have no place of their own yet

    @field_validator("form")
    @classmethod
    def in_order(cls, form: dict) -> dict:
        """The fields in the order in which they are asked: jsonb forgets it, so `x-order` remembers."""
        fields = form.get("properties", {})
        order = [key for key in form.get("x-order", fields) if key in fields]
        in_place = {key: fields[key] for key in [*order, *fields]}
        return form | {"properties": in_place, "x-order": [*in_place]} if fields else form

    def __copy__(self) -> "Definition":
        """Without what was computed of it: a copy may say something else."""
        copied = super().__copy__()
        copied.__dict__ = {name: copied.__dict__[name] for name in type(self).model_fields}
        return copied

    @cached_property
    def stages(self) -> dict[str, Stage]:
        """The stages by key, in order."""
        return {stage.key: stage for stage in self.flow}

    @cached_property
    def written(self) -> dict:
        """The document as it is written down: what goes without saying is left out."""
        return self.model_dump(mode="json", exclude_defaults=True)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the document: the same words, the same digest, in whatever order they are kept."""
        words = json.dumps(self.written, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(words.encode()).hexdigest()

    @property
    def accepts_online(self) -> bool:
        """Can it be applied for here, and not only be read about?"""
        return self.online and bool(self.flow)
