"""The one way to write to the journal."""

import datetime as dt
import json
import uuid
from dataclasses import dataclass

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from psycopg.types.json import Jsonb

from tongban.journal import reactions

INSERT = """
INSERT INTO journal_line (chain, seq, verb, at, by, by_name, ground, channel, paper, data, tx, prev, digest)
VALUES (%s, 0, %s, %s, %s, %s, %s, %s, %s, %s, 0, '', '') RETURNING id
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
    if not connection.in_atomic_block:
        raise RuntimeError("a journal line belongs to the transaction of its act")
    values = (
        chain,
        verb,
        at,
        by.key,
        by.name,
        ground or by.ground,
        by.channel,
        paper,
        Jsonb(data, dumps=dumps),
    )
    with connection.cursor() as cursor:
        cursor.execute(INSERT, values)
        line = cursor.fetchone()[0]
    reactions.defer(verb, chain, line)
    return line
