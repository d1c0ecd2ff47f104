"""订阅: what officers have asked to hear of is gathered, and told once."""

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from tongban.catalogue import codes
from tongban.core import errors
from tongban.identity import queries as identity
from tongban.identity.models import Agency, Officer
from tongban.identity.rules import Desk
from tongban.notices import actions as notices
from tongban.notices import wording
from tongban.notices.actions import Recipient
from tongban.supervision import queries, rhythms
from tongban.supervision.models import Subscription
from tongban.supervision.signs import SIGNS

HEAD = "decide"
MOST = 20  # subscriptions of one officer
NAMED = 10  # cases that are named in a message
LEVELS = {
    "light": {"yellow": "临期", "red": "超期"},
    "sign": {key: sign.words for key, sign in SIGNS.items()},
    "urging": {"supervisor": "人工督办", "system": "系统催办"},
}
AT_POST = """ AND %(post)s IN (SELECT t.post FROM cases_turn AS t WHERE t.case_id = c.id AND t.outcome = ''
  UNION ALL SELECT 'window' WHERE c.state IN ('received', 'granted', 'refused'))"""
SOURCES = {
    "light": ("supervision_alarm", "raised_at", "e.level", AT_POST),
    "sign": ("supervision_finding", "found_at", "e.sign", AT_POST),
    "urging": ("supervision_urging", "at", "e.origin", " AND e.post = %(post)s"),
}
EVENTS = """
SELECT {level}, a.short_name, a.name, c.item_name, c.number
FROM {table} AS e JOIN cases_case AS c ON c.id = e.case_id JOIN identity_agency AS a ON a.id = c.agency_id
WHERE e.{at} > %(since)s AND e.{at} <= %(until)s AND c.agency_id = ANY (%(agencies)s){conditions}
ORDER BY e.{at}, c.number"""


class TooMany(errors.Problem):
    """More subscriptions than one can read."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for, as a form gives it."""

    matter: str
    rhythm: str
    level: str = ""
    agency: int | None = None
    post: str = ""
    item: int | None = None
    hour: int = 8
    weekday: int = 0


def reach(desk: Desk) -> QuerySet[Agency]:
    """Of which agencies an officer may hear: those he supervises, and those for which he decides."""
    own = [power.agency_id for power in desk.powers if HEAD in power.acts]
    return Agency.objects.filter(
        Q(pk__in=queries.agencies(desk).values("pk")) | Q(pk__in=own)
    ).order_by("region__code", "name")  # fmt: skip


def running(officer: int) -> QuerySet[Subscription]:
    """The subscriptions of an officer, newest first."""
    found = Subscription.objects.filter(officer=officer, ended_at=None)
    return found.select_related("agency", "item").order_by("-since", "pk")


def faults(wish: Wish, agencies: QuerySet[Agency]) -> list[tuple[str, str]]:
    """What is wrong with a wish, by field."""
    checks = (
        ("matter", wish.matter in Subscription.Matter.values, "请选择订阅什么"),
        ("rhythm", wish.rhythm in Subscription.Rhythm.values, "请选择多久告知一次"),
        ("level", wish.level in ("", *LEVELS.get(wish.matter, {})), "请从列表里选择"),
        ("agency", wish.agency is None or agencies.filter(pk=wish.agency).exists(), "请选择您范围内的机关"),
        ("post", wish.post in ("", *codes.POSTS), "请从列表里选择岗位"),
        ("hour", 0 <= wish.hour <= 23, "请选择0点到23点"),
        ("weekday", 0 <= wish.weekday <= 6, "请选择周一到周日"),
    )
    return [(field, words) for field, fine, words in checks if not fine]


@transaction.atomic
def subscribe(wish: Wish, *, by: Desk, at: dt.datetime) -> Subscription:
    """订阅; the same wish again gives the same subscription."""
    found = faults(wish, reach(by))
    if found:
        raise errors.Invalid("订阅还没有保存，请先改正下面的内容。", found)
    Officer.objects.select_for_update().get(pk=by.officer_id)
    wanted = {
        "matter": wish.matter, "rhythm": wish.rhythm, "level": wish.level, "agency_id": wish.agency,
        "post": wish.post, "item_id": wish.item, "hour": wish.hour, "weekday": wish.weekday,
    }  # fmt: skip
    same = running(by.officer_id).filter(**wanted).first()
    if same:
        return same
    if running(by.officer_id).count() >= MOST:
        raise TooMany(f"一个人最多订阅{MOST}项，这一项没有保存。请先停掉不再需要的。")
    return Subscription.objects.create(officer_id=by.officer_id, since=at, told_until=at, **wanted)


def end(pk: uuid.UUID, *, by: Desk, at: dt.datetime) -> bool:
    """停止订阅, one's own; False where there is none that runs."""
    return bool(running(by.officer_id).filter(pk=pk).update(ended_at=at))


def tell(at: dt.datetime) -> int:
    """Tell what is due of every subscription; how many messages. Killed or run twice, each is told once."""
    waiting = Subscription.objects.filter(ended_at=None).values_list("pk", flat=True)
    return sum(_told(pk, at) for pk in [*waiting.order_by("told_until", "pk")])


@transaction.atomic
def _told(pk: uuid.UUID, at: dt.datetime) -> bool:
    locked = Subscription.objects.select_for_update(skip_locked=True, of=("self",)).select_related("officer")
    one = locked.filter(pk=pk, ended_at=None).first()
    if one is None:
        return False
    local, told = timezone.localtime(at), timezone.localtime(one.told_until)
    until = rhythms.until(one.rhythm, one.hour, one.weekday, told, local)
    if until is None:
        return False
    found = events(one, until, local.date())
    if found:
        notices.tell(
            "supervision.digest", Recipient(f"officer:{one.officer_id}"), _facts(one, found, until),
            subject=f"subscription:{one.pk}", occasion=f"subscription:{one.pk}:{until:%Y%m%dT%H%M%S%z}",
            link="/subscriptions/", at=at,
        )  # fmt: skip
    Subscription.objects.filter(pk=one.pk).update(told_until=until)
    return bool(found)


def events(one: Subscription, until: dt.datetime, day: dt.date) -> list[tuple]:
    """What happened since, within what the officer's posts reach that day."""
    desks = identity.desks(one.officer, day)
    agencies = {pk for desk in desks for pk in reach(desk).values_list("pk", flat=True)}
    values = {
        "since": one.told_until, "until": until, "agencies": [*agencies], "agency": one.agency_id,
        "post": one.post, "item": one.item_id, "level": one.level,
    }  # fmt: skip
    table, moment, level, at_post = SOURCES[one.matter]
    conditions = {
        "agency": " AND c.agency_id = %(agency)s",
        "item": " AND c.item_id = %(item)s",
        "level": f" AND {level} = %(level)s",
        "post": at_post,
    }
    asked = "".join(words for name, words in conditions.items() if values[name])
    with connection.cursor() as cursor:
        cursor.execute(EVENTS.format(table=table, at=moment, level=level, conditions=asked), values)
        return cursor.fetchall()


def _facts(one: Subscription, found: list[tuple], until: dt.datetime) -> Mapping[str, str]:
    """Kinds with their numbers, then the first cases: agency, item and number, and no applicant."""
    kinds = Counter(LEVELS[one.matter].get(level, level) for level, *_rest in found)
    lines = [f"{short or name}“{item}”（{number}）" for _level, short, name, item, number in found[:NAMED]]
    more = f"等{len(found)}件" if len(found) > NAMED else ""
    return {
        "summary": "、".join(f"{words}{count}件" for words, count in kinds.most_common()),
        "lines": "；".join(lines) + more,
        "day": wording.day(timezone.localdate(one.told_until)),
        "until": wording.day(timezone.localdate(until)),
    }
