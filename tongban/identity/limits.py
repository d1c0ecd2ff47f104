"""限流: how often somebody may try a thing. Counted in the database, so by all processes together.

The table is not logged: what it holds is over in minutes, and a crash may empty it.
"""

import datetime as dt
import hashlib
from dataclasses import dataclass

from django.db import connection
from django.db.models import F

from tongban.core import errors
from tongban.identity.models import Tally

COUNT = """
INSERT INTO identity_tally AS kept (key, times, until) VALUES (%(key)s, 1, %(until)s)
ON CONFLICT (key) DO UPDATE SET
  times = CASE WHEN kept.until > %(at)s THEN kept.times + 1 ELSE 1 END,
  until = CASE WHEN kept.until > %(at)s THEN kept.until ELSE excluded.until END
RETURNING times
"""


@dataclass(frozen=True, slots=True)
class Limit:
    """So many times within the span that the first of them begins."""

    name: str
    times: int
    span: dt.timedelta


LOOK_UPS = Limit("look-ups", 60, dt.timedelta(minutes=1))
PASSWORDS_OF_LOGIN = Limit("passwords of a login", 5, dt.timedelta(minutes=5))
PASSWORDS_FROM_ADDRESS = Limit("passwords from an address", 10, dt.timedelta(minutes=1))


class TooOften(errors.Problem):
    """Whoever tries has used up what he may."""

    status = 429


def count(limit: Limit, who: str, *, at: dt.datetime) -> None:
    """Count one more try, before it is made, so that many at once are not let through together."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT, {"key": _key(limit, who), "at": at, "until": at + limit.span})
        [(times,)] = cursor.fetchall()
    if times > limit.times:
        raise TooOften("尝试次数太多，这一次没有办理。请过几分钟再试。")


def give_back(limit: Limit, who: str) -> None:
    """Let a try that was right not count against him."""
    Tally.objects.filter(key=_key(limit, who), times__gt=0).update(times=F("times") - 1)


def forget(*, at: dt.datetime) -> None:
    """Drop what is over."""
    Tally.objects.filter(until__lte=at).delete()


def _key(limit: Limit, who: str) -> str:
    """Neither addresses nor logins are kept."""
    return hashlib.sha256(f"{limit.name}:{who}".encode()).hexdigest()
