"""The one way to write to the journal."""

import datetime as dt
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection

from tongban.journal import news

INSERT = """
INSERT INTO journal_line (chain, seq, verb, at, by, by_name, ground, channel, paper, data, tx, prev, digest)
SELECT chain, 0, %s, %s, %s, %s, %s, %s, %s, data, 0, '', ''
FROM unnest(%s::text[], %s::jsonb[]) WITH ORDINALITY AS act (chain, data, place) ORDER BY place RETURNING id
"""


@dataclass(frozen=True, slots=True)
class Author:
    """Who acts, as the journal names him: `key` like "officer:7", `name` as shown, ground of his power."""

    key: str
    name: str
    channel: str = "system"
    ground: str = ""


SYSTEM = Author(key="system", name="系统")


def dumps(data: dict) -> str:
    """JSON as the journal writes it."""
    return json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False)


def append(
    verb: str,
    chain: str,
    *,
    by: Author,
    at: dt.datetime,
    ground: str = "",
    paper: uuid.UUID | None = None,
    **data: object,
) -> int:
    """Write one line and defer what follows from it; returns the line's id. Must run in a transaction."""
    [line] = append_many(verb, [(chain, data)], by=by, at=at, ground=ground, paper=paper)
    return line


def append_many(
    verb: str,
    acts: Sequence[tuple[str, dict]],
    *,
    by: Author,
    at: dt.datetime,
    ground: str = "",
    paper: uuid.UUID | None = None,
) -> list[int]:
    """Write a line for the same act on each of many chains (chain, data), in one statement."""
    if not connection.in_atomic_block:
        raise RuntimeError("a journal line belongs to the transaction of its act")
    chains = [chain for chain, _ in acts]
    data = [dumps(words) for _, words in acts]
    values = (verb, at, by.key, by.name, ground or by.ground, by.channel, paper, chains, data)
    with connection.cursor() as cursor:
        cursor.execute(INSERT, values)
        lines = [line for (line,) in cursor.fetchall()]
    news.defer(verb, zip(chains, lines, strict=True))
    return lines
