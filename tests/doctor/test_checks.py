import pytest
from django.db import connection

from tongban.doctor import checks, commands

CHECKS = dict(checks.ALL)


def test_a_sound_town_has_nothing_bad(town, capsys):
    assert commands.run([]) == 0

    lines = [line for line in capsys.readouterr().out.splitlines() if not line.startswith(" ")]
    assert len(lines) == len(checks.ALL)
    assert all(line[0] in "✓!" for line in lines)


@pytest.mark.parametrize("name", ["数据库", "表结构", "字库", "网页文件", "日志", "文件和密钥", "事项"])
def test_what_is_well_is_said(town, name):
    assert CHECKS[name]().level == "ok"


def test_a_missing_worker_is_noticed(town):
    assert CHECKS["后台任务"]().level == "warn"


def test_an_unpublished_year_is_noticed(town):
    finding = CHECKS["工作日历"]()

    assert (finding.level, "放假通知还没有导入" in finding.sentence) == ("warn", True)


def test_a_tampered_line_is_noticed(town, capsys):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(
            "UPDATE journal_line SET by_name = '别人' WHERE id = (SELECT min(id) FROM journal_line)"
        )
        cursor.execute("SET LOCAL session_replication_role = origin")

    assert commands.run([]) == 1
    assert "tongban journal verify" in capsys.readouterr().out


def test_missing_fonts_and_assets_are_noticed(town, settings, monkeypatch):
    monkeypatch.setattr(checks, "ASSETS", ["npm/none.css"])
    monkeypatch.setattr(checks, "RARE", "𪚥")

    assert (CHECKS["网页文件"]().level, CHECKS["字库"]().level) == ("bad", "bad")


def test_a_check_that_breaks_is_a_finding():
    def broken():
        raise OSError("磁盘坏了")

    assert checks.tried(broken).level == "bad"
