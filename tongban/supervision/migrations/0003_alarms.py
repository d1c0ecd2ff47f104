import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0013_lit"),
        ("identity", "0002_tally"),
        ("supervision", "0002_guards"),
    ]
    operations = [
        migrations.AlterField(
            model_name="alarm",
            name="case",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="alarms",
                to="cases.case",
            ),
        ),
        migrations.AlterField(
            model_name="alarm",
            name="agency",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="identity.agency",
            ),
        ),
    ]
