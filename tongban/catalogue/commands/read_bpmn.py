"""Read BPMN files, and print the stages of each or everything in it that has no place in a flow.

Nothing is stored, and nothing in a file is run. Exit status 1: some file could not be read as a flow.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from tongban.catalogue import bpmn, codes
from tongban.catalogue.bpmn import conditions, parsing
from tongban.catalogue.parts import Stage
from tongban.core import errors


class NoFiles(errors.Problem):
    """There is nothing to read."""


def run(argv: list[str]) -> int:
    """The words after `tongban items read-bpmn`."""
    options = argparse.ArgumentParser("tongban items read-bpmn", description=__doc__)
    options.add_argument("names", nargs="+", type=Path, metavar="FILE|DIR")
    read = refused = 0
    for path in _paths(options.parse_args(argv).names):
        reading = bpmn.read(_bytes(path))
        sys.stdout.writelines(f"{_shown(line)}\n" for line in _lines(path.name, reading))
        read, refused = read + (not reading.refused), refused + bool(reading.refused)
    sys.stdout.write(f"共{read + refused}个文件：读出{read}个，不能读入{refused}个。没有写入任何内容。\n")
    return 1 if refused else 0


def _paths(names: list[Path]) -> list[Path]:
    found = [path for name in names for path in (sorted(name.glob("*.bpmn")) if name.is_dir() else [name])]
    if not found:
        raise NoFiles("所给的文件夹里没有.bpmn文件。")
    return found


def _bytes(path: Path) -> bytes:
    """No more of a file than it takes to see that it is too large."""
    try:
        with path.open("rb") as file:
            return file.read(parsing.LARGEST + 1)
    except OSError as fault:
        raise NoFiles(f"文件“{path}”读不出来：{fault.strerror}。") from fault


def _lines(name: str, reading: bpmn.Reading) -> Iterator[str]:
    if reading.refused:
        yield f"{name}：不能读入，{len(reading.refused)}处"
        for one in reading.refused:
            yield f"  {one.element}{f'“{one.name}”' if one.name else ''}（{one.id or '无标识'}）：{one.why}"
    else:
        yield f"{name}：读出{len(reading.stages)}个环节"
        yield from (f"  {_told(stage)}" for stage in reading.stages)
    if reading.beside:
        yield f"  略过（不影响流程）：{'、'.join(f'{word}{size}' for word, size in reading.beside.items())}"


def _told(stage: Stage) -> str:
    post = codes.POSTS.get(stage.post, stage.post) or "岗位未写明"
    parts = [f"{stage.key} {stage.name}", codes.ACTS[stage.act], post]
    if stage.limit:
        parts.append(f"{stage.limit.value}{codes.UNITS[stage.limit.unit]}")
    if stage.after is not None:
        parts.append(f"在{'、'.join(stage.after)}之后" if stage.after else "受理后开始")
    if stage.when:
        parts.append(f"条件{conditions.write(stage.when)}")
    if stage.procedures:
        parts.append(f"特别程序{'、'.join(stage.procedures)}")
    return " · ".join(parts)


def _shown(line: str) -> str:
    """A file from elsewhere may not command the terminal."""
    return "".join(c if c.isprintable() else " " for c in line)
