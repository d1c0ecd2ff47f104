"""The bench itself: what it counts, and what it lets pgbench do."""

import socket
import threading
from itertools import repeat

import pytest
from django.utils import timezone

from bench import backlog, limit, load, report, sweeping
from tongban.supervision.models import Alarm

GOOD = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
MOVED = b"HTTP/1.1 302 Found\r\nLocation: /cases/A-1/receipt/\r\nContent-Length: 0\r\n\r\n"
FAILED = b"HTTP/1.1 500 Internal Server Error\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"


@pytest.fixture
def port(answer):
    """A server that gives one answer to every request, and closes after a failure."""
    server = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                threading.Thread(target=talk, args=[server.accept()[0]], daemon=True).start()
            except OSError:
                return

    def talk(visitor: socket.socket) -> None:
        with visitor:
            while visitor.recv(1000):
                visitor.sendall(answer)
                if answer == FAILED:
                    return

    threading.Thread(target=serve, daemon=True).start()
    yield server.getsockname()[1]
    server.close()


@pytest.mark.parametrize(("answer", "locations"), [(GOOD, set()), (MOVED, {"/cases/A-1/receipt/"})])
def test_good_answers_are_counted(port, locations):
    sample = load.run(port, [b"GET / HTTP/1.1\r\n\r\n"] * 100, 5)
    assert len(sample.latencies) == 100
    assert sample.errors == []
    assert set(sample.locations) == locations


@pytest.mark.parametrize("answer", [FAILED])
def test_failures_are_errors_and_the_next_request_is_sent(port):
    sample = load.run(port, [b"GET / HTTP/1.1\r\n\r\n"] * 40, 5)
    assert sample.errors == ["500"] * 40
    assert sample.latencies == []


@pytest.mark.parametrize("answer", [GOOD])
def test_a_pace_is_kept(port):
    sample = load.run(port, repeat(b"GET / HTTP/1.1\r\n\r\n"), 0.5, pace=100)
    assert len(sample.latencies) == 50


@pytest.mark.parametrize(
    ("literal", "written"),
    [
        ("'plain'", "'plain'"),
        ("'case:7'", r"E'case\x3a7'"),
        ("'it''s 9:30'", r"E'it''s 9\x3a30'"),
        (r"'a\b:c'", r"E'a\\b\x3ac'"),
        (r"E'a\\b:c'", r"E'a\\b\x3ac'"),
        ("'7'::bigint", "'7'::bigint"),
    ],
)
def test_a_colon_in_a_literal_is_no_variable(literal, written):
    assert limit.script([f"SELECT {literal}"], {}, "head") == f"head\nSELECT {written};\n"


def test_what_differs_between_requests_differs_in_the_script():
    recorded = ["SELECT 'B7', 'B70'", "SELECT 'B7'"]
    assert limit.script(recorded, {"B7": ":i"}, "") == "\nSELECT :i, 'B70';\nSELECT :i;\n"


def test_a_request_that_names_nothing_of_its_own_is_refused():
    with pytest.raises(SystemExit, match="do not name B8"):
        limit.script(["SELECT 'B7'"], {"B8": ":i"}, "")


def test_percentiles_are_in_milliseconds():
    taken = [n / 1000 for n in range(1, 101)]
    assert [load.percentile(taken, share) for share in (0.5, 0.95, 0.99)] == [51, 96, 100]


def test_the_backlog_is_swept_once(fresh_town):
    backlog.fill(400)
    told = sweeping.passes(timezone.now())
    raised = {name: one["raised"] for name, one in told["passes"].items()}
    assert (told["open"], raised["again"], raised["all late, again"]) == (401, 0, 0)
    assert 50 < raised["first"] < 150
    assert sum(raised.values()) == Alarm.objects.count()
    assert report.swept(told).count("ratio") == 6
