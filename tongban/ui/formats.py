"""Dates, moments and money as they are read: 10月8日, 10月10日（周六）, 9月18日 09:12, 40元."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongban.core import money

WEEKDAYS = (
    gettext_lazy("周一"),
    gettext_lazy("周二"),
    gettext_lazy("周三"),
    gettext_lazy("周四"),
    gettext_lazy("周五"),
    gettext_lazy("周六"),
    gettext_lazy("周日"),
)
UNITS = {
    "working_day": gettext_lazy("个工作日"),
    "natural_day": gettext_lazy("日"),
    "month": gettext_lazy("个月"),
    "working_hour": gettext_lazy("个工作小时"),
}

Moment = dt.date | dt.datetime | str


def date_of(value: Moment) -> dt.date:
    """The local calendar day of a date, of a moment, or of either in ISO writing."""
    if isinstance(value, str):
        value = dt.datetime.fromisoformat(value) if len(value) > 10 else dt.date.fromisoformat(value)
    if isinstance(value, dt.datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value


def day(value: Moment) -> str:
    """10月8日."""
    date = date_of(value)
    return _("%(month)d月%(day)d日") % {"month": date.month, "day": date.day}


def weekday_day(value: Moment) -> str:
    """10月10日（周六）."""
    return _("%(day)s（%(weekday)s）") % {"day": day(value), "weekday": WEEKDAYS[date_of(value).weekday()]}


def long_day(value: Moment) -> str:
    """2026年11月22日."""
    date = date_of(value)
    return _("%(year)d年%(month)d月%(day)d日") % {"year": date.year, "month": date.month, "day": date.day}


def moment(value: dt.datetime | str) -> str:
    """9月18日 09:12."""
    at = dt.datetime.fromisoformat(value) if isinstance(value, str) else value
    at = timezone.localtime(at) if timezone.is_aware(at) else at
    return f"{day(at)} {at:%H:%M}"


def yuan(fen: int) -> str:
    """4000 → 40元."""
    return _("%(amount)s元") % {"amount": money.yuan(fen)}


def size(count: int) -> str:
    """1887436 → 1.8MB, 2048 → 2KB."""
    return f"{count / 1024**2:.1f}MB" if count >= 1024**2 else f"{max(1, round(count / 1024))}KB"


def limit(value: float, unit: str) -> str:
    """8个工作日."""
    return f"{value:g}{UNITS[unit]}"
