"""Bring a list of service items in, and print what became of every row."""

import argparse
import sys
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from tongban.catalogue.importing import load, profiles, sources
from tongban.journal.actions import SYSTEM


def run(argv: list[str]) -> int:
    """The words after `tongban items import`."""
    options = _parser().parse_args(argv)
    try:
        report = load.from_file(
            options.file,
            options.profile,
            by=SYSTEM,
            at=timezone.now(),
            home=options.region,
            strict=options.strict,
            dry_run=options.dry_run,
            tell=lambda words: sys.stderr.write(f"{words}\n"),
        )
    except (sources.UnusableFile, profiles.BadProfile) as problem:
        sys.stderr.write(f"{problem.sentence}\n")
        return 2
    sys.stdout.write("\n".join([*report.lines(), ""]))
    if options.report:
        report.save(options.report)
    return 1 if report.refused else 0


def _parser() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser("tongban items import", description=__doc__)
    options.add_argument("file", type=Path)
    options.add_argument(
        "--profile", required=True, help="name of a shipped profile, or path of a .yaml file"
    )
    options.add_argument("--dry-run", action="store_true", help="say what would happen and write nothing")
    options.add_argument("--strict", action="store_true", help="load nothing if any row is refused")
    options.add_argument("--report", type=Path, help="save the whole report: .json, or .csv by row")
    options.add_argument(
        "--region", default=settings.SITE["region"], help="region of rows that name none (this site's)"
    )
    return options
