"""Collects the static files in one place, compressed and under names with digests; again when one changes."""

from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from tongban.launch import paths
from tongban.launch.progress import step


def collect() -> None:
    """Collect them, unless what is there was made of the same files."""
    stamp = settings.STATIC_ROOT / ".up-to-date"
    wanted = paths.digest_of(*sources())
    if stamp.exists() and stamp.read_text() == wanted:
        return
    with step("Collecting the static files"):
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(wanted)


def sources() -> list[Path]:
    """Every file that pages may ask for, where it is kept."""
    found = (finder.list([]) for finder in get_finders())
    return sorted(Path(storage.path(name)) for files in found for name, storage in files)
