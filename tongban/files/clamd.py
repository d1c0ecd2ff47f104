"""clamd: the scanner adapter for ClamAV; set TONGBAN_FILE_SCANNER=tongban.files.clamd.scan to use it."""

import socket

from django.conf import settings

_CHUNK = 1 << 16
_PATIENCE = 30  # seconds


def scan(data: bytes) -> str | None:
    """The name of what clamd found, None when clean; OSError when clamd does not answer as it should."""
    host, _, port = settings.CLAMD_ADDRESS.rpartition(":")
    with socket.create_connection((host, int(port)), timeout=_PATIENCE) as line:
        line.sendall(b"zINSTREAM\0")
        for start in range(0, len(data), _CHUNK):
            part = data[start : start + _CHUNK]
            line.sendall(len(part).to_bytes(4, "big") + part)
        line.sendall(bytes(4))
        answer = line.makefile("rb").read().rstrip(b"\0").decode()
    verdict = answer.removeprefix("stream: ")
    if verdict == "OK":
        return None
    if not verdict.endswith(" FOUND"):
        raise OSError(f"clamd: {answer}")
    return verdict.removesuffix(" FOUND")
