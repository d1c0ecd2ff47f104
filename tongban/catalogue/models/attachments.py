"""Files that definitions name."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from tongban.files.models import File


class Attachment(models.Model):
    """空白表格、示例样表、结果样本: a file that a definition may name by its digest, with its pages drawn."""

    digest = models.CharField(max_length=64, unique=True)
    file = models.OneToOneField(File, models.PROTECT, related_name="+")
    pages = ArrayField(models.UUIDField(), default=list)  # the pictures, as files; none: it is only kept
    texts = ArrayField(models.TextField(), default=list)  # what stands on each page
