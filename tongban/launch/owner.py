"""Whose rights the database server runs with: never root's."""

import os
import pwd
import secrets
import shutil
import subprocess
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from tongban.launch.progress import CannotStart, say

CANDIDATES = "postgres", "nobody"


@dataclass(frozen=True)
class Owner:
    """The user that owns the cluster; `drop` is empty when that is who we are already."""

    uid: int
    gid: int
    drop: bool

    def rights(self) -> dict:
        """Arguments of subprocess that give up our rights for the owner's."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.drop else {}

    def can_run(self, program: Path) -> bool:
        """Whether the program starts for this user, its libraries included."""
        return self._succeeds([str(program), "--version"])

    def can_write(self, folder: Path) -> bool:
        """Whether this user reaches the folder and may write in it."""
        return self._succeeds(["test", "-w", str(folder), "-a", "-x", str(folder)])

    def _succeeds(self, command: list[str]) -> bool:
        try:
            return subprocess.run(command, cwd="/", capture_output=True, **self.rights()).returncode == 0
        except PermissionError:
            return False


def of(home: Path) -> Owner:
    """Ourselves; but for root the user an existing cluster belongs to, else one without rights."""
    if os.geteuid() != 0:
        return Owner(os.geteuid(), os.getegid(), drop=False)
    if home.exists() and home.stat().st_uid != 0:
        return Owner(home.stat().st_uid, home.stat().st_gid, drop=True)
    for name in CANDIDATES:
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        return Owner(user.pw_uid, user.pw_gid, drop=True)
    raise CannotStart("PostgreSQL refuses to run as root, and this machine has no user postgres or nobody.")


def reachable_home(wanted: Path, owner: Owner) -> Path:
    """The wanted folder, or else one the owner can reach; the modes of parents are left as they are."""
    prepare(wanted, owner)
    if owner.can_write(wanted):
        return wanted
    if not owner.drop:
        raise CannotStart(
            f"{wanted} belongs to another user. Run as that user, or set TONGBAN_VAR to a folder of your own."
        )
    note = wanted.with_name(f"{wanted.name}.elsewhere")
    if not note.exists():
        note.write_text(f"/var/lib/tongban-{secrets.token_hex(5)}")
        say(f"  The user that runs the database cannot reach {wanted}; its data goes to {note.read_text()}.")
    elsewhere = Path(note.read_text())
    prepare(elsewhere, owner)
    if not owner.can_write(elsewhere):
        raise CannotStart(
            f"The database can be kept neither in {wanted} nor in {elsewhere}. Set DATABASE_URL."
        )
    return elsewhere


def prepare(folder: Path, owner: Owner) -> None:
    """Make the folder, readable by its owner alone."""
    folder.mkdir(parents=True, exist_ok=True)
    if owner.drop and folder.stat().st_uid != owner.uid:
        os.chown(folder, owner.uid, owner.gid)
        folder.chmod(0o700)


def reachable_programs(programs: Path, home: Path, owner: Owner) -> Path:
    """The programs where the owner can run them: where they are, else a copy beside the data."""
    if owner.can_run(programs / "postgres"):
        return programs
    package = programs.parents[1]
    copy = home / f"programs-{sha256(str(package).encode()).hexdigest()[:10]}"
    if not copy.exists():
        say(f"  The user that runs the database cannot reach {programs}; the programs are copied to {copy}.")
        copy_package(package, copy)
    found = copy / package.name / programs.relative_to(package)
    if not owner.can_run(found / "postgres"):
        raise CannotStart(f"The PostgreSQL programs in {programs} do not run here. Set DATABASE_URL instead.")
    return found


def copy_package(package: Path, copy: Path) -> None:
    """Copy the wheel's folder and the libraries it looks for beside it; half a copy is never used."""
    unfinished = copy.with_suffix(".new")
    shutil.rmtree(unfinished, ignore_errors=True)
    for folder in (package, package.with_name(package.name + ".libs")):
        if folder.is_dir():
            shutil.copytree(folder, unfinished / folder.name, symlinks=True)
    unfinished.rename(copy)
