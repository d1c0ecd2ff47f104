"""A generator of HTTP requests: sixteen connections kept open, served by one loop over plain sockets."""

import re
import selectors
import socket
import time
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

CONNECTIONS = 16
PATIENCE = 20.0  # seconds without any answer after which those still missing are errors
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
LOCATION = re.compile(rb"\r\nlocation: *([^\r]+)", re.IGNORECASE)


@dataclass
class Sample:
    """What came back."""

    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)
    locations: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Good answers a second."""
        return len(self.latencies) / self.seconds


class Connection:
    """One connection and what it waits for."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.due = 0.0
        self.open()

    def open(self) -> None:
        """Connect anew."""
        self.socket = socket.create_connection(("127.0.0.1", self.port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.buffer = b""

    def send(self, request: bytes, due: float) -> None:
        """Ask; `due` is when the answer's time begins to count."""
        self.due = due
        self.buffer = b""
        self.socket.sendall(request)

    def answer(self) -> bytes | None:
        """The head of the answer once all of it is here, "" when the connection was closed."""
        read = self.socket.recv(262_144)
        if not read:
            return b""
        self.buffer += read
        end = self.buffer.find(b"\r\n\r\n")
        if end < 0:
            return None
        head = self.buffer[: end + 2]
        length = LENGTH.search(head)
        complete = end + 4 + (int(length[1]) if length else 0)
        return head if len(self.buffer) >= complete else None


class Loop:
    """One run: sends what is due on idle connections and reads what comes."""

    def __init__(self, port: int, requests: Iterable[bytes]) -> None:
        self.requests = iter(requests)
        self.selector = selectors.DefaultSelector()
        self.idle = deque(Connection(port) for _ in range(CONNECTIONS))
        for one in self.idle:
            self.selector.register(one.socket, selectors.EVENT_READ, one)
        self.sample = Sample()

    def run(self, seconds: float, pace: float | None = None) -> Sample:
        """Send for so long, as fast as answers come or at a fixed pace; then wait for what is missing."""
        began = last = time.perf_counter()
        until, sent = began + seconds, 0
        while (now := time.perf_counter()) < until or len(self.idle) < CONNECTIONS:
            while self.idle and now < until and (not pace or now >= began + sent / pace):
                request = next(self.requests, None)
                if request is None:
                    until = now
                    break
                self.idle.popleft().send(request, began + sent / pace if pace else now)
                sent += 1
            events = self.selector.select(0.0005 if pace and self.idle else 0.2)
            last = now if events else last
            for key, _ in events:
                self.read(key.data)
            if len(self.idle) < CONNECTIONS and now - last > PATIENCE:
                self.sample.errors += ["no answer"] * (CONNECTIONS - len(self.idle))
                break
        self.sample.seconds = time.perf_counter() - began
        self.close()
        return self.sample

    def read(self, one: Connection) -> None:
        """Take what has come on a connection."""
        head = one.answer()
        if head is None:
            return
        if head[9:10] in (b"2", b"3"):
            self.sample.latencies.append(time.perf_counter() - one.due)
            self.sample.locations += [found[1].decode() for found in [LOCATION.search(head)] if found]
        else:
            self.sample.errors.append(head[9:12].decode() or "connection closed")
        if not head or b"\r\nconnection: close" in head.lower():
            self.selector.unregister(one.socket)
            one.socket.close()
            one.open()
            self.selector.register(one.socket, selectors.EVENT_READ, one)
        self.idle.append(one)

    def close(self) -> None:
        """Leave."""
        for key in list(self.selector.get_map().values()):
            key.data.socket.close()
        self.selector.close()


def run(port: int, requests: Iterable[bytes], seconds: float, pace: float | None = None) -> Sample:
    """Send these requests, as fast as answers come or at a fixed pace."""
    return Loop(port, requests).run(seconds, pace)


def percentile(latencies: Iterable[float], share: float) -> float:
    """In milliseconds."""
    ordered = sorted(latencies)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1000 if ordered else float("nan")
