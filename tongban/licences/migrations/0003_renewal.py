"""延续: a certificate in its next version keeps its number and says which one it renews."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

VERSIONS = Q(("renews__isnull", True), ("version", 1)) | Q(("renews__isnull", False), ("version__gt", 1))


class Migration(migrations.Migration):
    dependencies = [("licences", "0002_guards")]
    operations = [
        migrations.AddField("certificate", "version", models.PositiveSmallIntegerField(default=1)),
        migrations.AddField(
            "certificate",
            "renews",
            models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="renewal",
                to="licences.certificate",
            ),
        ),
        migrations.RemoveConstraint("certificate", "certificate_number"),
        migrations.AddConstraint(
            "certificate",
            models.UniqueConstraint(
                fields=["agency", "type_code", "number", "version"], name="certificate_number"
            ),
        ),
        migrations.AddConstraint(
            "certificate", models.CheckConstraint(condition=VERSIONS, name="certificate_versions")
        ),
    ]
