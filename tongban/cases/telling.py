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
    "cases.ask_pre_review": Wording(gettext_noop("送网上预审"), gettext_noop("%(by)s，%(due)s前答复。")),
    "cases.pre_review": Wording(gettext_noop("预审答复"), gettext_noop("%(by)s。建议修改：%(mend)s")),
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
        gettext_noop("终止办理：%(kind)s"), gettext_noop("%(by)s，依据%(ground)s。理由：%(reason)s")
    ),
    "cases.ask_void": Wording(
        gettext_noop("申请作废：%(why)s"), gettext_noop("%(by)s，理由：%(reason)s"), internal=True
    ),
    "cases.void": Wording(
        gettext_noop("作废：%(why)s"), gettext_noop("%(asked_by)s申请，%(by)s批准。理由：%(reason)s")
    ),
    "cases.refuse_void": Wording(
        gettext_noop("不批准作废"), gettext_noop("%(by)s：%(opinion)s"), internal=True
    ),
    "cases.reopen": Wording(
        gettext_noop("恢复办理：%(why)s%(order)s"), gettext_noop("%(by)s决定恢复办理。理由：%(reason)s")
    ),
    "cases.announce_revocation": Wording(
        gettext_noop("撤销许可事先告知"),
        gettext_noop("%(by)s，拟以“%(kind)s”撤销，%(until)s前可以陈述、申辩。理由：%(reason)s"),
    ),
    "cases.defend": Wording(gettext_noop("陈述、申辩"), gettext_noop("%(by)s提交了意见。")),
    "cases.drop_revocation": Wording(gettext_noop("决定不予撤销许可"), gettext_noop("%(by)s：%(opinion)s")),
    "cases.revoke": Wording(
        gettext_noop("撤销许可：%(kind)s"), gettext_noop("%(by)s，依据%(ground)s。理由：%(reason)s")
    ),
    "cases.reassign": Wording(
        gettext_noop("%(stage_name)s转办给%(name)s"),
        gettext_noop("%(by)s，%(why)s。理由：%(reason)s"),
        internal=True,
    ),
    "cases.deem_renewed": Wording(
        gettext_noop("视为准予延续"),
        gettext_noop("许可有效期到%(was)s届满，届满前没有作出决定，依据%(ground)s视为准予延续到%(until)s。"),
    ),
    "cases.review": Wording(gettext_noop("%(stage_name)s完成"), gettext_noop("%(by)s，依据%(ground)s。")),
    "cases.send_back": Wording(
        gettext_noop("%(stage_name)s退回"),
        gettext_noop("%(by)s，退到%(next)s。理由：%(reason)s"),
        internal=True,
    ),
    "cases.begin_procedure": Wording(
        gettext_noop("特别程序开始：%(procedure)s"),
        gettext_noop("%(by)s启动，依据%(ground)s。预计%(planned)s结束，期间计时暂停。理由：%(reason)s"),
    ),
    "cases.end_procedure": Wording(
        gettext_noop("特别程序结束：%(procedure)s"),
        gettext_noop("%(by)s记录，从第二天起恢复计时。结果：%(result)s"),
    ),
    "cases.tell_hearing_right": Wording(
        gettext_noop("告知听证权利"), gettext_noop("%(by)s告知，可以在%(until)s前要求听证。%(reason)s")
    ),
    "cases.request_hearing": Wording(
        gettext_noop("要求听证"),
        gettext_noop("%(party)s要求听证，计时暂停，应在%(until)s前举行。%(reason)s"),
    ),
    "cases.waive_hearing": Wording(gettext_noop("放弃听证"), gettext_noop("%(party)s放弃听证的权利。")),
    "cases.call_hearing": Wording(
        gettext_noop("决定举行听证"), gettext_noop("%(by)s，计时暂停，应在%(until)s前举行。理由：%(reason)s")
    ),
    "cases.schedule_hearing": Wording(
        gettext_noop("通知听证"), gettext_noop("%(meets)s，%(place)s，主持人%(chair)s。")
    ),
    "cases.hold_hearing": Wording(
        gettext_noop("听证举行完毕"), gettext_noop("%(by)s记录，笔录已签字确认，恢复计时。结果：%(result)s")
    ),
    "cases.cancel_hearing": Wording(
        gettext_noop("听证终止"), gettext_noop("%(by)s，恢复计时。理由：%(reason)s")
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
    "cases.tolerate": Wording(
        gettext_noop("容缺受理"), gettext_noop("申请人承诺%(until)s前补交：%(gaps)s。期限照常计算。")
    ),
    "cases.supply": Wording(gettext_noop("补交容缺材料"), gettext_noop("%(by)s补交：%(gaps)s。")),
    "cases.reject_supply": Wording(
        gettext_noop("补交的材料不符合要求"),
        gettext_noop("%(by)s：%(gaps)s，%(reason)s 请在%(until)s前重新补交。"),
    ),
    "cases.commit": Wording(
        gettext_noop("告知承诺"), gettext_noop("%(name)s自愿选择告知承诺，免交：%(papers)s。")
    ),
    "cases.check_commitment": Wording(
        gettext_noop("承诺核查：%(result)s"), gettext_noop("%(by)s核查。%(findings)s")
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
    "cases.keep_originals": Wording(
        gettext_noop("留存原件"), gettext_noop("%(by)s收下保管：%(originals)s。")
    ),
    "cases.give_back": Wording(gettext_noop("退还原件"), gettext_noop("%(originals)s，%(receiver)s领回。")),
    "cases.pass_on": Wording(gettext_noop("移交原件"), gettext_noop("%(originals)s，移交%(receiver)s。")),
    "cases.assess_fee": Wording(
        gettext_noop("核定收费%(total)s元"), gettext_noop("%(by)s核定，缴费通知书已经制发。")
    ),
    "cases.choose_service.granted": Wording(
        gettext_noop("同意电子送达"), gettext_noop("%(by)s。文书进入您的账户之日为送达之日。")
    ),
    "cases.choose_service.refused": Wording(gettext_noop("不再接受电子送达"), gettext_noop("%(by)s")),
    "papers.serve": Wording(gettext_noop("%(method)s：%(title)s"), gettext_noop("%(by)s办理。")),
    "papers.confirm": Wording(gettext_noop("已送达：%(title)s"), gettext_noop("送达日期%(served)s。")),
    "papers.fail": Wording(
        gettext_noop("没有送到：%(title)s"), gettext_noop("%(by)s记录。原因：%(reason)s"), internal=True
    ),
    "papers.read": Wording(gettext_noop("已阅读：%(title)s"), gettext_noop("送达日期%(served)s。")),
    "papers.reprint": Wording(gettext_noop("补打文书"), gettext_noop("%(by)s"), internal=True),
    "ratings.rate": Wording(gettext_noop("评价"), gettext_noop("您已作出评价。")),
}
ANSWERS = ("cases.decide", "cases.prolong_correction", "cases.choose_service")  # granted or refused
DAYS = ("planned", "due", "was", "until", "served")  # dates in the data of a line
KINDS = {"fee": gettext_noop("缴费"), "tolerance": gettext_noop("容缺材料补交")}


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
