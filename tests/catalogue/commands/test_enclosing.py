"""Files that items name go out beside them and come in again."""

import hashlib
from pathlib import Path

import pytest

from tests.portal import whole
from tongban.catalogue.commands import run
from tongban.catalogue.models import Attachment

pytestmark = pytest.mark.usefixtures("town")


@pytest.fixture
def out(tmp_path) -> Path:
    """An item with its three files, written; then nothing of them is known any more."""
    item = whole.item()
    assert run(["export", item.code, str(tmp_path / "item.yaml")]) == 0
    Attachment.objects.all().delete()
    return tmp_path


def test_what_went_out_comes_in(out, capsys):
    assert len(list((out / "files").iterdir())) == 3
    assert run(["publish", str(out / "item.yaml")]) == 0
    assert "未变1" in capsys.readouterr().out
    assert Attachment.objects.count() == 3


def test_a_missing_and_an_altered_file_are_named(out, capsys):
    first, second, *_rest = sorted((out / "files").iterdir())
    first.unlink()
    second.write_bytes(b"%PDF-1.7 another")
    assert run(["publish", str(out / "item.yaml")]) == 1
    said = capsys.readouterr().err
    assert said.count("没有文件“") == 1
    assert said.count("的内容与摘要不符") == 1
    assert "item.yaml:" in said
    assert Attachment.objects.count() == 0


def test_files_may_lie_elsewhere(out):
    (out / "files").rename(out / "apart")
    assert run(["publish", str(out / "item.yaml")]) == 1
    assert run(["publish", str(out / "item.yaml"), "--enclosed", str(out / "apart")]) == 0


def test_a_hostile_file_is_refused_by_its_content(out, capsys):
    one = next(path for path in (out / "files").iterdir() if path.suffix == ".pdf")
    hostile = b"%PDF-1.7 nonsense"
    text = (out / "item.yaml").read_text()
    digest = hashlib.sha256(hostile).hexdigest()
    (out / "item.yaml").write_text(text.replace(one.stem, digest))
    (out / "files" / f"{digest}.pdf").write_bytes(hostile)
    assert run(["publish", str(out / "item.yaml")]) == 1
    assert "已经损坏，打不开" in capsys.readouterr().err
