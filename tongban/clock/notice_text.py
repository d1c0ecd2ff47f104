"""放假安排通知的文字: the wording of the State Council's yearly notice, read strictly into days.

Each part (一、元旦：…) is read sentence by sentence: dates and spans, then 放假 or 上班. What cannot be read
or contradicts itself is a fault with its place; nothing is guessed.
"""

import datetime as dt
import re
from dataclasses import dataclass, field

from tongban.clock.engine import NoticeDay
from tongban.clock.engine.calendar import FIRST, LAST

LONGEST = 20_000  # characters
WEEK = "一二三四五六日"
_YEAR = re.compile(r"([0-9]{4})年部分节假日安排")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,12}〔[0-9]{4}〕[0-9]{1,5}号")
_PART = re.compile(r"^[一二三四五六七八九十]{1,3}、([\u4e00-\u9fff、“”]{1,30})[:：]", re.MULTILINE)
_RUN_ON = re.compile(r"(?<=[。；])(?=[一二三四五六七八九十]{1,3}、[\u4e00-\u9fff、]{1,30}[:：])")
_AFTER = re.compile(r"^(节假日期间|各地区|请各|国务院|[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日$)", re.MULTILINE)
_TOKEN = re.compile(
    r"(?:(?P<year>[0-9]{4})年)?(?:(?P<month>[0-9]{1,3})月)?(?P<day>[0-9]{1,3})日(?:[(（](?P<said>[^()（）]{1,30})[)）])?"
    r"|(?P<to>至|到|—|–|-|~)|(?P<count>(?:共|放假)[0-9]{1,3}天)|(?P<off>放假|补休|公休)|(?P<on>上班)"
)
_WEEKDAY = re.compile(r"(?:周|星期)([一二三四五六日天])")
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and where: the line of the text and the words meant."""

    line: int  # 0: the text as a whole
    quote: str
    sentence: str


@dataclass
class Reading:
    """What was read: the year, the number of the document, the days in their order, and what is wrong."""

    year: int = 0
    number: str = ""
    days: list[NoticeDay] = field(default_factory=list)
    lines: dict[dt.date, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def fault(self, sentence: str, line: int = 0, quote: str = "") -> None:
        """One more thing that is wrong."""
        self.faults.append(Fault(line, quote[:60], sentence))


def read(given: str) -> Reading:
    """The days of a notice, and every fault found on the way."""
    found, text = Reading(), _plain(given)
    if wrong := _unreadable(given, text):
        found.fault(wrong)
        return found
    year, number = _YEAR.search(text), _NUMBER.search(text)
    found.number = number.group() if number else ""
    if not year or not FIRST.year < int(year.group(1)) <= LAST.year:
        found.fault("没有找到“20××年部分节假日安排”的字样，请连同通知的标题一起粘贴")
        return found
    found.year = int(year.group(1))
    parts = list(_PART.finditer(text))
    if not parts:
        found.fault("没有找到“一、元旦：……”这样的条目，请粘贴通知的全文")
    ends = [part.start() for part in parts[1:]] + [len(text)]
    for part, end in zip(parts, ends, strict=False):
        body = text[part.end() : end]
        if after := _AFTER.search(body):
            body = body[: after.start()]
        _Part(found, part.group(1), text.count("\n", 0, part.start()) + 1).read(body)
    return found


def _plain(given: str) -> str:
    text = re.sub(r"[^\S\n]+", "", given.replace("\r\n", "\n").replace("\r", "\n"))
    return _RUN_ON.sub("\n", text.translate(_DIGITS))


def _unreadable(given: str, text: str) -> str:
    if not text.strip():
        return "没有文字，请粘贴通知的全文"
    if len(given) > LONGEST:
        return f"文字太长（{len(given)}字），通知一般不到2000字，请只粘贴通知的全文"
    if re.search(r"<[a-zA-Z/!]", given):
        return "文字里有网页代码，请从网页上复制文字再粘贴"
    if (
        "\ufffd" in given
        or re.search(r"[\x00-\x08\x0e-\x1f]", given)
        or not re.search("[\u4e00-\u9fff]", given)
    ):
        return "文字里有认不出的字符，可能是编码不对，请重新复制"
    return ""


@dataclass
class _Part:
    """One holiday: its sentences, and the dates that wait to be called off or worked."""

    found: Reading
    name: str
    line: int
    month: int = 0

    def read(self, body: str) -> None:
        for line, text in enumerate(body.split("\n")):
            for sentence in re.split("[。；;]", text):
                if sentence:
                    self._sentence(sentence, self.line + line)

    def _sentence(self, words: str, line: int) -> None:
        waiting: list[dt.date] = []
        off, spanning, count = 0, False, 0
        for token in _TOKEN.finditer(words):
            if token["to"]:
                spanning = bool(waiting)
            elif token["day"]:
                date = self._date(token, line)
                if date:
                    waiting += self._until(waiting[-1], date, words, line) if spanning else [date]
                spanning = False
            else:
                count = int(re.sub(r"[^0-9]", "", token["count"])) if token["count"] else count
                is_off = not token["on"]
                if not token["count"] or token.group().startswith("放假"):
                    off += len(waiting) if is_off else 0
                    self._keep(waiting, is_off, line)
                    waiting = []
        if waiting:
            self.found.fault("没有说放假还是上班", line, words)
        if count and count != off and "连休" not in words:
            self.found.fault(f"写明{count}天，读出放假{off}天", line, words)

    def _date(self, token: re.Match, line: int) -> dt.date | None:
        self.month = int(token["month"] or self.month)
        year = int(token["year"] or self.found.year)
        try:
            date = dt.date(year, self.month, int(token["day"]))
        except ValueError:
            self.found.fault("没有这一天", line, token.group())
            return None
        if date.year != self.found.year and (date.year, date.month) != (self.found.year - 1, 12):
            self.found.fault(f"不在{self.found.year}年，也不在上一年12月", line, token.group())
            return None
        said = _WEEKDAY.search(token["said"] or "")
        told, real = said and said.group(1).replace("天", "日"), WEEK[date.weekday()]
        if told and told != real:
            self.found.fault(f"这一天是周{real}，文中写的是周{told}", line, token.group())
        return date

    def _until(self, first: dt.date, last: dt.date, words: str, line: int) -> list[dt.date]:
        if not first < last <= first + dt.timedelta(days=31):
            self.found.fault("起止日期的先后或者长短不对", line, words)
            return []
        return [first + dt.timedelta(days=n) for n in range(1, (last - first).days + 1)]

    def _keep(self, dates: list[dt.date], off: bool, line: int) -> None:
        for date in dates:
            if date in self.found.lines:
                self.found.fault(
                    f"在第{self.found.lines[date]}行已经写过", line, f"{date.month}月{date.day}日"
                )
                continue
            self.found.lines[date] = line
            self.found.days.append(NoticeDay(date, self.name, off))
