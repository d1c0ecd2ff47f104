"""When a medium may be used, when to try again, and what an SMS may say: facts in, verdict out."""

import datetime as dt
import re
from string import Formatter
from typing import Protocol

from tongban.notices.states import Medium


class Words(Protocol):
    """How one verb is told."""

    @property
    def title(self) -> str: ...
    @property
    def body(self) -> str: ...
    @property
    def sms(self) -> str: ...


# medium → from when until when it must be quiet, local time, over midnight
QUIET = {Medium.SMS: (dt.time(21), dt.time(8))}
# after the first, second … failure; after the last there is no further try
PAUSES = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 480))
LEASE = dt.timedelta(minutes=5)  # after which what a killed worker had begun is tried again
STALE = dt.timedelta(days=7)  # after which what still waits is no news any more
KEPT = dt.timedelta(days=30)  # how long the address of what has failed is kept for another try
TOO_LATE = "超过7天没有发出，不再发送"
SMS_PLACES = frozenset({"item", "tail", "day", "agency"})
SMS_LONGEST = 134  # characters: two messages of one text, with the name of the sender
SMS_WIDEST = {"item": 20, "tail": 4, "day": 6, "agency": 16}  # characters of each place
PERSONAL = re.compile(r"[0-9]{6,}")  # of identity numbers, telephones, bank cards


def not_before(medium: str, local: dt.datetime, *, urgent: bool = False) -> dt.datetime:
    """静默时段: the first moment from `local` at which the medium may be used."""
    if urgent or medium not in QUIET:
        return local
    begins, ends = QUIET[Medium(medium)]
    if ends <= local.time() < begins:
        return local
    day = local.date() + dt.timedelta(days=local.time() >= begins)
    return dt.datetime.combine(day, ends, local.tzinfo)


def next_try(failures: int, at: dt.datetime) -> dt.datetime | None:
    """When to try again after so many failures; None when it was the last try."""
    return at + PAUSES[failures - 1] if failures <= len(PAUSES) else None


def suppressed(*, switched_off: bool, address: str, text: str, medium: str) -> str:
    """Why nothing is sent by this medium, or nothing."""
    if switched_off:
        return "本人已关闭"
    if not address:
        return "没有登记地址"
    return "内容含有连续数字，不能用短信发送" if medium == Medium.SMS and PERSONAL.search(text) else ""


def shown(*, switched_off: bool, statutory: bool) -> bool:
    """Does it stand in the message centre? What the law lets be told cannot be switched off there."""
    return statutory or not switched_off


def sms_faults(template: str, sender: str) -> list[str]:
    """短信模板的问题: places that may name a person, or more than two messages when they are full."""
    places = {name for _, name, _, _ in Formatter().parse(template) if name is not None}
    found = [f"短信不能写“{name}”" for name in sorted(places - SMS_PLACES)]
    if found:
        return found
    full = sms(template, {name: "字" * size for name, size in SMS_WIDEST.items()}, sender)
    found += [f"短信最长{SMS_LONGEST}字，写满时有{len(full)}字"] if len(full) > SMS_LONGEST else []
    return found + (["短信不能有连续6位以上的数字"] if PERSONAL.search(template) else [])


def places(template: str) -> set[str] | None:
    """The places of a template; None where its braces do not make sense, or ask for more than a fact."""
    try:
        parts = [(name, spec or conversion) for _, name, spec, conversion in Formatter().parse(template)]
    except ValueError:
        return None
    named = {name: more for name, more in parts if name is not None}
    plain = all(name.isidentifier() and not more for name, more in named.items())
    return set(named) if plain else None


def template_faults(own: Words, title: str, body: str, sms: str, sender: str) -> list[tuple[str, str]]:
    """模板的问题 by field: every place must be a fact that the program's own words have."""
    known = set().union(*(places(words) or set() for words in (own.title, own.body, own.sms)))
    found = []
    for field, words, longest in (("title", title, 60), ("body", body, 1000), ("sms", sms, 200)):
        used = places(words)
        if not words.strip() and field != "sms":
            found.append((field, "请填写"))
        elif len(words) > longest:
            found.append((field, f"最长{longest}字，现有{len(words)}字"))
        elif field == "title" and "\n" in words:
            found.append((field, "标题只能有一行"))
        elif used is None:
            found.append((field, "花括号没有成对，或者里面不只是名称"))
        elif unknown := sorted(used - known):
            found.append((field, f"没有“{unknown[0]}”，可以用的有{'、'.join(sorted(known))}"))
        elif field == "sms":
            found += [(field, fault) for fault in sms_faults(words, sender)]
    return found


def sms(template: str, facts: dict[str, str], sender: str) -> str:
    """短信: of all facts only the allowed ones, each no longer than its place."""
    places = {name: shortened(facts.get(name, ""), size) for name, size in SMS_WIDEST.items()}
    return f"【{sender}】{template.format_map(places)}"


def shortened(words: str, size: int) -> str:
    """No more than so many characters."""
    return words if len(words) <= size else f"{words[: size - 1]}…"


def masked(medium: str, address: str) -> str:
    """An address as the log keeps it."""
    name, _, host = address.partition("@")
    if medium == Medium.MAIL:
        return f"{name[:1]}***@{host}"[:120]
    return f"{address[:3]}****{address[-4:]}" if len(address) > 7 else "****"
