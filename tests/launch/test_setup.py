"""What is set up once, and what is done again."""

import os
import sys
from pathlib import Path

import pytest

from tongban.launch import browser, paths, setup
from tongban.launch.progress import CannotStart


def test_a_compiled_catalogue_is_fresh_until_its_source_changes(tmp_path):
    source, target = tmp_path / "django.po", tmp_path / "django.mo"
    source.touch()
    assert not setup.fresh(target, source)
    target.touch()
    os.utime(target, (2, 2))
    os.utime(source, (1, 1))
    assert setup.fresh(target, source)
    os.utime(source, (3, 3))
    assert not setup.fresh(target, source)


def test_a_digest_changes_with_content_and_name(tmp_path):
    first, second = tmp_path / "a", tmp_path / "b"
    first.write_text("1")
    second.write_text("1")
    before = paths.digest_of(first)
    assert paths.digest_of(second) != before
    first.write_text("2")
    assert paths.digest_of(first) != before


@pytest.mark.parametrize(
    ("text", "line"),
    [("", "waiting"), ("\n\n", "waiting"), ("one\ntwo", "two"), ("one\n \n", "one"), ("x" * 200, "x" * 80)],
)
def test_the_last_line_of_a_log(tmp_path, text, line):
    (tmp_path / "log").write_text(text)
    assert setup.last_line(tmp_path / "log") == line


def test_a_long_command_that_fails_shows_the_end_of_what_it_said(tmp_path, monkeypatch):
    monkeypatch.setenv("TONGBAN_VAR", str(tmp_path))
    with pytest.raises(CannotStart) as problem:
        setup.follow(["sh", "-c", "seq 30; exit 1"])
    assert str(problem.value).splitlines()[1:] == [str(number) for number in range(11, 31)]


def test_an_interpreter_that_is_gone_or_broken_is_not_usable(tmp_path):
    broken = tmp_path / "python"
    assert not setup.usable(broken)
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    assert not setup.usable(broken)
    assert setup.usable(Path(sys.executable))


def test_a_named_browser_goes_first(tmp_path, monkeypatch):
    monkeypatch.setenv("CHROMIUM", str(tmp_path))
    assert browser.path() == tmp_path
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "none"))
    with pytest.raises(CannotStart, match="need Chromium"):
        browser.path()
