"""Gateways on this machine that answer, fail or hang: of SMS and WeChat by HTTP, of mail by SMTP."""

import json
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TypeVar
from urllib.parse import parse_qsl

Server = TypeVar("Server", bound=socketserver.BaseServer)


class Gateway(ThreadingHTTPServer):
    """Answers each request as `answers` says by path, and keeps what it was sent."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers: dict[str, tuple[int, object]] = {}
        self.received: list[tuple[str, dict, dict]] = []
        self.hangs = False
        self.arrived, self.released = threading.Event(), threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    server: Gateway

    def do_POST(self) -> None:
        self._answer(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

    def do_GET(self) -> None:
        self._answer(dict(parse_qsl(self.path.partition("?")[2])))

    def _answer(self, body: dict) -> None:
        self.server.received.append((self.path, body, dict(self.headers)))
        self.server.arrived.set()
        if self.server.hangs:
            self.server.released.wait(20)
        status, said = self.server.answers.get(self.path.partition("?")[0], (200, {}))
        content = said.encode() if isinstance(said, str) else json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_words: object) -> None:
        """Silent."""


class Mailbox(socketserver.ThreadingTCPServer):
    """Takes mail, and refuses that for `nobody@`."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Postman)
        self.letters: list[str] = []

    @property
    def port(self) -> int:
        return self.server_address[1]


class _Postman(socketserver.StreamRequestHandler):
    server: Mailbox

    def handle(self) -> None:
        self._say("220 ready")
        while line := self.rfile.readline().decode().strip():
            word = line[:4].upper()
            if word == "DATA":
                self._say("354 go on")
                letter = []
                while (row := self.rfile.readline().decode().rstrip("\r\n")) != ".":
                    letter.append(row)
                self.server.letters.append("\n".join(letter))
            self._say("550 no such person" if word == "RCPT" and "nobody@" in line else "250 well")
            if word == "QUIT":
                return

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def serving(server: Server) -> Iterator[Server]:
    """The server at work in a thread."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
