"""What is measured: three kinds of request, each with the script of its limit."""

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import connection
from django.test import Client

from bench import limit, world
from tests.town import applying
from tongban.cases.models import Case
from tongban.identity.models import Account
from tongban.launch import run

SEED = 20260915
POPULAR = 1.1  # the exponent of Zipf's law
TOKEN = "t" * 32  # a page and its cookie carry the same
FORM = f"csrfmiddlewaretoken={TOKEN}&commitment=true"


@dataclass
class Measure:
    """One kind of request: those to come, the script of the limit, the ratio that is wanted."""

    name: str
    target: float
    requests: Iterator[bytes]
    script: str
    statements: int
    warm_up: float = 2.0
    counted: bool = False  # pgbench counts its transactions along prepared rows
    next_row: int = field(default=0)

    def limit(self, url: str, seconds: float) -> float:
        """What the database alone does, in transactions a second."""
        rate = limit.rate(url, self.script, seconds, **({"n": self.next_row} if self.counted else {}))
        self.next_row += int(rate * seconds / limit.CLIENTS * 1.3) + 20
        return rate


def every() -> list[Measure]:
    """All of them, in the order in which they run."""
    return [guide(), worklist(), submit()]


def submit() -> Measure:
    """提交: each request has a ready draft of its own, with files."""
    client, cookies = signed_in(applying.APPLICANT)
    post = f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(FORM)}\r\n"
    requests = (raw("POST", submit_path(order), cookies, post, FORM) for order in range(1, world.OURS - 1))
    for order in (world.OURS - 1, world.OURS):
        recorded = limit.statements(lambda order=order: posted(client, order))
    case = Case.objects.get(submission=world.draft_id(world.OURS))
    varying = {
        case.submission.hex: "('00000000-0000-4000-8000-' || lpad(:i::text, 12, '0'))",
        case.pk.hex: "gen_random_uuid()::text",
    }
    head = f"\\set n :n + 1\n\\set i (:client_id + 1) * {world.BASE} + :n"
    script = limit.script(recorded, varying, head)
    return Measure("submit", 0.35, requests, script, len(recorded), counted=True)


def guide() -> Measure:
    """办事指南 of any item, for anybody; few items are asked for often, most of them rarely."""
    draw = random.Random(SEED)  # noqa: S311 not a secret
    weights = list(itertools.accumulate(order**-POPULAR for order in range(1, world.ITEMS + 1)))
    orders = (draw.choices(range(1, world.ITEMS + 1), cum_weights=weights)[0] for _ in itertools.count())
    requests = (raw("GET", guide_path(world.item_code(order))) for order in orders)
    client, order = Client(SERVER_NAME=run.HOST), world.ITEMS
    for _ in range(2):
        recorded = limit.statements(lambda: answered(client.get(guide_path(world.item_code(order)))))
    varying = {world.item_code(order): "('BENCH' || lpad(:i::text, 6, '0'))"}
    script = limit.script(recorded, varying, f"\\set i random_zipfian(1, {world.ITEMS}, {POPULAR})")
    return Measure("guide", 0.30, requests, script, len(recorded), warm_up=10.0)


def worklist() -> Measure:
    """待办 of the officer for whom most cases wait."""
    client, cookies = signed_in(busiest())
    for _ in range(2):
        recorded = limit.statements(lambda: answered(client.get("/desk/")))
    requests = itertools.repeat(raw("GET", "/desk/", cookies))
    return Measure("worklist", 0.20, requests, limit.script(recorded, {}, ""), len(recorded))


def guide_path(code: str) -> str:
    """Where the guide of an item is."""
    return f"/items/{code}/"


def submit_path(order: int) -> str:
    """Where a draft is submitted."""
    return f"/drafts/{world.draft_id(order)}/submit/"


def signed_in(login: str) -> tuple[Client, str]:
    """A client within this process, and the cookies by which the running site knows the same account."""
    client = Client(SERVER_NAME=run.HOST)
    client.force_login(Account.objects.get(login=login))
    return client, f"sessionid={client.cookies['sessionid'].value}; csrftoken={TOKEN}"


def posted(client: Client, order: int) -> None:
    """One draft submitted within this process."""
    answered(client.post(submit_path(order), {"commitment": "true"}))


def answered(response) -> None:
    """Refuse to measure a page that fails."""
    if response.status_code not in (200, 302):
        raise SystemExit(f"{response.request['PATH_INFO']} answers {response.status_code}.")


def raw(method: str, path: str, cookies: str = "", headers: str = "", body: str = "") -> bytes:
    """A request as it goes over the wire."""
    cookie = f"Cookie: {cookies}\r\n" if cookies else ""
    always = f"Host: {run.HOST}\r\nAccept-Encoding: gzip\r\n"
    return f"{method} {path} HTTP/1.1\r\n{always}{cookie}{headers}\r\n{body}".encode()


def busiest() -> str:
    """The login of the officer for whose post most cases wait."""
    with connection.cursor() as cursor:
        cursor.execute("""
            SELECT a.login FROM cases_turn AS t
            JOIN identity_post AS p ON p.agency_id = t.agency_id AND p.kind = t.post
            JOIN identity_appointment AS m ON m.post_id = p.id
            JOIN identity_account AS a ON a.officer_id = m.officer_id
            JOIN identity_delegation AS d ON d.post_id = p.id AND d.until > CURRENT_DATE
            WHERE t.outcome = '' GROUP BY a.login ORDER BY count(*) DESC, a.login LIMIT 1""")
        return cursor.fetchone()[0]
