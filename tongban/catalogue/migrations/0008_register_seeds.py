"""The code sets as they are written down, the proofs abolished by the state, and the guard of entrustments."""

import datetime as dt

from django.db import migrations

from tongban.catalogue import codes

GUARD = """
CREATE CONSTRAINT TRIGGER entrustment_guard AFTER INSERT OR UPDATE ON catalogue_entrustment
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION journal_guard('entrustment');
"""
UNGUARD = "DROP TRIGGER entrustment_guard ON catalogue_entrustment;"
ABOLISHED = [
    {
        "text": "无婚姻登记记录证明（单身证明、未婚证明）",
        "words": ["单身证明", "未婚证明", "无婚姻登记记录证明"],
        "issuers": [],
        "basis": "民函〔2015〕266号",
        "since": dt.date(2015, 8, 27),
        "instead": "当事人声明",
    },
    {
        "text": "由村（居）民委员会出具的亲属关系、婚姻状况、居民身份、死亡等证明",
        "words": ["亲属关系证明", "婚姻状况证明", "居民身份证明", "死亡证明"],
        "issuers": ["村民委员会", "村委", "村（居）", "居民委员会", "居委", "社区"],
        "basis": "民发〔2020〕20号",
        "since": dt.date(2020, 3, 12),
        "instead": "由有权机关出具或者部门核验",
    },
]


def write(apps, _schema) -> None:
    """Enter what is not there yet."""
    known = {
        key: apps.get_model("catalogue", "CodeSet")(
            key=key,
            name=about.name,
            source=about.source,
            verified=about.verified,
            extensible=about.extensible,
        )
        for key, about in codes.SETS.items()
    }
    apps.get_model("catalogue", "CodeSet").objects.bulk_create(known.values())
    code = apps.get_model("catalogue", "Code")
    code.objects.bulk_create(
        code(set_id=key, code=each, label=label)
        for key, about in codes.SETS.items()
        for each, label in about.labels.items()
    )
    restriction = apps.get_model("catalogue", "Restriction")
    restriction.objects.bulk_create(restriction(kind="paper", **entry) for entry in ABOLISHED)


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0007_registers"), ("journal", "0002_append_only")]
    operations = [
        migrations.RunPython(write, migrations.RunPython.noop),
        migrations.RunSQL(GUARD, UNGUARD),
    ]
