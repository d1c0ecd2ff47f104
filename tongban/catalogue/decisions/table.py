"""The parts of an automatic decision: its table of columns and rules, and how much is looked at again."""

from typing import Annotated, Literal

from pydantic import Field

from tongban.catalogue.parts import Key, Part

Kind = Literal["text", "number", "money", "date", "flag", "choice"]
Outcome = Literal["grant", "refuse", "person"]
Path = Annotated[str, Field(pattern=r"^[a-z]+(\.[A-Za-z0-9_]{1,60}){1,3}$")]


class Column(Part):
    """条件列: one fact that the rules ask about."""

    key: Key
    fact: Path
    label: str = Field(min_length=1, max_length=60)
    type: Kind


class Rule(Part):
    """规则: a cell for each column that matters (left out: any), and what follows where all hold."""

    key: Key
    cells: dict[Key, str] = {}
    outcome: Outcome
    reason: str = Field(min_length=1, max_length=300)
    basis: str = ""


class Table(Part):
    """规则表; `otherwise`: why a case that no rule covers goes to a person. Empty: there is no such case."""

    columns: tuple[Column, ...] = Field(default=(), max_length=20)
    rules: tuple[Rule, ...] = Field(default=(), max_length=200)
    otherwise: str = ""


class Automatic(Part):
    """自动办理."""

    ground: str = Field(min_length=1, max_length=300)  # 依据: what allows deciding without a person
    sample: int = Field(default=5, ge=1, le=100)  # 抽查比例, in percent
    unseen: tuple[Key, ...] = ()  # papers that may be handed in without anybody looking at them
    table: Table
