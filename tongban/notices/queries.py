"""Reading notices: the message centre, the count beside a name, what waits to be sent."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import replace

from django.db.models import Count, F, IntegerField, QuerySet, Subquery
from django.db.models.expressions import Combinable
from django.db.models.lookups import IsNull

from tongban.notices import rules, wording
from tongban.notices.models import Notice, Preference, Sending, Template
from tongban.notices.states import Standing


def inbox(recipient: str) -> QuerySet[Notice]:
    """消息 of a recipient: unread first, each part the newest first."""
    mine = Notice.objects.filter(recipient=recipient, shown=True)
    read = IsNull(F("read_at"), False)  # pyright: ignore[reportArgumentType] (missing in the stubs)
    return mine.order_by(read, "-created_at", "pk")


def unread(recipient: str) -> QuerySet[Notice]:
    """What he has not read."""
    return Notice.objects.filter(recipient=recipient, shown=True, read_at=None)


def unread_of(recipient: str | Combinable) -> Subquery:
    """How many he has not read, as part of another statement; `recipient` may be an expression."""
    mine = Notice.objects.filter(recipient=recipient, shown=True, read_at=None).order_by()
    counted = mine.values("shown").annotate(size=Count("pk")).values("size")
    return Subquery(counted, output_field=IntegerField())


def preference(recipient: str) -> Preference:
    """What he wants; nothing is switched off until he says so."""
    return Preference.objects.filter(pk=recipient).first() or Preference(recipient=recipient)


def words(verb: str, facts: Mapping[str, str]) -> wording.Wording:
    """How a verb is told here: in the installation's own words where it has some that these facts fill."""
    own = wording.BOOK[verb]
    made = Template.objects.filter(verb=verb, current=True).first()
    asked = rules.places(f"{made.title}{made.body}{made.sms}") if made else None
    if made is None or asked is None or not asked <= facts.keys():
        return own
    return replace(own, title=made.title, body=made.body, sms=made.sms)


def due(at: dt.datetime, without: Collection[str] = ()) -> QuerySet[Sending]:
    """待发送: what may be tried now, by media that answer, the oldest first."""
    waiting = Sending.objects.filter(state=Standing.QUEUED, next_try_at__lte=at)
    return waiting.exclude(medium__in=without).order_by("next_try_at", "pk")


def log(*states: str) -> QuerySet[Sending]:
    """发送记录, the newest first."""
    found = Sending.objects.filter(state__in=states) if states else Sending.objects.all()
    return found.select_related("notice").defer("address").order_by("-notice__created_at", "-pk")
