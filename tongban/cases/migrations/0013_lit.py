import django.db.models.functions.comparison
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0012_counted_from")]
    operations = [
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                django.db.models.functions.comparison.Least("yellow_on", "due_on"),
                models.F("id"),
                condition=models.Q(("state__in", ["received", "accepted", "granted", "refused"])),
                include=("agency", "state", "due_on", "yellow_on"),
                name="case_lit",
            ),
        ),
    ]
