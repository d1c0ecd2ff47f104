"""已办: what an officer did, as the journal has it."""

import datetime as dt
import uuid
from dataclasses import dataclass

from tongban.cases import worklists
from tongban.cases.models import Case
from tongban.identity.rules import Desk
from tongban.journal.models import Line


@dataclass(frozen=True, slots=True)
class Done:
    """One act of an officer on a case."""

    line: Line
    case: Case


def done(desk: Desk, *, since: dt.datetime | None = None, before: int | None = None) -> list[Done]:
    """已办: what this officer did, newest first, as the journal has it."""
    lines = Line.objects.filter(by=desk.author().key, verb__startswith="cases.")
    if since:
        lines = lines.filter(at__gte=since)
    if before:
        lines = lines.filter(pk__lt=before)
    told = list(lines.exclude(verb="cases.read_identifiers").order_by("-pk")[: worklists.SIZE])
    cases = Case.objects.in_bulk({_case_id(line) for line in told})
    return [Done(line, cases[_case_id(line)]) for line in told]


def _case_id(line: Line) -> uuid.UUID:
    return uuid.UUID(line.chain.partition(":")[2])
