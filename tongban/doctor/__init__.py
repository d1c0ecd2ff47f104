"""tongban doctor [--walk [--url URL]]: is this installation sound? --walk takes one case all the way."""

from tongban.doctor.commands import needs_database, run

__all__ = ["needs_database", "run"]
