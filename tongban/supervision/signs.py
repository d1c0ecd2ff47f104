"""体外循环的迹象: what in the journal and the records points to work outside the system, as data.

Each sign has its statement in `sql/<key>.sql`, which is given `since`, `threshold`, `off` (days that are no
working days), `opens` and `closes`, and gives (case, the line that shows it, all lines of the evidence).
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

SQL = Path(__file__).parent / "sql"


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign: what it is called, on what ground, how grave; its figures are those of its rule."""

    key: str
    words: str
    ground: str
    severity: str  # serious, notable
    note: str = ""  # what may explain it, to be ruled out first


SIGNS = {
    sign.key: sign
    for sign in (
        Sign(
            "decided_first",
            "先作决定，后补受理或者审查意见",
            "行政许可法第34条、第38条",
            "serious",
            note="系统停用期间按规定补录的，看补录的依据。",
        ),
        Sign("paper_early", "决定、送达类文书的日期早于受理", "行政许可法第32条", "serious"),
        Sign("unreasoned", "不予受理、不予许可没有写清理由", "行政许可法第38条第2款", "serious"),
        Sign(
            "burst",
            "同一人在一分钟内办了多件",
            "行政许可法第34条",
            "notable",
            note="批量到件、内容相同的，看每件的意见是不是各自写明。",
        ),
        Sign(
            "many_hands",
            "多个岗位在同一分钟内办同一件",
            "行政许可法第34条",
            "notable",
            note="联合办公、集中会审的，看会审记录。",
        ),
        Sign(
            "hurried",
            "到手以后很快就作出决定",
            "行政许可法第34条",
            "notable",
            note="当场办理的简单事项除外，看审查意见是不是完整。",
        ),
        Sign(
            "closed_hours",
            "窗口在非工作时间受理",
            "行政许可法第82条",
            "notable",
            note="延时服务、预约服务的，看窗口的安排。",
        ),
        Sign(
            "repeated",
            "同一人为同一事项反复申请",
            "优化营商环境条例第35条",
            "notable",
            note="每次内容不同的申请除外，看不予受理或者终止的理由。",
        ),
        Sign(
            "stopped_twice",
            "以同一种理由多次停表",
            "行政许可法第45条",
            "serious",
            note="确需再次检验、再次听证的，看两次告知书的理由。",
        ),
        Sign("fee_unpaid", "缴费没有确认就准予", "行政许可法第59条", "serious"),
        Sign("fee_beyond", "收费超出事项公布的范围", "行政许可法第58条、第59条", "serious"),
        Sign("paper_unlisted", "要求补正办事指南以外的材料", "行政许可法第30条、第31条", "serious"),
        Sign("own_case", "经办本人或者所代表单位的申请", "行政许可法第5条、公务员法第76条", "serious"),
        Sign("same_hand", "受理和决定为同一人", "行政许可法第34条", "serious"),
        Sign("rating_burst", "同一窗口短时间内集中收到好评", "国办发〔2019〕51号", "notable"),
        Sign("rating_unanswered", "差评没有按期核实整改", "国办发〔2019〕51号", "serious"),
        Sign(
            "window_visits",
            "到窗口的次数比承诺的多",
            "优化营商环境条例第36条",
            "notable",
            "申请人可能是自己愿意到窗口，或者来取别的件。",
        ),
        Sign(
            "backdated",
            "记录的时间早于前一条，像是事后补录",
            "行政许可法第34条",
            "serious",
            "系统停用期间按规定补录的，应当有补录的依据。",
        ),
        Sign(
            "corrected_twice",
            "不止一次要求补正",
            "行政许可法第32条第1款第4项",
            "serious",
            note="恢复办理的、申请内容变更后重新核对的除外。",
        ),
        Sign(
            "stopped_late",
            "临到最后一天才停表",
            "行政许可法第45条",
            "notable",
            "确需检验、听证等的，看告知书写明的理由和实际起止。",
        ),
        Sign(
            "extended_late",
            "期限届满以后才批准延期",
            "行政许可法第42条",
            "serious",
            note="看申请延期是不是在期限以内提出。",
        ),
        Sign(
            "closing_time",
            "下班前一刻钟集中受理",
            "行政许可法第32条",
            "notable",
            "窗口当天确有排队，或者按批次收件的，看叫号记录。",
        ),
        Sign(
            "read_only",
            "查看了身份信息，之后没有办理",
            "个人信息保护法第6条",
            "notable",
            "由同岗位其他人员接办的，看登记的查看目的。",
        ),
        Sign("deemed", "到期没有答复，视为受理", "行政许可法第32条第1款第4项", "serious"),
        Sign("deemed_renewed", "到期没有决定，视为准予延续", "行政许可法第50条第2款", "serious"),
        Sign("reversed", "预审说符合的材料，受理时又要求补正", "行政许可法第32条第1款第4项", "notable"),
    )
}


@cache
def statement(key: str) -> str:
    """The statement that finds a sign, or that tries any other rule on history."""
    own = SQL / f"{key}.sql"
    return (own if own.exists() else SQL / "trials" / own.name).read_text("utf-8")
