"""The command `tongban`."""

import importlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tongban import cli
from tongban.launch import paths, schema


@pytest.mark.parametrize(("words", "status"), [([], 0), (["--help"], 0), (["help"], 0), (["itmes"], 2)])
def test_without_a_known_word_all_commands_are_listed(words, status, capsys):
    assert cli.main(words) == status
    said = capsys.readouterr().err
    assert said.startswith("tongban: there is no command 'itmes'.\n\n") == (status == 2)
    assert [word for word in cli.COMMANDS if f"\n  {word} " not in said] == []


@pytest.mark.parametrize("word", cli.COMMANDS)
def test_every_command_says_whether_it_needs_a_database(word):
    command = importlib.import_module(cli.COMMANDS[word][0])
    assert isinstance(command.needs_database([]), bool)
    assert callable(command.run)


def test_a_problem_is_told_without_a_trace(monkeypatch, capsys, tmp_path):
    file = tmp_path / "var"
    file.touch()
    monkeypatch.setenv("TONGBAN_VAR", str(file))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert cli.main(["town"]) == 1
    assert capsys.readouterr().err == f"Nothing can be kept in {file} (File exists). Set TONGBAN_VAR.\n"


def test_a_town_is_founded_once(fresh_town, capsys):
    assert cli.main(["town"]) == 0
    assert capsys.readouterr().out == "There are accounts in this database already; nothing was added.\n"


def test_a_start_cut_short_while_tables_were_made_goes_on(test_server, fresh_db, capsys):
    assert schema.missing() == []
    test_server.execute(
        "CREATE DATABASE {} TEMPLATE template0", name := f"tongban_test_half_pid{os.getpid()}"
    )
    environment = os.environ | {"DATABASE_URL": test_server.url(name)}
    command = Path(sys.executable).with_name("tongban")
    subprocess.run(
        [command, "manage", "migrate", "journal"], env=environment, check=True, capture_output=True
    )
    done = subprocess.run([command, "town"], env=environment, check=True, capture_output=True, text=True)
    assert done.stdout.startswith("  The database is behind by ")
    assert "\n→ Founding the demo town …\n" in done.stdout


def test_setting_up_again_is_done_at_once():
    command = [sys.executable, "-m", "tongban.launch.setup"]
    for _ in "12":
        done = subprocess.run(command, cwd=paths.ROOT, capture_output=True, text=True, timeout=300)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_reader_that_goes_away_leaves_no_trace():
    read, write = os.pipe()
    os.close(read)
    command = Path(sys.executable).with_name("tongban")
    ended = subprocess.run([command, "items", "schema"], stdout=write, stderr=subprocess.PIPE, text=True)
    os.close(write)

    assert (ended.returncode, ended.stderr) == (141, "")
