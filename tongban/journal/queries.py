"""Reading the journal: the timeline of a subject, and what is wrong with a chain."""

from dataclasses import dataclass

from django.db import connection
from django.db.models import QuerySet

from tongban.journal.models import Line

FAULTS = """
WITH told AS (
  SELECT l.*, journal_digest(l) AS computed,
         lag(l.digest) OVER chain AS before, lag(l.seq) OVER chain AS before_seq,
         lag(l.id) OVER chain AS before_id
  FROM journal_line l WHERE %(chain)s::text IS NULL OR l.chain = %(chain)s
  WINDOW chain AS (PARTITION BY l.chain ORDER BY l.seq)
), ends AS (
  SELECT h.chain, h.seq, h.digest, t.seq AS last_seq, t.digest AS last_digest FROM journal_head h
  LEFT JOIN LATERAL (
    SELECT seq, digest FROM journal_line l WHERE l.chain = h.chain ORDER BY seq DESC LIMIT 1
  ) t ON true
  WHERE %(chain)s::text IS NULL OR h.chain = %(chain)s
)
SELECT chain, seq, id, 'altered' AS what FROM told WHERE computed <> digest
UNION ALL SELECT chain, coalesce(before_seq, 0) + 1, id, 'removed' FROM told
  WHERE seq <> coalesce(before_seq, 0) + 1
UNION ALL SELECT chain, seq, id, 'unlinked' FROM told
  WHERE seq = coalesce(before_seq, 0) + 1 AND prev <> coalesce(before, ''::bytea)
UNION ALL SELECT chain, seq, id, 'reordered' FROM told WHERE before_id > id
UNION ALL SELECT chain, coalesce(last_seq, 0) + 1, NULL, 'removed' FROM ends
  WHERE coalesce(last_seq, 0) < seq
UNION ALL SELECT chain, seq, NULL, 'head' FROM ends WHERE last_seq >= seq AND last_digest <> digest
UNION ALL SELECT DISTINCT chain, 0, NULL::bigint, 'headless' FROM told
  WHERE NOT EXISTS (SELECT 1 FROM journal_head h WHERE h.chain = told.chain)
ORDER BY 1, 2
"""


@dataclass(frozen=True, slots=True)
class Fault:
    """One place at which a chain was tampered with."""

    chain: str
    seq: int
    line: int | None
    what: str  # altered, removed, unlinked, reordered, head, headless


def faults(chain: str | None = None) -> list[Fault]:
    """Every fault of one chain, or of all."""
    with connection.cursor() as cursor:
        cursor.execute(FAULTS, {"chain": chain})
        return [Fault(*row) for row in cursor.fetchall()]


def timeline(chain: str) -> QuerySet[Line]:
    """The lines of a subject, oldest first."""
    return Line.objects.filter(chain=chain).order_by("seq")


def size(chain: str | None = None) -> tuple[int, int]:
    """How many lines, in how many chains."""
    lines = Line.objects.filter(chain=chain) if chain else Line.objects.all()
    return lines.count(), lines.values("chain").distinct().count()
