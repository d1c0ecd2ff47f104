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
    """One sign: what it is called, on what ground, how grave, from which measure on."""

    key: str
    words: str
    ground: str
    severity: str  # serious, notable
    threshold: int = 0
    unit: str = ""  # of the threshold


SIGNS = {
    sign.key: sign
    for sign in (
        Sign("decided_first", "先作决定，后补受理或者审查意见", "行政许可法第34条、第38条", "serious"),
        Sign("paper_early", "决定、送达类文书的日期早于受理", "行政许可法第32条", "serious"),
        Sign("unreasoned", "不予受理、不予许可没有写清理由", "行政许可法第38条第2款", "serious", 8, "字"),
        Sign("burst", "同一人在一分钟内办了多件", "行政许可法第34条", "notable", 5, "件"),
        Sign("many_hands", "多个岗位在同一分钟内办同一件", "行政许可法第34条", "notable", 3, "人"),
        Sign("hurried", "到手以后很快就作出决定", "行政许可法第34条", "notable", 60, "秒"),
        Sign("closed_hours", "窗口在非工作时间受理", "行政许可法第82条", "notable", 30, "分钟"),
        Sign("repeated", "同一人为同一事项反复申请", "优化营商环境条例第35条", "notable", 3, "次"),
        Sign("stopped_twice", "以同一种理由多次停表", "行政许可法第45条", "serious", 2, "次"),
        Sign("fee_unpaid", "缴费没有确认就准予", "行政许可法第59条", "serious"),
        Sign("fee_beyond", "收费超出事项公布的范围", "行政许可法第58条、第59条", "serious"),
        Sign("paper_unlisted", "要求补正办事指南以外的材料", "行政许可法第30条、第31条", "serious"),
        Sign("own_case", "经办本人或者所代表单位的申请", "行政许可法第5条、公务员法第76条", "serious"),
        Sign("same_hand", "受理和决定为同一人", "行政许可法第34条", "serious"),
        Sign("rating_burst", "同一窗口短时间内集中收到好评", "国办发〔2019〕51号", "notable", 5, "条"),
        Sign("rating_unanswered", "差评没有按期核实整改", "国办发〔2019〕51号", "serious", 15, "个工作日"),
        Sign("deemed", "到期没有答复，视为受理", "行政许可法第32条第1款第4项", "serious"),
        Sign("deemed_renewed", "到期没有决定，视为准予延续", "行政许可法第50条第2款", "serious"),
    )
}


@cache
def statement(key: str) -> str:
    """The statement that finds a sign, or that tries any other rule on history."""
    own = SQL / f"{key}.sql"
    return (own if own.exists() else SQL / "trials" / own.name).read_text("utf-8")
