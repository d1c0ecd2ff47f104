"""放假安排文件: one year's notice, `{year, papers, days: [{name, date, isOffDay}]}`, read strictly."""

import datetime as dt
import json
import re
from dataclasses import dataclass

from tongban.clock.engine import NoticeDay
from tongban.clock.engine.calendar import FIRST, LAST
from tongban.core.errors import Problem

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class BadNotice(Problem):
    """放假安排文件有误: `field` says where."""

    status = 422

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}：{reason}。没有导入任何内容，请改正后重新导入。", field=field)


@dataclass(frozen=True)
class NoticeFile:
    """The notice of one year, and where it was published."""

    year: int
    source: str
    days: tuple[NoticeDay, ...]


def parse(content: bytes) -> NoticeFile:
    """The notice in the file; BadNotice names the place of what is wrong."""
    try:
        given = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadNotice("文件", f"第{error.start + 1}个字节不是UTF-8文字") from None
    except json.JSONDecodeError as error:
        raise BadNotice("文件", f"不是JSON（第{error.lineno}行第{error.colno}列）") from None
    except (ValueError, RecursionError):
        raise BadNotice("文件", "不是可以读取的JSON") from None
    if not isinstance(given, dict):
        raise BadNotice("文件", "应为JSON对象")
    year = _year(given.get("year"))
    return NoticeFile(year, _source(given.get("papers", [])), _days(year, given.get("days")))


def _year(given: object) -> int:
    if type(given) is not int or not FIRST.year <= given <= LAST.year:
        raise BadNotice("year", f"应为{FIRST.year}至{LAST.year}之间的年份")
    return given


def _source(given: object) -> str:
    if not isinstance(given, list) or not all(isinstance(paper, str) for paper in given):
        raise BadNotice("papers", "应为文字的数组")
    return "\n".join(given)


def _days(year: int, given: object) -> tuple[NoticeDay, ...]:
    if not isinstance(given, list):
        raise BadNotice("days", "应为数组")
    if not given:
        raise BadNotice("days", f"没有任何日期，{year}年的放假安排可能尚未公布")
    days: dict[dt.date, NoticeDay] = {}
    for number, item in enumerate(given):
        day = _day(f"days[{number}]", year, item)
        if day.date in days:
            raise BadNotice(f"days[{number}].date", f"{day.date}出现了两次")
        days[day.date] = day
    return tuple(days.values())


def _day(place: str, year: int, given: object) -> NoticeDay:
    if not isinstance(given, dict):
        raise BadNotice(place, "应为JSON对象")
    name, off = given.get("name"), given.get("isOffDay")
    if not isinstance(name, str) or not 0 < len(name.strip()) <= 60:
        raise BadNotice(f"{place}.name", "应为1至60个字的节日名称")
    if type(off) is not bool:
        raise BadNotice(f"{place}.isOffDay", "应为true（放假）或者false（上班）")
    return NoticeDay(_date(f"{place}.date", year, given.get("date")), name.strip(), off)


def _date(place: str, year: int, given: object) -> dt.date:
    text = given if isinstance(given, str) and _DATE.fullmatch(given) else ""
    try:
        date = dt.date.fromisoformat(text)
    except ValueError:
        raise BadNotice(place, "不是日期，应形如2027-01-01") from None
    if date.year != year and (date.year, date.month) != (year - 1, 12):
        raise BadNotice(place, f"{date}不在{year}年，也不在上一年12月")
    return date
