"""Reads of cases: definition, checklist and clock of one; work lists of many."""

import datetime as dt
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.db.models import Q, QuerySet
from django.utils import timezone

from tongban.cases import interruptions, rules
from tongban.cases.models import Case, Commitment, Draft, Signature
from tongban.catalogue import queries as catalogue
from tongban.catalogue import rules as catalogue_rules
from tongban.catalogue.definition import Definition
from tongban.catalogue.models import Item
from tongban.clock import engine
from tongban.clock import queries as clock
from tongban.core import forms
from tongban.identity import regions
from tongban.identity.models import Firm, Person
from tongban.identity.rules import Applicant
from tongban.licences import queries as licences
from tongban.licences.models import Certificate
from tongban.papers.models import Paper


def definition(case: Case | Draft) -> Definition:
    """The definition a case or draft is pinned to."""
    return catalogue.definition(case.version_id)


def open_definition(item: Item) -> Definition | None:
    """The current definition when the item takes applications here, else None."""
    if item.state != "active" or item.current_id is None:
        return None
    current = catalogue.definition(item.current_id)
    return current if current.flow else None


def checklist(case: Case | Draft) -> catalogue_rules.Checklist:
    """What its situation comes to."""
    committed = commitment(case) is not None
    return catalogue_rules.checklist(definition(case), case.answers, held(case), committed=committed)


def commitment(of: Case | Draft) -> Commitment | None:
    """The commitment of an application, by free choice."""
    return commitment_to(of.submission if isinstance(of, Case) else of.pk, definition(of))


def commitment_to(submission: uuid.UUID, current: Definition) -> Commitment | None:
    """The one that stands: signed to the very words of this definition."""
    if current.commitment_terms is None:
        return None
    digest = rules.commitment_digest(current)
    return Commitment.objects.filter(submission=submission, digest=digest).first()


def held(case: Case | Draft) -> Mapping[str, str]:
    """Type → identifier of the certificates that stand for papers: of a draft, as found today."""
    if isinstance(case, Case):
        return case.held
    return licences.standing_for(case.person_id, case.firm_id, wanted(definition(case)), _day(case.saved_at))


def wanted(of: Definition) -> list[str]:
    """The types of certificates that spare the applicant a paper."""
    return [paper.licence for paper in of.papers if paper.source == "licence"]


def form(case: Case) -> dict:
    """The whole form, identifiers included; whoever shows them masks them or journals the reading."""
    return rules.joined(case.form, case.form_sealed)


def draft_form(draft: Draft) -> dict:
    """What was filled in so far."""
    return json.loads(draft.form)


def settled(draft: Draft) -> dict:
    """What is filled in, without what is not asked and with what is computed."""
    return forms.settled(definition(draft).form, draft_form(draft), draft.answers)


def signature(of: Draft | Case) -> tuple[Signature | None, bool]:
    """The signature under an application form, and whether the form still says what was signed."""
    own = of.submission if isinstance(of, Case) else of.pk
    found = Signature.objects.select_related("file").filter(submission=own).first()
    said = form(of) if isinstance(of, Case) else settled(of)
    return found, found is not None and found.digest == rules.form_digest(definition(of).form, said)


def unknown_divisions(schema: Mapping, said: Mapping) -> list[str]:
    """Where a form names divisions that are not in the list."""
    named = rules.divisions(schema, said)
    there = regions.known(named.values()) if named else set()
    return [path for path, code in named.items() if code not in there]


def draft_files(draft: Draft) -> dict[str, list[uuid.UUID]]:
    """The files given so far, by the key of their paper."""
    given: dict[str, list[uuid.UUID]] = {}
    for key, file in draft.files.values_list("key", "file_id").order_by("id"):
        given.setdefault(key, []).append(file)
    return given


def _day(at: dt.datetime) -> dt.date:
    return timezone.localtime(at).date()


def running(case: Case) -> rules.Running | None:
    """The clock that runs on a case now."""
    current = definition(case)
    limits = rules.limits(current, catalogue_rules.checklist(current, case.answers).promised)
    accepted = case.accepted_at and _day(case.accepted_at)
    decided = case.decided_at and _day(case.decided_at)
    started = rules.running(case.state, _day(case.counted_at), accepted, decided, limits)
    if started is None or started.name != "decision":
        return started
    held = case.pauses.all()
    return replace(
        started,
        pauses=interruptions.pauses(held),
        longer=interruptions.longer(case),
        began=timezone.localtime(case.accepted_at).replace(tzinfo=None),
        spans=interruptions.pauses(held, hourly=True),
    )


def dues(case: Case, today: dt.date) -> rules.Dues:
    """The dates of the running clock, to be stored."""
    return rules.dues(running(case), calendar(case), today)


def over(case: Case, at: dt.datetime) -> bool:
    """Has the limit that leads ended?"""
    return rules.over(running(case), calendar(case), timezone.localtime(at).replace(tzinfo=None))


def calendar(case: Case) -> engine.Calendar:
    """The calendar of its division."""
    return clock.calendar(case.region_id)


def acceptance_dues(region_code: str, day: dt.date) -> rules.Dues:
    """The dates of a case received on a day."""
    started = rules.Running("acceptance", day, None, rules.ACCEPTANCE_LIMIT)
    return rules.dues(started, clock.calendar(region_code), day)


def acceptance_due(case: Case) -> dt.date:
    """By when the agency must have answered the last receipt."""
    return engine.add(_day(case.counted_at), rules.ACCEPTANCE_LIMIT, clock.calendar(case.region_id))


@dataclass(frozen=True, slots=True)
class Expected:
    """提交以后: by when an application of a day would be answered and decided."""

    accepted_by: dt.date
    decided_by: dt.date | None
    limit: engine.Limit | None


def expected(draft: Draft, day: dt.date) -> Expected:
    """The latest dates if the draft were submitted that day."""
    calendar = clock.calendar(draft.item.region_id)
    accepted_by = engine.add(day, rules.ACCEPTANCE_LIMIT, calendar)
    limits = rules.limits(definition(draft), checklist(draft).promised)
    limit = limits.promised or limits.statutory
    return Expected(accepted_by, engine.add(accepted_by, limit, calendar) if limit else None, limit)


@dataclass(frozen=True, slots=True)
class Explained:
    """One limit of the running clock with the reason for every day."""

    name: str  # acceptance, decision, delivery
    kind: str  # promised, statutory
    start: dt.date
    limit: engine.Limit
    extension: engine.Extension | None  # 延期 of the statutory limit, with which the promised moves
    explanation: engine.Explanation


def explained(case: Case, today: dt.date) -> list[Explained]:
    """期限是这样算的: the promised limit first, then the statutory one; empty when no clock runs."""
    started = running(case)
    if started is None:
        return []
    told = _explanations(started, calendar(case), today)
    return [
        Explained(started.name, kind, started.start, limit, started.extension, told[kind])
        for kind, limit in (("promised", started.promised), ("statutory", started.statutory))
        if limit
    ]


def _explanations(
    started: rules.Running, calendar: engine.Calendar, today: dt.date
) -> dict[str, engine.Explanation]:
    if both := started.both(today):
        statutory, promised = engine.explain_pair(*both, calendar)
        return {"statutory": statutory, "promised": promised}
    alone = [("statutory", started.statutory), ("promised", started.promised)]
    return {kind: engine.explain(started.alone(limit, today), calendar) for kind, limit in alone if limit}


def facts(case: Case) -> dict[str, str]:
    """What is known of the applicant and written in the form, by path: applicant.name, form.area …"""
    known = applicant_facts(case.person, case.firm)
    return known | {f"form.{key}": _shown(value) for key, value in form(case).items()}


def _shown(value: object) -> str:
    if isinstance(value, dict):  # an address
        return str(value.get("detail", ""))
    if isinstance(value, list) and any(isinstance(one, dict) for one in value):
        return f"{len(value)}项"
    return "、".join(map(str, value)) if isinstance(value, list) else str(value)


def applicant_facts(person: Person, firm: Firm | None) -> dict[str, str]:
    """What the account says, by the paths that forms and certificates name."""
    known = {
        "applicant.name": firm.name if firm else person.name,
        "applicant.code": firm.code if firm else person.id_number,
        "person.name": person.name,
        "person.id_number": person.id_number,
        "person.phone": person.phone or "",
        "person.address": person.address or "",
    }
    if firm:
        representative = firm.legal_representative
        known |= {
            "firm.name": firm.name,
            "firm.code": firm.code,
            "firm.address": firm.address,
            "firm.legal_representative": representative.name if representative else "",
        }
    return known


def known(applicant: Applicant) -> dict[str, str]:
    """What the account of an applicant says, by path."""
    person = Person.objects.get(pk=applicant.person_id)
    firm = (
        Firm.objects.select_related("legal_representative").get(pk=applicant.firm_id)
        if applicant.firm_id
        else None
    )
    return applicant_facts(person, firm)


def prefill(form_of: Definition, facts: Mapping[str, str]) -> dict[str, str]:
    """The fields of a form that the account already answers (`x-source`)."""
    properties = form_of.form.get("properties", {})
    sources = {key: field.get("x-source") for key, field in properties.items()}
    return {key: facts[source] for key, source in sources.items() if facts.get(source)}


def paper(case: Case, kind: str) -> Paper | None:
    """The paper of that kind, if it was issued."""
    return Paper.objects.filter(subject=case.chain, kind=kind).order_by("issued_at").first()


def issued(case: Case) -> QuerySet[Paper]:
    """Every paper of a case, its certificate included, oldest first."""
    certificates = Certificate.objects.filter(subject=case.chain).values("paper")
    every = Paper.objects.filter(Q(subject=case.chain) | Q(pk__in=certificates))
    return every.select_related("file").order_by("issued_at", "number")


def electronic(case: Case) -> bool:
    """Does the applicant agree to 电子送达: by his word, or by how he asked for the result?"""
    return case.electronic if case.electronic is not None else case.form.get("delivery") == "electronic"
