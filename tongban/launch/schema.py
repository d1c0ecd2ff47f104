"""Whether the database has all the tables this version of the program expects."""

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tongban.launch.progress import say, step


def missing() -> list[str]:
    """The migrations that are still to be applied."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [str(migration) for migration, _ in plan]


def complete() -> None:
    """Apply what is missing, and say so; nothing is said when nothing is."""
    waiting = missing()
    if not waiting:
        return
    applied = len(MigrationExecutor(connection).loader.applied_migrations)
    if applied:
        say(f"  The database is behind by {len(waiting)} migrations (a new version, or a start cut short).")
    with step(f"Applying {len(waiting)} migrations"):
        call_command("migrate", interactive=False, verbosity=0)
