"""One row an upload; equal bytes share one place on disk."""

import uuid

from django.db import models


class File(models.Model):
    """文件: what was stored, when, by whom."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sha256 = models.CharField(max_length=64)  # hex; also the place on disk
    size = models.PositiveIntegerField()
    media_type = models.CharField(max_length=120)  # by content, never by what the sender said
    name = models.CharField(max_length=160)
    created_at = models.DateTimeField()
    uploaded_by = models.CharField(max_length=64)  # "person:<id>", "officer:<id>", "system"

    class Meta:
        indexes = [models.Index(fields=["sha256"], name="files_file_sha256")]
