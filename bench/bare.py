"""The guide without Tongban: the same web server, the same look-up, the same bytes, and nothing else."""

import os
import threading
from collections.abc import Callable, Iterable
from pathlib import Path

import psycopg

STATEMENT = os.environ["BENCH_STATEMENT"]
PAGE = Path(os.environ["BENCH_PAGE"]).read_bytes()
HEADERS = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(PAGE)))]
KEPT = threading.local()


def application(environ: dict, start_response: Callable) -> Iterable[bytes]:
    """One page, after asking the database for the item of the address."""
    code = environ["PATH_INFO"].strip("/").rpartition("/")[2]
    _connection().execute(STATEMENT, [code], prepare=True).fetchone()
    start_response("200 OK", HEADERS)
    return [PAGE]


def _connection() -> psycopg.Connection:
    if not hasattr(KEPT, "connection"):
        KEPT.connection = psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)
    return KEPT.connection
