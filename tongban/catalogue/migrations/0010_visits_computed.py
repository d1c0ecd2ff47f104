"""What each item asks for, also of the items that were published before it was kept."""

from django.db import migrations, models


def count(apps, schema_editor):
    from tongban.catalogue import visits  # noqa: PLC0415 only where there are items
    from tongban.catalogue.definition import Definition  # noqa: PLC0415

    items = apps.get_model("catalogue", "Item").objects.filter(current__isnull=False)
    for item in items.select_related("current").iterator(500):
        definition = Definition.model_validate(item.current.definition, strict=False)
        items.filter(pk=item.pk).update(visits_computed=visits.computed(definition).count)


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0009_attachments")]

    operations = [
        migrations.AddField(
            model_name="item",
            name="visits_computed",
            field=models.SmallIntegerField(null=True),
        ),
        migrations.RunPython(count, migrations.RunPython.noop),
    ]
