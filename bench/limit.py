"""The limit: the statements that one request executes, executed by pgbench alone."""

import re
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tongban.launch import binaries

CLIENTS = 16
LITERAL = re.compile(r"E?'(?:[^']|'')*'")
RATE = re.compile(r"^tps = ([\d.]+)", re.MULTILINE)


def statements(request: Callable[[], object]) -> list[str]:
    """What the application sends to the database for a request, with all values in it."""
    with CaptureQueriesContext(connection) as captured:
        request()
    return [query["sql"].strip().rstrip(";") for query in captured.captured_queries]


def script(recorded: list[str], varying: dict[str, str], head: str) -> str:
    """A pgbench script of them, in which what differs from request to request differs too."""
    plain = ";\n".join(LITERAL.sub(_without_colons, statement) for statement in recorded)
    for value, expression in varying.items():
        if f"'{value}'" not in plain:
            raise SystemExit(f"The recorded statements do not name {value}.")
        plain = plain.replace(f"'{value}'", expression)
    return f"{head}\n{plain};\n"


def _without_colons(found: re.Match) -> str:
    """pgbench would take a colon within a literal for a variable."""
    literal = found[0]
    if ":" not in literal:
        return literal
    body = literal[2:] if literal.startswith("E") else literal[1:].replace("\\", "\\\\")
    return "E'" + body.replace(":", "\\x3a")


def rate(url: str, text: str, seconds: float, clients: int = CLIENTS, **variables: int) -> float:
    """Transactions a second."""
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as file:
        file.write(text)
        file.flush()
        return _rate(url, Path(file.name), seconds, clients, variables)


def _rate(url: str, file: Path, seconds: float, clients: int, variables: dict[str, int]) -> float:
    options = [f"--client={clients}", "--protocol=prepared", f"--time={seconds:.0f}", "--no-vacuum"]
    given = [f"--define={name}={value}" for name, value in variables.items()]
    command = [binaries.find() / "pgbench", *options, *given, f"--file={file}", url]
    done = subprocess.run(command, capture_output=True, text=True)
    found = RATE.search(done.stdout)
    if done.returncode or not found or "aborted" in done.stderr:
        raise SystemExit(f"pgbench failed:\n{done.stdout[-500:]}{done.stderr[-2000:]}")
    return float(found[1])
