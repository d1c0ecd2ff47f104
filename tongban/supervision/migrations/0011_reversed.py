"""A correction of what the pre-review said to fit is a sign, and a rule of its own."""

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
    ("fee_unpaid", "缴费没有确认就准予"),
    ("fee_beyond", "收费超出事项公布的范围"),
    ("paper_unlisted", "要求补正办事指南以外的材料"),
    ("own_case", "经办本人或者所代表单位的申请"),
    ("same_hand", "受理和决定为同一人"),
    ("rating_burst", "同一窗口短时间内集中收到好评"),
    ("rating_unanswered", "差评没有按期核实整改"),
    ("window_visits", "到窗口的次数比承诺的多"),
    ("backdated", "记录的时间早于前一条，像是事后补录"),
    ("corrected_twice", "不止一次要求补正"),
    ("stopped_late", "临到最后一天才停表"),
    ("extended_late", "期限届满以后才批准延期"),
    ("closing_time", "下班前一刻钟集中受理"),
    ("read_only", "查看了身份信息，之后没有办理"),
    ("deemed", "到期没有答复，视为受理"),
    ("deemed_renewed", "到期没有决定，视为准予延续"),
    ("reversed", "预审说符合的材料，受理时又要求补正"),
]
GROUND = "行政许可法第32条第1款第4项"


def install(apps, _editor) -> None:
    apps.get_model("supervision", "Rule").objects.create(
        id=uuid.uuid4(), key="reversed", number=1, kind="papers", name=dict(SIGNS)["reversed"],
        ground=GROUND, source=GROUND, level="notable", parameters={}, state="active", installed=True,
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("supervision", "0010_more_signs")]
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
