"""Django's own commands, with the settings and the database of this installation."""

from django.core.management import execute_from_command_line

from tongban.launch import postgres
from tongban.launch.progress import silent_step


def needs_database(_argv: list[str]) -> bool:
    """No: it brings its own, and must work before there are tables."""
    return False


def run(argv: list[str]) -> int:
    """Hand the words over to Django."""
    with postgres.running(progress=silent_step):
        execute_from_command_line(["tongban manage", *argv])
    return 0
