"""办理经过: each line of the journal in plain words, for the applicant's timeline and for the desk's.

A sentence names the data of its line (`%(gaps)s`), beside `%(by)s`, `%(ground)s` and `%(channel)s`; what a
line does not have is left blank. Lines of the house's own work are told to officers only.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tongban.core import text
from tongban.journal.models import Line

CHANNELS = {
    "web": gettext_noop("网上"),
    "mobile": gettext_noop("手机端"),
    "counter": gettext_noop("窗口"),
    "desk": gettext_noop("办公系统"),
    "api": gettext_noop("接口"),
    "system": gettext_noop("系统"),
}


@dataclass(frozen=True, slots=True)
class Wording:
    """How a verb is told."""

    heading: str
    sentence: str = ""
    internal: bool = False


WORDINGS = {
    "cases.submit": Wording(gettext_noop("提交申请"), gettext_noop("%(channel)s，%(by)s")),
    "cases.accept": Wording(gettext_noop("受理"), gettext_noop("%(by)s受理，依据%(ground)s。")),
    "cases.deem_accepted": Wording(
        gettext_noop("视为受理"),
        gettext_noop("受理期限届满没有答复，自收到材料之日起即为受理，依据%(ground)s。"),
    ),
    "cases.decline": Wording(gettext_noop("不予受理：%(why)s"), gettext_noop("%(by)s，依据%(ground)s。")),
    "cases.return_for_correction": Wording(
        gettext_noop("一次性告知补正"), gettext_noop("%(by)s告知，共%(count)s处：%(gaps)s。")
    ),
    "cases.supplement": Wording(gettext_noop("补正完成"), gettext_noop("%(by)s补交，受理的期限重新起算。")),
    "cases.ask_more_time": Wording(
        gettext_noop("申请延长补正期限"), gettext_noop("%(by)s，理由：%(reason)s")
    ),
    "cases.prolong_correction.granted": Wording(
        gettext_noop("同意延长补正期限"), gettext_noop("%(by)s，从%(was)s延长到%(until)s。%(opinion)s")
    ),
    "cases.prolong_correction.refused": Wording(
        gettext_noop("不同意延长补正期限"),
        gettext_noop("%(by)s，请在%(until)s前补正。理由：%(opinion)s"),
    ),
    "cases.lapse": Wording(
        gettext_noop("到期没有补正，终止办理"), gettext_noop("补正期限到%(until)s，到期没有补正。")
    ),
    "cases.terminate": Wording(
        gettext_noop("终止办理"), gettext_noop("%(by)s，依据%(ground)s。理由：%(reason)s")
    ),
    "cases.void": Wording(gettext_noop("作废"), gettext_noop("%(by)s。理由：%(reason)s")),
    "cases.reopen": Wording(gettext_noop("恢复办理"), gettext_noop("%(by)s决定恢复办理。理由：%(reason)s")),
    "cases.revoke": Wording(
        gettext_noop("撤销许可"), gettext_noop("%(by)s，依据%(ground)s。理由：%(reason)s")
    ),
    "cases.deem_renewed": Wording(
        gettext_noop("视为准予延续"),
        gettext_noop("许可有效期届满前没有作出决定，依据%(ground)s视为准予延续。"),
    ),
    "cases.review": Wording(gettext_noop("%(stage_name)s完成"), gettext_noop("%(by)s，依据%(ground)s。")),
    "cases.send_back": Wording(
        gettext_noop("%(stage_name)s退回"), gettext_noop("%(by)s，退到%(next)s。"), internal=True
    ),
    "cases.begin_procedure": Wording(
        gettext_noop("特别程序开始：%(procedure)s"),
        gettext_noop("%(by)s启动，依据%(ground)s。预计%(planned)s结束，期间计时暂停。理由：%(reason)s"),
    ),
    "cases.end_procedure": Wording(
        gettext_noop("特别程序结束：%(procedure)s"),
        gettext_noop("%(by)s记录，从第二天起恢复计时。结果：%(result)s"),
    ),
    "cases.ask_extension": Wording(
        gettext_noop("申请延期%(days)s"), gettext_noop("%(by)s，理由：%(reason)s"), internal=True
    ),
    "cases.extend": Wording(
        gettext_noop("延期%(days)s，到%(due)s"),
        gettext_noop("经%(rank)s批准（%(by)s），依据%(ground)s。理由：%(reason)s"),
    ),
    "cases.refuse_extension": Wording(
        gettext_noop("不批准延期"), gettext_noop("%(by)s：%(opinion)s"), internal=True
    ),
    "cases.recompute": Wording(
        gettext_noop("期限改到%(due)s"), gettext_noop("工作日历有变动（%(reason)s），原来是%(was)s。")
    ),
    "cases.hold": Wording(gettext_noop("等待%(kind)s"), ""),
    "cases.lift": Wording(gettext_noop("%(kind)s完成"), ""),
    "cases.decide.granted": Wording(gettext_noop("作出决定：准予"), gettext_noop("%(by)s，依据%(ground)s。")),
    "cases.decide.refused": Wording(
        gettext_noop("作出决定：不予许可"), gettext_noop("%(by)s，依据%(ground)s。")
    ),
    "cases.deliver": Wording(gettext_noop("送达，办结"), gettext_noop("%(by)s送达。")),
    "cases.withdraw": Wording(gettext_noop("撤回申请"), gettext_noop("%(by)s撤回。")),
    "cases.read_identifiers": Wording(
        gettext_noop("工作人员查看了身份信息"), gettext_noop("%(by)s，用途：%(purpose)s")
    ),
    "cases.judge": Wording(
        gettext_noop("自动判断：%(outcome)s"), gettext_noop("系统按公开的规则判断。%(reason)s")
    ),
    "cases.take_over": Wording(gettext_noop("转人工办理"), gettext_noop("%(by)s：%(reason)s")),
    "cases.ask_for_person": Wording(gettext_noop("要求人工办理"), gettext_noop("%(by)s")),
    "cases.recheck": Wording(
        gettext_noop("抽查复核：%(verdict)s"), gettext_noop("%(by)s：%(opinion)s"), internal=True
    ),
    "cases.pause_automatic": Wording(
        gettext_noop("暂停自动办理"), gettext_noop("%(by)s：%(reason)s"), internal=True
    ),
    "cases.resume_automatic": Wording(gettext_noop("恢复自动办理"), gettext_noop("%(by)s"), internal=True),
    "papers.reprint": Wording(gettext_noop("补打文书"), gettext_noop("%(by)s"), internal=True),
    "ratings.rate": Wording(gettext_noop("评价"), gettext_noop("您已作出评价。")),
}
ANSWERS = ("cases.decide", "cases.prolong_correction")  # granted or refused
DAYS = ("planned", "due", "was", "until")  # dates in the data of a line
KINDS = {"fee": gettext_noop("缴费")}


@dataclass(frozen=True, slots=True)
class Told:
    """A line in words."""

    heading: str
    sentence: str


def tell(line: Line, *, public: bool) -> Told | None:
    """The line in words; None where the public is not told."""
    wording = WORDINGS.get(_variant(line))
    if wording is None or (public and wording.internal):
        return None
    words = _words(line, public)
    return Told(_(wording.heading) % words, _(wording.sentence) % words if wording.sentence else "")


def _variant(line: Line) -> str:
    if line.verb in ANSWERS:
        return f"{line.verb}.{'granted' if line.data.get('granted') else 'refused'}"
    return line.verb


def _words(line: Line, public: bool) -> Mapping[str, str]:
    said: dict[str, str] = defaultdict(str)
    for key, value in line.data.items():
        said[key] = "、".join(map(str, value)) if isinstance(value, list) else str(value)
    said |= {key: _day(line.data[key]) for key in DAYS if line.data.get(key)}
    gaps, kind = line.data.get("gaps"), str(line.data.get("kind", ""))
    own = public and line.by.startswith("person:")
    return said | {
        "by": text.mask_name(line.by_name) if own else line.by_name,
        "ground": line.ground,
        "channel": _(CHANNELS.get(line.channel, line.channel)),
        "count": str(len(gaps)) if isinstance(gaps, list) else "",
        "kind": _(KINDS.get(kind, kind)) if kind else "",
    }


def _day(written: str) -> str:
    date = dt.date.fromisoformat(written)
    return _("%(month)d月%(day)d日") % {"month": date.month, "day": date.day}
