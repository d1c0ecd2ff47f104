"""From records to shapes."""

from django.utils import timezone

from tongban.api import records, shapes
from tongban.cases import automatic as automatics
from tongban.cases import ends, queries, stages
from tongban.cases.models import Case
from tongban.cases.states import State
from tongban.catalogue.models import Item
from tongban.core import text
from tongban.files.models import File
from tongban.journal import queries as journal
from tongban.licences import rules as licences
from tongban.licences.models import Certificate
from tongban.papers import queries as papers


def item_line(item: Item) -> dict:
    """An item in a list."""
    return {
        "code": item.code,
        "name": item.name,
        "agency": item.agency.name,
        "kind": item.kind,
        "promised_days": item.promised_days,
        "visits": item.visits,
        "online": item.online,
    }


def file(stored: File) -> dict:
    """An uploaded file."""
    return {name: getattr(stored, name) for name in shapes.FileShape.model_fields}


def case_line(case: Case) -> dict:
    """A case in a list."""
    decision = ends.decision(case)
    certificate = decision.certificate if decision else None
    return {
        "number": case.number,
        "item": case.item.code,
        "item_name": case.item_name,
        "state": case.state,
        "state_label": State(case.state).label,
        "stages": [
            {
                "key": one.stage.key,
                "name": one.stage.name,
                "act": one.stage.act,
                "post": one.turn.post,
                "opened_at": one.turn.opened_at,
                "due_on": one.due_on,
            }
            for one in stages.at(case, timezone.localdate())
        ],
        "applicant": case.applicant_name if case.firm_id else text.mask_name(case.applicant_name),
        "received_at": case.received_at,
        "accepted_at": case.accepted_at,
        "decided_at": case.decided_at,
        "due_on": case.due_on,
        "statutory_due_on": case.statutory_due_on,
        "certificate": certificate.identifier if certificate else None,
    }


def case(case: Case) -> dict:
    """A case with its papers, journal and clock."""
    services = records.services(case)
    recorded = case_line(case) | records.of(case)
    return recorded | {
        "automatic": automatic(case),
        "pauses": [
            {name: getattr(pause, name) for name in shapes.PauseShape.model_fields}
            for pause in case.pauses.order_by("at")
        ],
        "papers": [
            {name: getattr(p, name) for name in ("kind", "number", "issued_at")}
            | {"id": p.pk, "service": services.get(str(p.pk))}
            for p in papers.for_subject(case.chain)
        ],
        "events": [
            {"seq": line.seq, "verb": line.verb, "at": line.at, "by": line.by_name, "ground": line.ground}
            for line in journal.timeline(case.chain)
        ],
        "clocks": [
            {
                "name": one.name,
                "kind": one.kind,
                "start": one.start,
                "explanation": one.explanation.json(),
            }
            for one in queries.explained(case, timezone.localdate())
        ],
    }


def automatic(case: Case) -> dict | None:
    """What the table of the item said of it."""
    judged = automatics.judgement(case)
    if judged is None:
        return None
    names = ("outcome", "rule", "reason", "basis", "digest", "at", "facts", "path")
    return {name: getattr(judged, name) for name in names} | {
        "version": judged.version.number,
        "decided": automatics.decided(case),
        "taken_over": automatics.takeover(case) is not None,
    }


def certificate(found: Certificate) -> dict:
    """What anybody may know of a certificate."""
    return {
        "identifier": found.identifier,
        "standing": licences.standing(found.state, found.valid_from, found.valid_until, timezone.localdate()),
        "title": found.title,
        "number": found.number,
        "holder": found.holder_name if found.firm_id else text.mask_name(found.holder_name),
        "agency": found.agency.name,
        "issued_on": found.issued_on,
        "valid_until": found.valid_until,
    }
