"""What was accepted or renewed by silence is a sign, and a rule of its own."""

import uuid

from django.db import migrations, models

SIGNS = [
    ("decided_first", "先作决定，后补受理或者审查意见"),
    ("paper_early", "决定、送达类文书的日期早于受理"),
    ("unreasoned", "不予受理、不予许可没有写清理由"),
    ("burst", "同一人在一分钟内办了多件"),
    ("many_hands", "多个岗位在同一分钟内办同一件"),
    ("hurried", "到手以后很快就作出决定"),
    ("closed_hours", "窗口在非工作时间受理"),
    ("repeated", "同一人为同一事项反复申请"),
    ("stopped_twice", "以同一种理由多次停表"),
    ("deemed", "到期没有答复，视为受理"),
    ("deemed_renewed", "到期没有决定，视为准予延续"),
]
RULES = (
    ("deemed", "到期没有答复，视为受理", "行政许可法第32条第1款第4项"),
    ("deemed_renewed", "到期没有决定，视为准予延续", "行政许可法第50条第2款"),
)


def install(apps, _editor) -> None:
    rule = apps.get_model("supervision", "Rule")
    rule.objects.bulk_create(
        rule(
            id=uuid.uuid4(), key=key, number=1, kind="time", name=name, ground=ground, source=ground,
            level="serious", parameters={}, state="active", installed=True,
        )
        for key, name, ground in RULES
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("supervision", "0006_overtime_ended")]
    operations = [
        migrations.AlterField("finding", "sign", models.CharField(choices=SIGNS, max_length=20)),
        migrations.RunSQL(
            "ALTER TABLE supervision_rule DISABLE TRIGGER rule_guard",
            "ALTER TABLE supervision_rule ENABLE TRIGGER rule_guard",
        ),
        migrations.RunPython(install, migrations.RunPython.noop),
        migrations.RunSQL(
            "SET CONSTRAINTS ALL IMMEDIATE; ALTER TABLE supervision_rule ENABLE TRIGGER rule_guard",
            "ALTER TABLE supervision_rule DISABLE TRIGGER rule_guard",
        ),
    ]
