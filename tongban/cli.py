"""The command `tongban`: a first word names the part, the rest is its own."""

import importlib
import os
import sys
from types import ModuleType

import django

from tongban.core.errors import Problem
from tongban.launch import postgres, schema
from tongban.launch.progress import CannotStart, not_ours, silent_step

COMMANDS = {
    "run": ("tongban.launch.run", "start everything, and say where it is"),
    "manage": ("tongban.launch.manage", "Django's own commands: migrate, shell, createsuperuser …"),
    "town": ("tongban.launch.town", "fill an empty database with the demo town"),
    "items": ("tongban.catalogue.commands", "import, export, publish, test and lint service items"),
    "regions": ("tongban.identity.commands", "import tables of divisions"),
    "calendar": ("tongban.clock.commands.calendar", "import a year's working days"),
    "clock": ("tongban.clock.commands", "explain a deadline"),
    "journal": ("tongban.journal.commands", "verify the chain, map the verbs"),
    "notices": ("tongban.notices.commands", "what waits to be sent; try again; try a medium out"),
    "supervision": ("tongban.supervision.commands", "light every open case, look for signs"),
    "doctor": ("tongban.doctor", "check this installation; --walk files and finishes one case"),
}


def main(argv: list[str] | None = None) -> int:
    """Run one command and return its exit status."""
    word, *rest = (sys.argv[1:] if argv is None else argv) or [""]
    if word not in COMMANDS:
        sys.stderr.write(overview(word))
        return 0 if word in {"", "-h", "--help", "help"} else 2
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongban.settings")
    try:
        status = run(importlib.import_module(COMMANDS[word][0]), rest)
        sys.stdout.flush()
    except BrokenPipeError:  # who read along has gone, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except (Problem, CannotStart) as problem:
        sys.stderr.write(f"{problem}\n")
    except PermissionError as problem:
        sys.stderr.write(f"{not_ours(problem)}\n")
    except KeyboardInterrupt:
        return 130
    else:
        return status
    return 1


def run(command: ModuleType, argv: list[str]) -> int:
    """Run the command, where it needs one with a database under it that has all its tables."""
    if not command.needs_database(argv):
        return command.run(argv)
    with postgres.running(progress=silent_step):
        django.setup()
        schema.complete()
        return command.run(argv)


def overview(word: str) -> str:
    """All commands, a line each; first what was wrong with the word, if there was one."""
    unknown = f"tongban: there is no command {word!r}.\n\n" if word and not word.startswith("-") else ""
    lines = "".join(f"  {name:<13}{line}\n" for name, (_, line) in COMMANDS.items())
    return f"{unknown}Usage: tongban COMMAND …\n\n{lines}\nEach explains itself: tongban COMMAND --help\n"
