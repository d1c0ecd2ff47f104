"""The browser that the journeys drive: the system's chromium, installed if it is missing."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tongban.launch.progress import CannotStart, say, step

NAMES = "chromium", "chromium-browser", "google-chrome"
PACKAGES = "chromium", "poppler-utils"


def path() -> Path:
    """The browser to drive: CHROMIUM, else the one of the system."""
    given = os.environ.get("CHROMIUM")
    found = given if given else next(filter(None, map(shutil.which, NAMES)), None)
    if found and Path(found).exists():
        return Path(found)
    raise CannotStart(
        "The browser journeys need Chromium. Install it (Debian: apt-get install chromium), "
        "or set CHROMIUM to the path of one."
    )


def install() -> None:
    """Install Debian's packages, where we may."""
    if not shutil.which("apt-get") or not (os.geteuid() == 0 or may_sudo()):
        return
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    with step("Installing Chromium for the browser journeys (some 100 MB)"):
        for words in (["update", "-q"], ["install", "-qy", "--no-install-recommends", *PACKAGES]):
            command = [*prefix, "apt-get", *words]
            subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


def may_sudo() -> bool:
    """Whether this user may become root without a question."""
    return (
        bool(shutil.which("sudo"))
        and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0
    )


def main() -> int:
    """Make sure that there is a browser."""
    try:
        path()
    except CannotStart:
        install()
    try:
        path()
    except CannotStart as problem:
        say(str(problem))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
