"""Notices, their way by each medium, and what their recipients want."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from tongban.core.sealed import SealedField
from tongban.notices.states import CHANNELS, Medium, Standing


class Notice(models.Model):
    """消息: one recipient is told one thing, once for each occasion."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    recipient = models.CharField(max_length=64)  # "person:<uuid>", "officer:<id>"
    occasion = models.CharField(max_length=100)  # what it follows: a line of the journal, a day of a reminder
    verb = models.CharField(max_length=64)  # of the journal, with its outcome
    subject = models.CharField(max_length=64)  # a chain of the journal
    title = models.CharField(max_length=600)
    body = models.TextField()
    link = models.CharField(max_length=200)
    shown = models.BooleanField(default=True)  # in the message centre
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["recipient", "occasion"], name="notice_once")]
        indexes = [
            models.Index(
                fields=["recipient", "created_at"], name="notice_recipient", condition=Q(shown=True)
            ),
            models.Index(
                fields=["recipient"], name="notice_unread", condition=Q(shown=True, read_at__isnull=True)
            ),
        ]


class Sending(models.Model):
    """发送: a notice on its way by one medium; the address is forgotten at the end."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="sendings")
    medium = models.CharField(max_length=10, choices=Medium)
    state = models.CharField(max_length=10, choices=Standing)
    address = SealedField(null=True)
    masked = models.CharField(max_length=120)
    text = models.CharField(max_length=200)  # of an SMS; the others say what the notice says
    via = models.CharField(max_length=10, blank=True)  # who took it: http, smtp, sink
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=300)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["notice", "medium"], name="sending_once"),
            models.CheckConstraint(condition=Q(state__in=Standing.values), name="sending_state"),
            models.CheckConstraint(condition=Q(medium__in=Medium.values), name="sending_medium"),
            models.CheckConstraint(
                condition=Q(state=Standing.QUEUED, next_try_at__isnull=False, address__isnull=False)
                | ~Q(state=Standing.QUEUED),
                name="queued_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state=Standing.SENT, sent_at__isnull=False)
                | ~Q(state=Standing.SENT) & Q(sent_at__isnull=True),
                name="sent_has_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["next_try_at"], name="sending_due", condition=Q(state=Standing.QUEUED))
        ]


class Attempt(models.Model):
    """发送日志: one try, and what came of it."""

    sending = models.ForeignKey(Sending, models.CASCADE, related_name="tries")
    at = models.DateTimeField()
    via = models.CharField(max_length=10)
    error = models.CharField(max_length=300)  # empty: it was taken


class Preference(models.Model):
    """接收设置: what a recipient has switched off, and where else he wants to be told."""

    recipient = models.CharField(max_length=64, primary_key=True)
    off = ArrayField(models.CharField(max_length=10), default=list)
    mail = SealedField(null=True)
    wechat = SealedField(null=True)  # openid, once the account is bound
    wechat_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(off__contained_by=list(CHANNELS)), name="preference_channels")
        ]


class Template(models.Model):
    """告知模板的一版: an installation's own words for a verb; without a current one the program's hold."""

    verb = models.CharField(max_length=64)
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=60)
    body = models.CharField(max_length=1000)
    sms = models.CharField(max_length=200, blank=True)
    current = models.BooleanField()
    by = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["verb", "number"], name="template_number"),
            models.UniqueConstraint(fields=["verb"], condition=Q(current=True), name="template_current"),
            models.CheckConstraint(condition=~Q(title="") & ~Q(body=""), name="template_words"),
        ]
