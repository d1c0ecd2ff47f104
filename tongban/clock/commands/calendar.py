"""tongban calendar import FILE

import    take in the official notice of one year: {year, papers, days: [{name, date, isOffDay}]};
          the deadlines of open cases that it moves are computed anew by the worker
"""

import sys
from pathlib import Path

from django.utils import timezone

from tongban.clock import actions, notice_file
from tongban.journal import actions as journal


def needs_database(argv: list[str]) -> bool:
    """Only its help needs none."""
    return argv[:1] == ["import"]


def run(argv: list[str]) -> int:
    """Exit status 0: done; 2: wrong words, or a wrong file that was named."""
    if len(argv) == 2 and argv[0] == "import":
        return take_in(argv[1])
    asked = argv in (["-h"], ["--help"])
    (sys.stdout if asked else sys.stderr).write(__doc__ or "")
    return 0 if asked else 2


def take_in(name: str) -> int:
    """Say what was imported, or what is wrong with the file and where."""
    try:
        notice = notice_file.parse(Path(name).read_bytes())
    except OSError as error:
        sys.stderr.write(f"{name}：无法读取（{error.strerror}）。没有导入任何内容，请检查文件名。\n")
        return 2
    except notice_file.BadNotice as error:
        sys.stderr.write(f"{name}：{error.sentence}\n")
        return 2
    made = actions.import_notice(
        notice.year, notice.days, source=notice.source, by=journal.SYSTEM, at=timezone.now()
    )
    off = sum(day.off for day in notice.days)
    counts = f"放假{off}天，调休上班{len(notice.days) - off}天"
    verb = "已导入" if made else "此前已导入，没有变化："
    sys.stdout.write(f"{verb}{notice.year}年放假安排（{counts}）。\n")
    return 0
