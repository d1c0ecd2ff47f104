"""The definition of a service item: one document from which guide, form, checklist, flow and clock are drawn.

`when` on questions, papers, variants and stages is a condition over the answers: every named question must
have been answered with one of the listed values; an empty condition always holds.
"""

import datetime as dt
import hashlib
import json
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, field_validator

from tongban.catalogue.decisions.table import Automatic, Outcome
from tongban.catalogue.parts import (
    Basis,
    Channel,
    CommitmentTerms,
    Faq,
    Fee,
    Key,
    Limit,
    Limits,
    Part,
    Place,
    Question,
    Requirement,
    Result,
    Services,
    Stage,
    Variant,
    Visits,
)


def _inside(field: object) -> object:
    """A field; of a group, with what each row asks in order too."""
    items = field.get("items") if isinstance(field, dict) else None
    if not isinstance(field, dict) or not isinstance(items, dict) or "x-order" not in items:
        return field
    return field | {"items": Definition.in_order(items)}


class Expected(Part):
    """What an example must come to; what is not said is not compared."""

    papers: tuple[Key, ...]
    promised: Limit | None = None
    fee: int | Literal["assessed"] | None = None  # in fen; assessed: computed case by case
    route: tuple[Key, ...] | None = None  # the stages, in order
    visits: int | None = None
    outcome: str | None = None  # the name of the result
    faults: tuple[str, ...] = ()  # fields of the form that must be refused
    automatic: Outcome | None = None  # what the table says
    rule: Key | None = None  # of the table


class Example(Part):
    """示例: answers and form values with what they must come to; run at publication.

    What the system fills in itself (`x-source`) need not be among the form values; without any values the
    form is not tried. `facts` says outright what the table of automatic decisions cannot see here, such as
    applicant.age.
    """

    name: str = Field(min_length=1, max_length=100)
    answers: dict[Key, list[str]] = {}
    form: dict = {}
    facts: dict[str, str | int | float | bool] = {}
    expected: Expected


class Definition(Part):
    """事项定义."""

    name: str = Field(min_length=1, max_length=500)
    aliases: tuple[str, ...] = ()
    summary: str = ""
    plain: tuple[str, ...] = ()  # 简明版: what it says to somebody who has never heard of it, step by step
    kind: Annotated[str, Field(pattern=r"^[0-9]{2}$")]
    project_type: Literal["instant", "promised"] | None = None
    power_source: str = ""
    body_kind: str = ""
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
    mobile_url: str = ""
    depth: tuple[str, ...] = ()
    services: Services = Services()
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
    intermediary: str = ""
    rights: str = ""
    quantity_limit: str = ""
    ends_on: dt.date | None = None
    questions: tuple[Question, ...] = ()
    papers: tuple[Requirement, ...] = ()
    papers_known: bool = True
    variants: tuple[Variant, ...] = ()
    form: dict = {}  # JSON Schema 2020-12 with display hints
    flow: tuple[Stage, ...] = ()
    same_hand: bool = False  # 即办: who takes it in may decide it
    automatic: Automatic | None = None
    commitment: str = ""  # 告知承诺 text the applicant signs
    commitment_terms: CommitmentTerms | None = None  # with them it is a choice, and papers fall away
    renews: Annotated[str, Field(pattern=r"^([0-9]{3})?$")] = ""  # 延续: the type of certificate it renews
    result: Result = Result()
    faq: tuple[Faq, ...] = ()
    examples: tuple[Example, ...] = ()
    extra: dict[str, str] = {}  # elements of a source that have no place of their own yet

    @field_validator("form")
    @classmethod
    def in_order(cls, form: dict) -> dict:
        """The fields in the order in which they are asked: jsonb forgets it, so `x-order` remembers."""
        fields, said = form.get("properties"), form.get("x-order")
        if not isinstance(fields, dict) or not fields:
            return form
        order = [key for key in said if key in fields] if isinstance(said, list) else []
        in_place = {key: _inside(fields[key]) for key in [*order, *fields]}
        return form | {"properties": in_place, "x-order": [*in_place]}

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
