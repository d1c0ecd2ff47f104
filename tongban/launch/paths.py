"""Where things lie on this machine. Standard library only: read before anything is installed."""

import hashlib
import os
from pathlib import Path

from tongban.launch.progress import CannotStart

ROOT = Path(__file__).resolve().parents[2]


def var() -> Path:
    """Everything the running system writes; TONGBAN_VAR moves it."""
    folder = Path(os.environ.get("TONGBAN_VAR") or ROOT / "var").resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise CannotStart(
            f"Nothing can be kept in {folder} ({problem.strerror}). Set TONGBAN_VAR."
        ) from problem
    return folder


def digest_of(*files: Path) -> str:
    """One digest of the contents of files, to notice that they changed."""
    sum_ = hashlib.sha256()
    for file in files:
        sum_.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return sum_.hexdigest()[:16]
