"""The description of a source: where each element is, and what its words mean (docs/profiles.md)."""

import re
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator
from pydantic_core import ErrorDetails

from tongban.catalogue.importing import values
from tongban.catalogue.importing.elements import ELEMENTS, Kind
from tongban.catalogue.parts import Unit
from tongban.core import errors

SHIPPED = Path(__file__).parent / "profiles"
NEEDED = ("code", "name", "kind", "agency.name")
WORDS = {
    "extra_forbidden": "没有这个键",
    "missing": "缺少这个键",
    "literal_error": "不是允许的值",
}


class BadProfile(errors.Problem):
    """The profile does not exist, or a key of it is wrong."""


class Rule(BaseModel):
    """Where an element comes from."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    source: tuple[str, ...] = Field(default=(), alias="from")
    const: str | None = None
    pattern: str | None = None  # its first group is what is taken
    map: dict[str, str | tuple[str, ...]] = {}
    absent: tuple[str, ...] = ()  # words that say there is none; they are kept
    split: str | None = None
    unit: Unit | None = None
    unit_from: str | None = None
    units: dict[str, Unit] = {}
    audiences: tuple[str, ...] = ()
    unknown: Literal["warn", "drop"] = "warn"
    fields: dict[str, "Rule"] = {}
    bar: str | None = Field(default=None, min_length=1)  # cuts a text into the fields, in their order

    @model_validator(mode="before")
    @classmethod
    def _short(cls, given: object) -> object:
        """A field name stands for a rule that takes it as it is."""
        return {"from": given} if isinstance(given, str | list) else given

    @field_validator("source", mode="before")
    @classmethod
    def _several(cls, given: object) -> object:
        return (given,) if isinstance(given, str) else given

    @field_validator("map", "units", mode="before")
    @classmethod
    def _words(cls, given: object) -> object:
        return {str(k): v for k, v in given.items()} if isinstance(given, dict) else given

    @field_validator("pattern")
    @classmethod
    def _one_group(cls, given: str | None) -> str | None:
        try:
            groups = re.compile(given or "()").groups
        except re.error as fault:
            raise ValueError(f"不是正则表达式：{fault}") from fault
        if groups != 1:
            raise ValueError("须恰有一个括号组")
        return given


class Profile(BaseModel):
    """One source."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str = Field(min_length=1, max_length=60)  # named on every version that comes from it
    amends: bool = False  # rows are laid over the items as they stand, all or none
    rows: str = ""
    null_words: tuple[str, ...] = ()
    elements: dict[str, Rule]
    extra: dict[str, str] = {}  # labels of fields that are kept as they are
    repeats: dict[str, str] = {}  # fields that say what another field says
    ignore: tuple[str, ...] = ()

    @property
    def used(self) -> set[str]:
        """The fields that some element is taken from."""
        rules = self.elements.values()
        return {name for r in rules for name in (*r.source, r.unit_from) if name} | set(self.ignore)


def load(name: str) -> Profile:
    """A shipped profile by its name, or one by its path."""
    given_path = name.endswith((".yaml", ".yml"))
    path = Path(name) if given_path else SHIPPED / f"{name}.yaml"
    shipped = "、".join(sorted(p.stem for p in SHIPPED.glob("*.yaml")))
    if not path.is_file() or ("/" in name and not given_path):
        raise BadProfile(f"没有配置“{name}”。随附的配置：{shipped}；自己的配置请写出.yaml文件的路径。")
    try:
        given = yaml.safe_load(path.read_text("utf-8"))
        profile = Profile.model_validate(given)
    except (yaml.YAMLError, UnicodeDecodeError) as fault:
        raise BadProfile(f"配置“{name}”不是正确的YAML：{str(fault).splitlines()[0]}") from fault
    except ValidationError as fault:
        raise BadProfile(f"配置“{name}”有误：{'；'.join(_told(e) for e in fault.errors())}") from fault
    faults = [
        fault for key, rule in profile.elements.items() for fault in _rule_faults(f"elements.{key}", rule)
    ]
    faults += [f"elements.{key}：缺少这个要素" for key in NEEDED if key not in profile.elements]
    if faults:
        raise BadProfile(f"配置“{name}”有误：{'；'.join(faults)}")
    return profile


def _told(error: ErrorDetails) -> str:
    place = ".".join(str(step) for step in error["loc"]) or "（整个文件）"
    return f"{place}：{WORDS.get(error['type'], error['msg'].removeprefix('Value error, '))}"


def _rule_faults(place: str, rule: Rule, kinds: dict[str, Kind] = ELEMENTS) -> list[str]:
    """What cannot be in a rule for the element at the end of that place."""
    name = place.rpartition(".fields.")[2] if ".fields." in place else place.partition(".")[2]
    kind = kinds.get(name)
    if kind is None:
        return [f"{place}：没有这个要素"]
    faults = [
        f"{place}.map.{word}：“{m}”不是这个要素的值" for word, m in _targets(rule) if not _sayable(kind, m)
    ]
    for part, inner in rule.fields.items():
        faults += _rule_faults(f"{place}.fields.{part}", inner, kind.parts or {})
    return faults


def _targets(rule: Rule) -> list[tuple[str, str]]:
    found = [("const", rule.const)] if rule.const is not None else []
    return found + [(w, m) for w, ms in rule.map.items() for m in ((ms,) if isinstance(ms, str) else ms)]


def _sayable(kind: Kind, word: str) -> bool:
    try:
        kind.meaning(word)
    except values.NotUnderstood:
        return False
    return True
