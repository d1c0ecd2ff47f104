"""Sending: the next is claimed, tried, tried again, settled."""

import datetime as dt
import logging
from collections.abc import Collection

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from tongban.notices import queries, rules, wording
from tongban.notices.media import chosen
from tongban.notices.media.message import Message, Refused
from tongban.notices.models import Attempt, Sending
from tongban.notices.states import Standing

log = logging.getLogger(__name__)


@transaction.atomic
def claim(*, at: dt.datetime, without: Collection[str] = ()) -> Sending | None:
    """The next to be sent, for a while this process's alone; a process that dies gives it back by silence."""
    sending = queries.due(at, without).select_for_update(skip_locked=True, of=("self",)).first()
    if sending:
        sending.attempts += 1
        sending.next_try_at = at + rules.LEASE
        Sending.objects.filter(pk=sending.pk).update(
            attempts=sending.attempts, next_try_at=sending.next_try_at
        )
    return sending


def attempt(sending: Sending, *, at: dt.datetime) -> bool:
    """Try what was claimed, and keep what came of it; False where the medium did not answer."""
    notice, via = sending.notice, ""
    link = settings.SITE_URL + notice.link
    message = Message(notice.pk.hex, notice.title, notice.body, sending.text, link, at)
    try:
        via, send = chosen.carrier(sending.medium)
        send(sending.address or "", message)
    except Refused as refused:
        _failed(sending, via, str(refused), None, at)
        return True
    except Exception as failure:  # whatever it is, the others must still be sent
        log.warning("sending %s by %s failed: %s", sending.pk, sending.medium, failure)
        again = rules.next_try(sending.attempts, timezone.localtime(at))
        words = wording.BOOK[notice.verb]
        again = again and rules.not_before(sending.medium, again, urgent=words.urgent)
        _failed(sending, via, str(failure) or type(failure).__name__, again, at)
        return False
    ended = {"state": Standing.SENT, "sent_at": at, "address": None, "next_try_at": None}
    _record(sending, via, "", at, **ended)
    return True


def _failed(sending: Sending, via: str, error: str, again: dt.datetime | None, at: dt.datetime) -> None:
    """The address stays, so that an operator may have it tried again."""
    state = Standing.QUEUED if again else Standing.FAILED
    _record(sending, via, error[:300], at, state=state, next_try_at=again)


@transaction.atomic
def _record(sending: Sending, via: str, error: str, at: dt.datetime, **columns: object) -> None:
    Attempt.objects.create(sending=sending, at=at, via=via, error=error)
    Sending.objects.filter(pk=sending.pk, state=Standing.QUEUED).update(via=via, error=error, **columns)


def retry(*, at: dt.datetime, medium: str = "", only: int | None = None) -> int:
    """重新发送 what has failed for good: all, of a medium, or one; returns how many."""
    failed = Sending.objects.filter(state=Standing.FAILED, address__isnull=False)
    failed = failed.filter(medium=medium) if medium else failed
    failed = failed.filter(pk=only) if only is not None else failed
    return failed.update(state=Standing.QUEUED, attempts=0, next_try_at=at)


@transaction.atomic
def settle(*, at: dt.datetime) -> int:
    """了结 what waits too long to be news, and forget the addresses of what has long failed; how many."""
    late = Sending.objects.filter(state=Standing.QUEUED, notice__created_at__lt=at - rules.STALE)
    ended = late.update(state=Standing.FAILED, error=rules.TOO_LATE, address=None, next_try_at=None)
    failed = Sending.objects.filter(state=Standing.FAILED, address__isnull=False)
    return ended + failed.filter(notice__created_at__lt=at - rules.KEPT).update(address=None)


def try_out(medium: str, address: str, *, at: dt.datetime) -> str:
    """试发 one message that concerns nobody; returns who carried it, raises what the medium says."""
    via, send = chosen.carrier(medium)
    words = f"【{settings.SITE['name']}】这是一条测试消息，收到表示已经接通。"
    send(address, Message(f"test-{at:%Y%m%d%H%M%S}", "测试消息", words, words, settings.SITE_URL, at))
    return via
