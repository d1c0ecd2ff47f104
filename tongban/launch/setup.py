"""Sets up all that the other commands need, and only what is not there yet. Standard library only."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from tongban.launch import locks, paths
from tongban.launch.progress import CannotStart, not_ours, say, step

ROOT = paths.ROOT
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCK = ROOT / "requirements.lock"
NODE_LOCK = ROOT / "requirements-node.lock"
NODE_MODULES = ROOT / "node_modules"
OLDEST_NODE = 18
PATIENCE = 5.0  # seconds without a word on the terminal

COMMAND = """#!{python}
import sys

from tongban.cli import main

sys.exit(main())
"""


def main() -> int:
    """Bring everything up to date; at once if it is."""
    try:
        with locks.alone(paths.var() / "setup.lock"):
            python_packages()
            front_end_packages()
            translations()
    except CannotStart as problem:
        say(f"\n{problem}")
        return 1
    except PermissionError as problem:
        say(f"\n{not_ours(problem)}")
        return 1
    return 0


def python_packages() -> None:
    """The virtual environment, with exactly the packages of the lock file."""
    stamp = VENV / "up-to-date"
    wanted = f"{paths.digest_of(LOCK, Path(__file__))} {ROOT}"
    if usable(PYTHON) and read(stamp) == wanted:
        return
    if not usable(PYTHON):
        with step(f"Making a virtual environment with Python {sys.version.split()[0]}"):
            make_environment()
    with step("Installing the Python packages (some 200 MB the first time)"):
        install(LOCK)
    site = run([PYTHON, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]).strip()
    (Path(site) / "tongban.pth").write_text(f"{ROOT}\n")
    command = VENV / "bin" / "tongban"
    command.write_text(COMMAND.format(python=PYTHON))
    command.chmod(0o755)
    stamp.write_text(wanted)


def make_environment() -> None:
    """An empty virtual environment in place of none or a broken one."""
    if VENV.exists():
        say("  The one that is there does not run any more; it is made anew.")
        shutil.rmtree(VENV)
    try:
        run([sys.executable, "-m", "venv", VENV])
    except CannotStart as problem:
        shutil.rmtree(VENV, ignore_errors=True)
        raise CannotStart(
            f"{problem}\nThis Python lacks venv or ensurepip (Debian: apt-get install python3-venv)."
        ) from problem


def install(lock: Path) -> None:
    """Install what a lock file names, each file checked against its digest."""
    pip = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--progress-bar=off"]
    follow([*pip, "--require-hashes", "--requirement", lock])


def front_end_packages() -> None:
    """The packages the pages need, exactly as locked."""
    stamp = NODE_MODULES / ".up-to-date"
    wanted = paths.digest_of(ROOT / "package.json", ROOT / "package-lock.json")
    if read(stamp) == wanted:
        return
    npm = node_programs()
    with step("Installing the front-end packages (some 50 MB the first time)"):
        follow([*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"])
    stamp.write_text(wanted)


def node_programs() -> list:
    """How npm is called here: the machine's, if its Node is new enough, else that of a wheel."""
    if shutil.which("npm") and node_version() >= OLDEST_NODE:
        return ["npm"]
    wheel = VENV / "bin" / "npm"
    if not wheel.exists():
        with step(f"Installing Node.js into the virtual environment, as there is no Node {OLDEST_NODE} here"):
            install(NODE_LOCK)
    return [wheel]


def node_version() -> int:
    """The main version of the machine's Node; 0 if there is none."""
    try:
        return int(run(["node", "--version"]).lstrip("v").partition(".")[0])
    except (CannotStart, ValueError):
        return 0


def translations() -> None:
    """Compile the catalogues that are newer than what was compiled from them."""
    sources = sorted(ROOT.glob("tongban/locale/*/LC_MESSAGES/*.po"))
    stale = [source for source in sources if not fresh(source.with_suffix(".mo"), source)]
    if stale:
        with step("Compiling the translations"):
            for source in stale:
                target = source.with_suffix(".mo")
                run([VENV / "bin" / "pybabel", "-q", "compile", "-i", source, "-o", target])


def fresh(target: Path, source: Path) -> bool:
    """Whether the target was made after the source was last changed."""
    return target.exists() and target.stat().st_mtime >= source.stat().st_mtime


def usable(python: Path) -> bool:
    """Whether this interpreter runs and is new enough."""
    check = "import sys; sys.exit(sys.version_info < (3, 11))"
    return python.exists() and subprocess.run([python, "-c", check], capture_output=True).returncode == 0


def read(file: Path) -> str:
    """The text of a file, or nothing."""
    return file.read_text() if file.exists() else ""


def run(command: list) -> str:
    """Run a short command and return what it says."""
    try:
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError) as problem:
        said = getattr(problem, "stderr", "") or problem
        raise CannotStart(f"{' '.join(map(str, command[:4]))} failed:\n{said}") from problem


def follow(command: list) -> None:
    """Run a long command; report now and then how far it is, and the end of what it said if it fails."""
    file = paths.var() / "setup.log"
    path = f"{VENV / 'bin'}:{os.environ.get('PATH', os.defpath)}"
    began = said_at = time.monotonic()
    with (
        file.open("w") as log,
        subprocess.Popen(
            command,
            cwd=ROOT,
            env=os.environ | {"PATH": path},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        ) as child,
    ):
        while child.poll() is None:
            time.sleep(0.1)
            if time.monotonic() - said_at > PATIENCE:
                said_at = time.monotonic()
                say(f"  … {said_at - began:.0f} s: {last_line(file)}")
    if child.returncode:
        end = "\n".join(file.read_text(errors="replace").splitlines()[-20:])
        raise CannotStart(f"{' '.join(map(str, command[:4]))} … failed. The end of {file}:\n{end}")


def last_line(file: Path) -> str:
    """What a program said last, cut to the width of a terminal."""
    lines = file.read_text(errors="replace").split("\n")
    return next((line.strip()[:80] for line in reversed(lines) if line.strip()), "waiting")


if __name__ == "__main__":
    sys.exit(main())
