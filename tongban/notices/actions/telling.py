"""Telling, reading, choosing."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from tongban.core import errors
from tongban.notices import queries, rules, wording
from tongban.notices.media import chosen
from tongban.notices.models import Notice, Preference, Sending
from tongban.notices.states import CHANNELS, IN_APP, Medium, Standing


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
    words, wanted = queries.words(verb, facts), queries.preference(recipient.key)
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
            _sending(notice, medium, recipient, wanted, words, facts)
            for medium in chosen.set_up()
            if medium != Medium.SMS or words.sms
        )
    return notice


def _sending(
    notice: Notice,
    medium: str,
    recipient: Recipient,
    wanted: Preference,
    words: wording.Wording,
    facts: Mapping[str, str],
) -> Sending:
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


@transaction.atomic
def bind_wechat(recipient: str, openid: str, *, at: dt.datetime) -> Preference:
    """绑定微信: from the next message on it comes there too."""
    wanted, _ = Preference.objects.select_for_update().get_or_create(recipient=recipient)
    wanted.wechat, wanted.wechat_at = openid, at
    wanted.off = [channel for channel in wanted.off if channel != Medium.WECHAT]
    wanted.save()
    return wanted


@transaction.atomic
def unbind_wechat(recipient: str) -> None:
    """解除绑定: the address is forgotten, and what was still on its way there is not sent."""
    Preference.objects.filter(pk=recipient).update(wechat=None, wechat_at=None)
    waiting = Sending.objects.filter(
        notice__recipient=recipient, medium=Medium.WECHAT, state__in=[Standing.QUEUED, Standing.FAILED]
    )
    waiting.update(state=Standing.SUPPRESSED, error="本人已解除绑定", address=None, next_try_at=None)


def _check_mail(mail: str) -> None:
    try:
        validate_email(mail or "nobody@example.com")
    except ValidationError as wrong:
        found = [("mail", "请填完整的邮箱地址，例如name@example.com；不用邮件的留空")]
        raise errors.Invalid("设置还没有保存，请先改正邮箱地址。", found) from wrong
