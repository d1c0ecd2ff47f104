"""延续: which certificate a case asks to renew; a decision may be deemed."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

PENDING = ["received", "correcting", "accepted"]


class Migration(migrations.Migration):
    dependencies = [("cases", "0017_hearings"), ("licences", "0003_renewal")]
    operations = [
        migrations.AddField(
            "case",
            "renews",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="renewal_cases",
                to="licences.certificate",
            ),
        ),
        migrations.AddField(
            "draft",
            "renews",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="licences.certificate",
            ),
        ),
        migrations.AddField("decision", "deemed", models.BooleanField(default=False)),
        migrations.AddConstraint(
            "case",
            models.UniqueConstraint(
                fields=["renews"], condition=Q(("state__in", PENDING)), name="case_renews_once"
            ),
        ),
        migrations.AddConstraint(
            "decision",
            models.CheckConstraint(
                condition=Q(("deemed", False)) | Q(("granted", True)), name="deemed_is_granted"
            ),
        ),
    ]
