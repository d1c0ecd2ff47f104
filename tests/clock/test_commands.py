"""tongban clock: facts in, deadlines out. tongban calendar: a notice in, a sentence out."""

import io
import json
import subprocess
import sys

import pytest

from tests.clock.facts import EXAMPLE, day
from tests.clock.test_actions import AT
from tests.clock.test_notice_file import NOTICE
from tongban.clock import actions, commands
from tongban.clock.commands import calendar
from tongban.clock.models import Notice
from tongban.journal.actions import SYSTEM

SHORT = EXAMPLE | {"days": False}


@pytest.fixture
def explain(monkeypatch, capsys):
    def ask(given, *argv):
        content = given if isinstance(given, bytes) else json.dumps(given).encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
        status = commands.run(["explain", *argv])
        return status, *capsys.readouterr()

    return ask


def test_an_object_is_answered_by_an_object(explain):
    status, out, err = explain(EXAMPLE)
    answer = json.loads(out)
    assert (status, err) == (0, "")
    assert (answer["due"], answer["used"], answer["limit"], len(answer["days"])) == ("2026-11-11", 8, 30, 54)


def test_an_array_is_answered_in_its_order(explain):
    later = SHORT | {"start": "2026-09-24", "pauses": [], "extension": None}
    status, out, _err = explain([later, SHORT, later])
    answers = json.loads(out)
    assert (status, [answer["due"] for answer in answers]) == (0, ["2026-10-29", "2026-11-11", "2026-10-29"])
    assert all("days" not in answer for answer in answers)
    assert explain([]) == (0, "[]\n", "")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (SHORT | {"start": "2026-13-01"}, "start：不是日期（2026-13-01），应形如2026-09-18\n"),
        ([SHORT, SHORT | {"limit": {"value": -1, "unit": "month"}}], "[1].limit.value：不能是负数（-1）\n"),
        ([SHORT, 5], "[1]：应为JSON对象\n"),
        (5, "应为JSON对象\n"),
        (b"", "标准输入不是JSON：第1行第1列\n"),
        (b'{"start":\n}', "标准输入不是JSON：第2行第1列\n"),
        (b"\xff", "标准输入不是可以读取的JSON\n"),
        (b"[" * 100_000, "标准输入不是可以读取的JSON\n"),
    ],
)
def test_bad_facts_get_a_message_and_nothing_else(explain, given, message):
    assert explain(given) == (2, "", message)


@pytest.mark.parametrize(
    ("given", "status", "lines"), [([SHORT] * 3, 0, 1), ([SHORT, SHORT | {"start": "2026-09-31"}], 2, 0)]
)
def test_the_program_itself_answers_without_a_database(given, status, lines):
    found = subprocess.run(
        [sys.executable, "-c", "from tongban import cli; raise SystemExit(cli.main())", "clock", "explain"],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        env={"PYTHONIOENCODING": "utf-8", "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"},
    )
    assert (found.returncode, found.stdout.count("\n")) == (status, lines)
    assert found.stderr == ("" if not status else "[1].start：不是日期（2026-09-31），应形如2026-09-18\n")


@pytest.mark.django_db
def test_installed_knows_the_days_that_the_division_changed(explain):
    given = SHORT | {"start": "2026-10-10", "pauses": [], "extension": None, "division": "990102"}
    by_notice = json.loads(explain(given, "--installed")[1])
    assert by_notice == json.loads(explain(given)[1])
    actions.override_day("990100000000", day("10-12"), off=True, ground="州庆", by=SYSTEM, at=AT)
    here, elsewhere = given, given | {"division": "990200"}
    answers = json.loads(explain([here, elsewhere], "--installed")[1])
    assert [answer["due"] for answer in answers] == ["2026-11-09", "2026-11-06"]


@pytest.mark.parametrize(
    ("argv", "needed"),
    [
        (["explain"], False),
        (["explain", "--installed"], True),
        (["--help"], False),
        ([], False),
    ],
)
def test_only_what_needs_a_database_has_one(argv, needed):
    assert commands.needs_database(argv) is needed


@pytest.mark.parametrize(
    ("argv", "needed"), [(["import", "2027.json"], True), (["--help"], False), ([], False)]
)
def test_only_an_import_needs_a_database(argv, needed):
    assert calendar.needs_database(argv) is needed


@pytest.mark.parametrize(
    ("command", "argv", "usage"),
    [
        (commands, [], "tongban clock"),
        (commands, ["explode"], "tongban clock"),
        (commands, ["import", "2027.json"], "tongban clock"),
        (commands, ["explain", "facts.json"], "tongban clock"),
        (calendar, [], "tongban calendar"),
        (calendar, ["import"], "tongban calendar"),
        (calendar, ["import", "a", "b"], "tongban calendar"),
    ],
)
def test_wrong_words_are_answered_by_the_usage(command, argv, usage, capsys):
    status = command.run(argv)
    out, err = capsys.readouterr()
    assert (status, out, usage in err) == (2, "", True)


@pytest.mark.parametrize("command", [commands, calendar])
def test_help_is_no_fault(command, capsys):
    assert command.run(["--help"]) == 0
    assert capsys.readouterr().out == command.__doc__


@pytest.mark.django_db
def test_import_says_what_it_did(tmp_path, capsys):
    path = tmp_path / "2027.json"
    path.write_text(json.dumps(NOTICE))
    assert [calendar.run(["import", str(path)]) for _ in range(2)] == [0, 0]
    counts = "2027年放假安排（放假1天，调休上班1天）。\n"
    assert capsys.readouterr().out == f"已导入{counts}此前已导入，没有变化：{counts}"


@pytest.mark.django_db
def test_import_names_what_is_wrong(tmp_path, capsys):
    path = tmp_path / "2027.json"
    path.write_text(json.dumps(NOTICE | {"days": []}))
    assert calendar.run(["import", str(path)]) == 2
    assert calendar.run(["import", str(tmp_path)]) == 2
    out, err = capsys.readouterr()
    first, second = err.splitlines()
    assert out == ""
    assert first.startswith(f"{path}：days：没有任何日期")
    assert second.startswith(f"{tmp_path}：无法读取")
    assert Notice.objects.count() == 0
