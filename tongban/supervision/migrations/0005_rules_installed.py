"""The rules that come with the system, and the guards of what has a state.

What the system watched for before is active; the rest waits for a trial on the history of the place.
"""

import uuid

from django.db import migrations

CUSTOM = "各地电子监察的通行做法，未见统一规定，按本地办法调整"
OWN = "本系统的初始值，按本地办法调整"
APPEAL = "申辩期限为通行做法；申诉期限参照公务员法第95条（30日）"
LAW60 = "行政许可法第60条"
LADDER = {
    "first_days": 1, "first_post": "decide", "first_where": "agency",
    "second_days": 3, "second_post": "supervisor", "second_where": "city",
    "third_days": 0, "third_post": "supervisor", "third_where": "division",
}  # fmt: skip
# key, kind, name, ground, source, level, parameters
ACTIVE = (
    ("lights", "time", "预警阈值", "行政许可法第42条", CUSTOM, "yellow", {"percent": 80}),
    ("reminder", "time", "临期提醒经办岗位", "行政许可法第42条", CUSTOM, "yellow", {}),
    ("urging", "time", "超期自动催办", LAW60, CUSTOM, "red", {"answer_days": 2}),
    ("ladder", "time", "催办逐级上报", LAW60, CUSTOM, "red", LADDER),
    ("terms", "time", "问责的申辩和申诉期限", "行政许可法第7条", APPEAL, "serious", {"answer_days": 5, "appeal_days": 30}),
    ("stage", "time", "环节超过自身时限", "行政许可法第42条", "事项定义里各环节的时限", "red", {}),
    ("decided_first", "flow", "先作决定，后补受理或者审查意见", "行政许可法第34条、第38条", OWN, "serious", {}),
    ("paper_early", "flow", "决定、送达类文书的日期早于受理", "行政许可法第32条", OWN, "serious", {}),
    ("unreasoned", "flow", "不予受理、不予许可没有写清理由", "行政许可法第38条第2款", OWN, "serious", {"threshold": 8}),
    ("burst", "flow", "同一人在一分钟内办了多件", "行政许可法第34条", OWN, "notable", {"threshold": 5}),
    ("many_hands", "flow", "多个岗位在同一分钟内办同一件", "行政许可法第34条", OWN, "notable", {"threshold": 3}),
    ("hurried", "flow", "到手以后很快就作出决定", "行政许可法第34条", OWN, "notable", {"threshold": 60}),
    ("closed_hours", "flow", "窗口在非工作时间受理", "行政许可法第82条", OWN, "notable", {"threshold": 30}),
    ("repeated", "flow", "同一人为同一事项反复申请", "优化营商环境条例第35条", OWN, "notable", {"threshold": 3}),
    ("stopped_twice", "flow", "以同一种理由多次停表", "行政许可法第45条", OWN, "serious", {"threshold": 2}),
)  # fmt: skip
DRAFTS = (
    ("fee_unpaid", "fee", "缴费没有确认就准予", "行政许可法第59条", OWN, "serious", {}),
    ("fee_beyond", "fee", "收费超出事项公布的范围", "行政许可法第58条、第59条", OWN, "serious", {}),
    ("paper_unlisted", "papers", "要求补正办事指南以外的材料", "行政许可法第30条、第31条", OWN, "serious", {}),
    ("own_case", "integrity", "经办本人或者所代表单位的申请", "行政许可法第5条、公务员法第76条", OWN, "serious", {}),
    ("same_hand", "integrity", "受理和决定为同一人", "行政许可法第34条", OWN, "serious", {}),
    ("rating_burst", "rating", "同一窗口短时间内集中收到好评", "国办发〔2019〕51号", OWN, "notable", {"threshold": 5}),
    ("rating_unanswered", "rating", "差评没有按期核实整改", "国办发〔2019〕51号", OWN, "serious", {"threshold": 15}),
)  # fmt: skip
GUARDED = ("overtime", "accountability", "rule")
FORWARD = "".join(
    f"""CREATE CONSTRAINT TRIGGER {name}_guard AFTER INSERT OR UPDATE ON supervision_{name}
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION journal_guard('{name}');
"""
    for name in GUARDED
)
BACKWARD = "".join(f"DROP TRIGGER {name}_guard ON supervision_{name};" for name in GUARDED)
STANDING = """
UPDATE supervision_alarm SET told_at = raised_at WHERE told_at IS NULL;
UPDATE supervision_urging SET next_on = answer_by WHERE state = 'open';
"""


def install(apps, _editor) -> None:
    rule = apps.get_model("supervision", "Rule")
    for rows, state in ((ACTIVE, "active"), (DRAFTS, "draft")):
        rule.objects.bulk_create(
            rule(
                id=uuid.uuid4(), key=key, number=1, kind=kind, name=name, ground=ground, source=source,
                level=level, parameters=parameters, state=state, installed=state == "active",
            )
            for key, kind, name, ground, source, level, parameters in rows
        )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("supervision", "0004_rules_overtime_accountability"), ("journal", "0002_append_only")]
    operations = [
        migrations.RunSQL(STANDING, migrations.RunSQL.noop),
        migrations.RunPython(install, migrations.RunPython.noop),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
