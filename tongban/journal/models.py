"""The lines and the heads of their chains. Digests are computed by the database (migration 0002)."""

from django.db import models


class Head(models.Model):
    """The end of one chain: locked by each writer, so that lines of one subject never fork."""

    chain = models.CharField(max_length=64, primary_key=True)
    seq = models.IntegerField()
    digest = models.BinaryField()


class Line(models.Model):
    """日志行: who did what to what, when, on what ground, by which channel, with which paper."""

    id = models.BigAutoField(primary_key=True)
    chain = models.CharField(max_length=64)  # "case:<uuid>", "item:<code>", "certificate:<uuid>" …
    seq = models.IntegerField()
    verb = models.CharField(max_length=64)  # "cases.accept"
    at = models.DateTimeField()
    by = models.CharField(max_length=64)  # "officer:<id>", "person:<id>", "system"
    by_name = models.CharField(max_length=120)  # as shown then: 沈青 · 综合窗口岗
    ground = models.CharField(max_length=200, blank=True)  # law article or written delegation
    channel = models.CharField(max_length=16)
    paper = models.UUIDField(null=True)
    data = models.JSONField(default=dict)
    tx = models.BigIntegerField()
    prev = models.BinaryField()
    digest = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chain", "seq"], name="journal_line_seq")]
        indexes = [
            models.Index(fields=["verb", "at"], name="journal_line_verb"),
            models.Index(fields=["by", "at"], name="journal_line_by"),
        ]
