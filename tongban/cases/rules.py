"""Verdicts on a case from facts alone: whose clock runs, who may act, what the form must say."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from tongban.cases.states import State
from tongban.catalogue.definition import Definition
from tongban.catalogue.parts import Limit as Promise
from tongban.clock import engine
from tongban.clock.terms import TERMS
from tongban.core import forms

ACCEPTANCE_LIMIT = engine.Limit(5, "working_day")  # 行政许可法 32
DELIVERY_LIMIT = engine.Limit(10, "working_day")  # 行政许可法 44
NOT_DELEGATED = "您所在的岗位没有这一事项的有效授权，或者授权已经到期、收回。办件没有变化。"


@dataclass(frozen=True, slots=True)
class Running:
    """The clock that runs: 受理, 决定 or 送达, from a day, with its limits.

    A limit in working hours runs from the moment `began`, its pauses are `spans` of moments.
    """

    name: str
    start: dt.date
    promised: engine.Limit | None
    statutory: engine.Limit | None
    pauses: tuple[engine.Pause, ...] = ()
    longer: int = 0  # 延期, in the unit of the statutory limit
    began: dt.datetime | None = None
    spans: tuple[engine.Pause, ...] = ()

    @property
    def extension(self) -> engine.Extension | None:
        """延期 of the statutory limit."""
        return engine.Extension(self.longer, self.statutory.unit) if self.longer and self.statutory else None

    def facts(self, limit: engine.Limit, now: dt.date) -> engine.Facts:
        """As the engine wants them, without the extension; `now` is a day, or a moment where it matters."""
        if limit.unit == "working_hour":
            return engine.Facts(self.began or self.start, limit, now, self.spans)
        return engine.Facts(self.start, limit, _day(now), self.pauses)

    def extended(self, by: int) -> "Running":
        """The same clock with its limits extended."""
        return replace(self, longer=by)

    def both(self, now: dt.date) -> tuple[engine.Facts, engine.Facts] | None:
        """法定 and 承诺, where both run."""
        if self.statutory is None or self.promised is None:
            return None
        return self.alone(self.statutory, now), self.facts(self.promised, now)

    def alone(self, limit: engine.Limit, now: dt.date) -> engine.Facts:
        """The one limit that runs, or the statutory one, with its extension."""
        return replace(self.facts(limit, now), extension=self.extension)


@dataclass(frozen=True, slots=True)
class Dues:
    """What is stored of the running clock."""

    due_on: dt.date | None = None
    yellow_on: dt.date | None = None
    statutory_due_on: dt.date | None = None
    provisional: bool = False


def running(
    state: str, received: dt.date, accepted: dt.date | None, decided: dt.date | None, limits: "CaseLimits"
) -> Running | None:
    """The clock of a state; none runs while the applicant corrects, or after the end."""
    if state == State.RECEIVED:
        return Running("acceptance", received, None, ACCEPTANCE_LIMIT)
    if state == State.ACCEPTED and accepted and (limits.promised or limits.statutory):
        return Running("decision", accepted, limits.promised, limits.statutory)
    if state in (State.GRANTED, State.REFUSED) and decided:
        return Running("delivery", decided, None, DELIVERY_LIMIT)
    return None


@dataclass(frozen=True, slots=True)
class CaseLimits:
    """承诺时限 and 法定时限 of this case, by its situation."""

    promised: engine.Limit | None
    statutory: engine.Limit | None


def limits(definition: Definition, promised: Promise | None) -> CaseLimits:
    """The limits of a definition, with the promise of the situation."""
    return CaseLimits(_limit(promised), _limit(definition.limits.statutory))


def correction(definition: Definition) -> engine.Limit:
    """How long an applicant has to correct: what the item says, else the general rule."""
    return _limit(definition.limits.correction) or term("correction")


def pre_review(definition: Definition) -> engine.Limit:
    """By when a pre-review is promised: what the item says, else the general rule."""
    return _limit(definition.limits.pre_review) or term("pre_review")


def term(name: str) -> engine.Limit:
    """A limit of the general rules."""
    return TERMS[name].limit


def _limit(limit: Promise | None) -> engine.Limit | None:
    return engine.Limit(limit.value, limit.unit) if limit else None


def dues(clock: Running | None, calendar: engine.Calendar, today: dt.date) -> Dues:
    """The dates to store; the promised limit leads, and never ends after the statutory one."""
    found = _dues(clock, calendar, today)
    if clock is None or found is None:
        return Dues()
    statutory, own = found
    law = _day(statutory.due_on) if clock.statutory and statutory.due_on else None
    provisional = own.provisional or statutory.provisional
    return Dues(own.due_on and _day(own.due_on), own.yellow_on and _day(own.yellow_on), law, provisional)


def over(clock: Running | None, calendar: engine.Calendar, now: dt.datetime) -> bool:
    """届满: has the leading limit ended at this local moment?"""
    found = _dues(clock, calendar, now)
    return found is not None and found[1].due_on is not None and engine.is_after(now, found[1].due_on)


def _dues(
    clock: Running | None, calendar: engine.Calendar, now: dt.date
) -> tuple[engine.Due, engine.Due] | None:
    """Statutory and leading; the same where one limit runs alone."""
    limit = clock and (clock.statutory or clock.promised)
    if clock is None or limit is None:
        return None
    if both := clock.both(now):
        return engine.pair(*both, calendar)
    one = engine.due(clock.alone(limit, now), calendar)
    return one, one


def _day(end: dt.date) -> dt.date:
    """A limit in hours is stored by its day."""
    return end.date() if isinstance(end, dt.datetime) else end


def light(due_on: dt.date | None, yellow_on: dt.date | None, today: dt.date) -> str | None:
    """The light of the stored dates; none while no limit runs."""
    if due_on is None:
        return None
    if today > due_on:
        return "red"
    return "yellow" if yellow_on and today >= yellow_on else "green"


@dataclass(frozen=True, slots=True)
class Charged:
    """A charge of a case; its amount in 分 is unknown until it is assessed."""

    name: str
    fen: int | None
    basis: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What speaks for and against an officer doing an act on a case."""

    delegated: bool  # a delegation in force lets his post do it here
    right_post: bool  # the stage calls for his kind of post
    own_case: bool  # he is the applicant, or represents the firm
    took_it_in: bool  # 受审分离: he accepted it himself
    same_hand: bool  # the item lets one hand do both (即办)
    given_away: bool = False  # 转办: the stage was given to another by name


def objection(act: str, standing: Standing) -> str | None:
    """Why he may not, or None."""
    if not standing.delegated:
        return NOT_DELEGATED
    if not standing.right_post:
        return "这件办件现在不在您的岗位办理。办件没有变化。"
    if standing.own_case:
        return "这是您本人或者您所代表单位的申请，应当回避，请交由其他人员办理。办件没有变化。"
    if standing.given_away:
        return "这一环节已经转办给其他人员，由他办理。办件没有变化。"
    if act in ("review", "decide") and standing.took_it_in and not standing.same_hand:
        return "受理和审查决定应当由不同的人办理，这件是您受理的。办件没有变化。"
    return None


def split(schema: Mapping, form: Mapping) -> tuple[dict, str]:
    """The form without its identifiers, and these as JSON text to be sealed."""
    plain, hidden = _parted(forms.fields_of(schema), form)
    return plain, json.dumps(hidden, ensure_ascii=False)


def joined(plain: Mapping, sealed: str) -> dict:
    """The whole form again."""
    hidden = json.loads(sealed)
    rows = {key: part for key, part in hidden.items() if isinstance(part, list)}
    return {**plain, **hidden} | {
        key: [{**row, **part} for row, part in zip(plain[key], parts, strict=True)]
        for key, parts in rows.items()
    }


def _parted(fields: Mapping, form: Mapping) -> tuple[dict, dict]:
    plain, hidden = {}, {}
    for key, value in form.items():
        kind = forms.kind_of(fields[key]) if key in fields else ""
        if kind in forms.SEALED:
            hidden[key] = value
        elif kind == "rows" and isinstance(value, list):
            parted = [_parted(forms.fields_of(fields[key]), row) for row in value]
            plain[key] = [row for row, _ in parted]
            hidden |= {key: [part for _, part in parted]} if any(part for _, part in parted) else {}
        else:
            plain[key] = value
    return plain, hidden


def signature_key(schema: Mapping) -> str:
    """The field in which the applicant signs; empty where the form has none."""
    fields = forms.fields_of(schema)
    return next((key for key, field in fields.items() if forms.kind_of(field) == "signature"), "")


def form_digest(schema: Mapping, form: Mapping) -> str:
    """SHA-256 of what is signed: the settled form without the signature itself."""
    signed = {key: value for key, value in form.items() if key != signature_key(schema)}
    words = json.dumps(signed, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(words.encode()).hexdigest()


def commitment_digest(definition: Definition) -> str:
    """SHA-256 of what a commitment is signed to: its text with its terms."""
    terms = definition.commitment_terms
    signed = [definition.commitment, terms and terms.model_dump(mode="json")]
    words = json.dumps(signed, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(words.encode()).hexdigest()


def divisions(schema: Mapping, form: Mapping) -> dict[str, str]:
    """Path → code of every division that the form names."""
    found: dict[str, str] = {}
    for key, field in forms.fields_of(schema).items():
        value, kind = form.get(key), forms.kind_of(field)
        if kind == "division" and value:
            found[key] = str(value)
        elif kind == "address" and isinstance(value, dict):
            found[f"{key}.division"] = str(value.get("division", ""))
        elif kind == "rows" and isinstance(value, list):
            for place, row in enumerate(value):
                inner = divisions(field["items"], row)
                found |= {f"{key}.{place}.{path}": code for path, code in inner.items()}
    return found


def missing_papers(required: Iterable, given: Iterable[str]) -> list[tuple[str, str]]:
    """The papers for which no file was given and that nobody undertook to hand in later: (key, sentence)."""
    have = set(given)
    later = {"required": "", "deferrable": "；暂时没有的，可以承诺受理后补交"}
    return [
        (paper.key, f"请上传“{paper.name}”{later[paper.necessity]}")
        for paper in required
        if paper.uploaded and paper.necessity in later and paper.key not in have
    ]
