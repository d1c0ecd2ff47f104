from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0011_steps")]
    operations = [
        migrations.AddField("case", "counted_from", models.DateTimeField(null=True)),
        migrations.AddConstraint(
            "case",
            models.CheckConstraint(
                condition=models.Q(
                    ("counted_from__isnull", True),
                    ("counted_from__gte", models.F("received_at")),
                    _connector="OR",
                ),
                name="case_counted_after_receipt",
            ),
        ),
    ]
