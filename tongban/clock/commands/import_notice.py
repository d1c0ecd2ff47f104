"""tongban clock import FILE: take in one year's official notice."""

import sys
from pathlib import Path

from django.utils import timezone

from tongban.clock import actions, notice_file
from tongban.journal import actions as journal


def run(argv: list[str]) -> int:
    """Say what was imported, or what is wrong with the file and where."""
    if len(argv) != 1:
        sys.stderr.write("用法：tongban clock import FILE\n")
        return 2
    try:
        notice = notice_file.parse(Path(argv[0]).read_bytes())
    except OSError as error:
        sys.stderr.write(f"{argv[0]}：无法读取（{error.strerror}）。没有导入任何内容，请检查文件名。\n")
        return 2
    except notice_file.BadNotice as error:
        sys.stderr.write(f"{argv[0]}：{error.sentence}\n")
        return 2
    made = actions.import_notice(
        notice.year, notice.days, source=notice.source, by=journal.SYSTEM, at=timezone.now()
    )
    off = sum(day.off for day in notice.days)
    counts = f"放假{off}天，调休上班{len(notice.days) - off}天"
    verb = "已导入" if made else "此前已导入，没有变化："
    sys.stdout.write(f"{verb}{notice.year}年放假安排（{counts}）。\n")
    return 0
