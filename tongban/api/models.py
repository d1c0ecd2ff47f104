"""Tokens of programs and the answers already given."""

from django.db import models
from django.db.models import F, Q

from tongban.identity.models import Account


class Token(models.Model):
    """访问令牌: lets a program act as an account until a moment. Only its digest is kept."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="tokens")
    digest = models.BinaryField(max_length=32, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="token_span")]


class Answer(models.Model):
    """已答复的请求: the first answer to an idempotency key of an account."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="+")
    key = models.CharField(max_length=100)
    request = models.BinaryField(max_length=32)  # digest of method, address and body
    status = models.PositiveSmallIntegerField(default=0)
    body = models.JSONField(null=True)
    given_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "key"], name="answer_once")]
