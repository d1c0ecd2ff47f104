"""News goes up: what a slice does after a line of the journal, as a job deferred in the same transaction."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from procrastinate.contrib.django import app

REACTIONS: dict[str, list[str]] = defaultdict(list)


def after(*verbs: str, queue: str = "default") -> Callable:
    """Register an idempotent job `(chain, line)` that follows each of these verbs."""

    def register(job: Callable) -> Callable:
        name = f"{job.__module__.removeprefix('tongban.')}.{job.__name__}"
        app.task(name=name, queue=queue, retry=5)(job)
        for verb in verbs:
            REACTIONS[verb].append(name)
        return job

    return register


def following(verb: str) -> list[str]:
    """The names of the jobs that follow a verb."""
    return REACTIONS.get(verb, [])


def defer(verb: str, lines: Iterable[tuple[str, int]]) -> None:
    """Queue what follows each line (chain, line); called in the transaction that wrote them."""
    told = [{"chain": chain, "line": line} for chain, line in lines]
    for name in following(verb):
        app.configure_task(name).batch_defer(*told)
