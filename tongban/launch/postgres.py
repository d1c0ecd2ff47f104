"""The database of this installation: DATABASE_URL, else a private server that the last user switches off."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from tongban.launch import locks, paths
from tongban.launch.cluster import Cluster
from tongban.launch.progress import step

NAME = "tongban"
Progress = Callable[[str], AbstractContextManager[None]]


@contextmanager
def running(
    *, progress: Progress = step, home: Path | None = None, name: str = NAME, durable: bool = True
) -> Iterator[str]:
    """Yield the address of the database while its server runs; the last to leave stops a private one."""
    given = os.environ.get("DATABASE_URL")
    if given:
        yield given
        return
    with serving(Cluster(home or paths.var() / "postgres", durable=durable), progress) as cluster:
        url = cluster.url(name)
        create_database(cluster.url(), name)
        os.environ["DATABASE_URL"] = url
        try:
            yield url
        finally:
            del os.environ["DATABASE_URL"]


def private() -> Cluster | None:
    """The private server of this installation; none where DATABASE_URL names another."""
    return None if os.environ.get("DATABASE_URL") else Cluster(paths.var() / "postgres")


@contextmanager
def serving(cluster: Cluster, progress: Progress = step) -> Iterator[Cluster]:
    """Keep the cluster running inside the block, together with whoever else uses it."""
    door = cluster.home / "door.lock"
    users = locks.Attendance(cluster.home / "users.lock")
    users.enter()
    try:
        with locks.alone(door):
            if not cluster.answers():
                what = "Starting" if cluster.data.exists() else "Creating"
                with progress(f"{what} the database server in {cluster.home}"):
                    cluster.start()
        yield cluster
    finally:
        with locks.alone(door):
            if users.leave():
                cluster.stop()


def create_database(server: str, name: str, template: str = "template0") -> None:
    """Make the database if there is none of this name, with letters of every script told apart from signs."""
    with psycopg.connect(server, autocommit=True) as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            return
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} ENCODING 'UTF8' LOCALE 'C.UTF-8'").format(
                sql.Identifier(name), sql.Identifier(template)
            )
        )
