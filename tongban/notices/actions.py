"""Telling, reading, choosing, sending. None of it is an act of law, so none of it writes the journal."""

import datetime as dt
import logging
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from tongban.core import errors
from tongban.notices import queries, rules, wording
from tongban.notices.media import chosen
from tongban.notices.media.message import Message, Refused
from tongban.notices.models import Attempt, Notice, Preference, Sending
from tongban.notices.states import CHANNELS, IN_APP, Medium, Standing

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Recipient:
    """To whom: his key, and the addresses that whoever knows him has of him, by medium."""

    key: str
    addresses: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def tell(
    verb: str,
    recipient: Recipient,
    facts: Mapping[str, str],
    *,
    subject: str,
    occasion: str,
    link: str,
    at: dt.datetime,
) -> Notice:
    """告知: once for each occasion, whoever asks how often."""
    words, wanted = wording.BOOK[verb], queries.preference(recipient.key)
    told = {
        "verb": verb,
        "subject": subject,
        "title": wording.said(words.title, facts),
        "body": wording.said(words.body, facts),
        "link": link,
        "shown": rules.shown(switched_off=IN_APP in wanted.off, statutory=words.statutory),
        "created_at": at,
    }
    notice, new = Notice.objects.get_or_create(recipient=recipient.key, occasion=occasion, defaults=told)
    if new:
        Sending.objects.bulk_create(
            _sending(notice, medium, recipient, wanted, facts)
            for medium in chosen.set_up()
            if medium != Medium.SMS or words.sms
        )
    return notice


def _sending(
    notice: Notice, medium: str, recipient: Recipient, wanted: Preference, facts: Mapping[str, str]
) -> Sending:
    words = wording.BOOK[notice.verb]
    given = recipient.addresses.get(medium, "")
    address = given if medium == Medium.SMS else getattr(wanted, medium) or given
    text = wording.sms(words, facts) if medium == Medium.SMS else ""
    error = rules.suppressed(switched_off=medium in wanted.off, address=address, text=text, medium=medium)
    made = Sending(notice=notice, medium=medium, text=text, error=error, state=Standing.SUPPRESSED)
    if not error:
        local = timezone.localtime(notice.created_at)
        made.state, made.address, made.masked = Standing.QUEUED, address, rules.masked(medium, address)
        made.next_try_at = rules.not_before(medium, local, urgent=words.urgent)
    return made


def read(notice: Notice, *, at: dt.datetime) -> None:
    """已读; the first time counts."""
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=at)


def read_all(recipient: str, *, at: dt.datetime) -> int:
    """全部标为已读; returns how many."""
    return queries.unread(recipient).update(read_at=at)


@transaction.atomic
def prefer(recipient: str, *, off: Collection[str], mail: str = "") -> Preference:
    """接收设置; what was to be sent by a medium now off is not sent."""
    _check_mail(mail)
    wanted, _ = Preference.objects.select_for_update().get_or_create(recipient=recipient)
    wanted.off = [channel for channel in CHANNELS if channel in off]
    wanted.mail = mail or None
    wanted.save()
    waiting = Sending.objects.filter(
        notice__recipient=recipient, state=Standing.QUEUED, medium__in=wanted.off
    )
    waiting.update(state=Standing.SUPPRESSED, error="本人已关闭", address=None, next_try_at=None)
    return wanted


def _check_mail(mail: str) -> None:
    try:
        validate_email(mail or "nobody@example.com")
    except ValidationError as wrong:
        found = [("mail", "请填完整的邮箱地址，例如name@example.com；不用邮件的留空")]
        raise errors.Invalid("设置还没有保存，请先改正邮箱地址。", found) from wrong


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


def retry(*, at: dt.datetime, medium: str = "") -> int:
    """重新发送 what has failed for good; returns how many."""
    failed = Sending.objects.filter(state=Standing.FAILED, address__isnull=False)
    failed = failed.filter(medium=medium) if medium else failed
    return failed.update(state=Standing.QUEUED, attempts=0, next_try_at=at)


def try_out(medium: str, address: str, *, at: dt.datetime) -> str:
    """试发 one message that concerns nobody; returns who carried it, raises what the medium says."""
    via, send = chosen.carrier(medium)
    words = f"【{settings.SITE['name']}】这是一条测试消息，收到表示已经接通。"
    send(address, Message(f"test-{at:%Y%m%d%H%M%S}", "测试消息", words, words, settings.SITE_URL, at))
    return via
