"""The causes of an overtime, as they are written down."""

from django.db import migrations

from tongban.catalogue import codes


def write(apps, _schema) -> None:
    """Enter what is not there yet."""
    about = codes.SETS["overtime_causes"]
    apps.get_model("catalogue", "CodeSet").objects.get_or_create(
        key="overtime_causes",
        defaults={
            "name": about.name,
            "source": about.source,
            "verified": about.verified,
            "extensible": about.extensible,
        },
    )
    code = apps.get_model("catalogue", "Code")
    code.objects.bulk_create(
        (code(set_id="overtime_causes", code=key, label=label) for key, label in about.labels.items()),
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0010_visits_computed")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
