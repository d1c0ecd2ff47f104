"""What somebody is filling in."""

import uuid

from django.db import models

from tongban.catalogue.models import Item, Version
from tongban.core.sealed import SealedField
from tongban.files.models import File
from tongban.identity.models import Account, Firm, Person
from tongban.licences.models import Certificate


class Draft(models.Model):
    """草稿: what somebody is filling in; its id becomes the submission's, so one draft makes one case."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    account = models.ForeignKey(Account, models.CASCADE, related_name="drafts")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    firm = models.ForeignKey(Firm, models.CASCADE, null=True, related_name="+")
    item = models.ForeignKey(Item, models.CASCADE, related_name="+")
    version = models.ForeignKey(Version, models.CASCADE, related_name="+")
    answers = models.JSONField(default=dict)
    form = SealedField(default="{}")  # JSON text
    renews = models.ForeignKey(Certificate, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    saved_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["account", "saved_at"], name="draft_account")]


class DraftFile(models.Model):
    """A file put to a draft for one required paper."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="files")
    key = models.CharField(max_length=40)
    file = models.ForeignKey(File, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "key", "file"], name="draft_file_once")]


class Signature(models.Model):
    """签名 under an application form: drawn, or his name typed; it holds for these values and no others.

    The draft's id is the case's `submission`, so that a signature goes with the application by itself.
    """

    submission = models.UUIDField(unique=True)
    digest = models.CharField(max_length=64)  # of the form's values, `rules.form_digest`
    name = models.CharField(max_length=100)
    file = models.ForeignKey(
        File, models.PROTECT, null=True, related_name="+"
    )  # the drawing; null when typed
    signed_at = models.DateTimeField()
