"""期限说明: a limit in one plain sentence, and what stopped or lengthened it, with who decided."""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tongban.cases.models import Case, Extension, Pause
from tongban.cases.queries import Explained
from tongban.ui import formats

BEGAN = {
    "acceptance": gettext_noop("从收到材料的第二天算起"),
    "decision": gettext_noop("从受理的第二天算起"),
    "delivery": gettext_noop("从作出决定的第二天算起"),
}
SKIPPED = {"working_day": gettext_noop("，周末和法定假日不算")}
STOPPED = gettext_noop(
    "“%(name)s”从%(began)s开始，%(until)s，这段时间依法不计入期限。由%(post)s决定，理由：%(reason)s"
)


def lead(clock: Explained, today: dt.date) -> str:
    """期限8个工作日，从受理的第二天算起……今天是第3天，最后一天是11月30日（周一）."""
    found = clock.explanation
    limit = formats.limit(clock.explanation.limit, clock.limit.unit)
    said = _("期限%(limit)s，%(began)s%(skipped)s。") % {
        "limit": limit,
        "began": _(BEGAN[clock.name]),
        "skipped": _(SKIPPED[clock.limit.unit]) if clock.limit.unit in SKIPPED else "",
    }
    if found.due is None:
        return said + _("现在停表，恢复以后接着算。")
    last = formats.weekday_day(found.due)
    if formats.date_of(found.due) < today:
        return said + _("最后一天是%(last)s，已经过了。") % {"last": last}
    return said + _("到今天算了%(used)s天，最后一天是%(last)s。") % {"used": f"{found.used:g}", "last": last}


def moved(case: Case, clock: Explained) -> list[str]:
    """What stopped the limit of deciding or made it longer, oldest first; nothing moves the others."""
    if clock.name != "decision":
        return []
    granted = [one for one in case.extensions.all() if one.outcome == Extension.Outcome.GRANTED]
    return [*map(_stopped, sorted(case.pauses.all(), key=lambda one: one.at)), *map(_longer, granted)]


def told(case: Case, clocks: list[Explained], wanted: str, today: dt.date) -> dict:
    """Both, for the limit that was asked for, else the first; nothing while none runs."""
    clock = next((one for one in clocks if one.kind == wanted), clocks[0] if clocks else None)
    return {"lead": lead(clock, today), "moved": moved(case, clock)} if clock else {}


def _stopped(pause: Pause) -> str:
    ended = pause.ended_on
    until = _("%s结束") % formats.day(ended) if ended else _("预计%s结束") % formats.day(pause.planned_on)
    said = {"name": pause.name, "began": formats.day(pause.began_on), "until": until}
    return _(STOPPED) % (said | {"post": pause.post_name, "reason": pause.ground})


def _longer(extension: Extension) -> str:
    said = {
        "days": formats.limit(extension.value, extension.unit),
        "rank": extension.rank or extension.answered_post,
        "day": formats.day(extension.answered_at) if extension.answered_at else "",
        "reason": extension.reason,
    }
    return _("延长%(days)s，%(day)s经%(rank)s批准，理由：%(reason)s") % said
