"""A special procedure that is none of the eight names its law; rows of before stay as they were told."""

from django.db import migrations, models
from django.db.models import Q

FORWARD = """
ALTER TABLE cases_pause ADD CONSTRAINT pause_by_law
  CHECK (NOT (kind = 'other_by_law') OR NOT (law = '')) NOT VALID;
"""
BACKWARD = "ALTER TABLE cases_pause DROP CONSTRAINT pause_by_law;"
BY_LAW = models.CheckConstraint(condition=~Q(("kind", "other_by_law")) | ~Q(("law", "")), name="pause_by_law")


class Migration(migrations.Migration):
    dependencies = [("cases", "0020_turns_of_the_board")]
    operations = [
        migrations.AddField("pause", "law", models.CharField(blank=True, default="", max_length=200)),
        migrations.AlterField("pause", "law", models.CharField(blank=True, max_length=200)),
        migrations.SeparateDatabaseAndState(
            [migrations.RunSQL(FORWARD, BACKWARD)], [migrations.AddConstraint("pause", BY_LAW)]
        ),
    ]
