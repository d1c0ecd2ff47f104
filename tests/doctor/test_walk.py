import subprocess
import sys

import pytest

from tongban.doctor import commands, walk


def test_the_walk_ends_well(site):
    words = ["-c", "from tongban import cli; raise SystemExit(cli.main())", "doctor", "--walk", "--url", site]

    walked = subprocess.run([sys.executable, *words], capture_output=True, text=True, timeout=60)

    assert (walked.returncode, walked.stderr) == (0, "")
    out = walked.stdout
    assert "证照标识1.2.156.3005.2." in out
    assert out.splitlines()[-2:] == ["✓ 办理记录6行，文书3份，现在是“已办结”", "全程走通。"]


def test_where_nothing_runs_the_walk_says_what_to_do(capsys):
    assert commands.run(["--walk", "--url", "http://127.0.0.1:9"]) == 1

    assert "请先运行 make run" in capsys.readouterr().err


def test_without_an_address_the_running_site_is_looked_for(tmp_path, monkeypatch):
    monkeypatch.setenv("TONGBAN_VAR", str(tmp_path))

    with pytest.raises(walk.Stumbled, match="make run"):
        list(walk.steps())
