"""现在、最晚哪天、接下来: where a case stands, in the three answers its page gives first."""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tongban.cases import interruptions, queries, rules, stages
from tongban.cases.models import Case, Pause
from tongban.cases.queries import Explained
from tongban.cases.states import State
from tongban.catalogue.parts import Stage
from tongban.ui import formats, limits

NOW = {
    State.RECEIVED: (gettext_noop("待受理"), gettext_noop("综合窗口正在核对您交的材料。")),
    State.CORRECTING: (
        gettext_noop("等您补正"),
        gettext_noop("补齐以后，窗口接着核对。等您补正的时间不计入办理时限。"),
    ),
    State.DECLINED: (gettext_noop("不予受理"), gettext_noop("理由和救济途径写在决定书里。")),
    State.GRANTED: (gettext_noop("已准予"), gettext_noop("决定已经作出，正在送达。")),
    State.REFUSED: (gettext_noop("不予许可"), gettext_noop("理由、依据和救济途径写在决定书里。")),
    State.DELIVERED: (gettext_noop("已办结"), gettext_noop("结果已经送达。")),
    State.WITHDRAWN: (gettext_noop("已撤回"), gettext_noop("您撤回了这件申请，需要时可以重新申请。")),
    State.LAPSED: (gettext_noop("已终止"), gettext_noop("到期没有补正，这件申请已终止，可以重新申请。")),
    State.TERMINATED: (gettext_noop("已终止"), gettext_noop("理由写在终止办理通知书里。")),
    State.VOIDED: (gettext_noop("已作废"), gettext_noop("这件登记有误，已经作废，不影响您的其他申请。")),
    State.REVOKED: (gettext_noop("许可已撤销"), gettext_noop("理由、依据和救济途径写在撤销决定书里。")),
}
LABELS = {
    "acceptance": gettext_noop("最晚哪天答复"),
    "decision": gettext_noop("最晚哪天办好"),
    "delivery": gettext_noop("最晚哪天送达"),
}
NEXT = {
    State.RECEIVED: (
        gettext_noop("告诉您是否受理"),
        gettext_noop("材料不齐的，一次说清楚；到期没有告诉您的，自收到材料之日起即为受理。"),
    ),
    State.CORRECTING: (gettext_noop("您补交材料"), gettext_noop("只补告知书上写明的，补齐就受理。")),
    State.LAPSED: (
        gettext_noop("可以重新申请"),
        gettext_noop("填过的信息和交过的材料都在，点“重新申请”接着用，不影响信用。"),
    ),
    State.GRANTED: (gettext_noop("送达结果"), gettext_noop("电子证照现在就能下载；纸质的按您选的方式送达。")),
    State.REFUSED: (gettext_noop("送达决定书"), gettext_noop("不服的，可以申请行政复议或者提起行政诉讼。")),
}
ENDED = (gettext_noop("没有要办的了"), gettext_noop("文书和材料一直可以在这里查看。"))
PROMISES = {
    "acceptance": gettext_noop("%s前告诉您是否受理"),
    "decision": gettext_noop("%s前办结"),
    "delivery": gettext_noop("%s前送达"),
}


def at(case: Case) -> list[Stage]:
    """The stages the case is at."""
    found = queries.definition(case).stages
    return [found[turn.key] for turn in stages.waiting(case)] if case.state == State.ACCEPTED else []


def headline(case: Case, due_on: dt.date | None) -> str:
    """How it stands in one line of a list: 审查中，10月10日前办结."""
    clock = {State.RECEIVED: "acceptance", State.ACCEPTED: "decision"}.get(State(case.state), "delivery")
    said = State(case.state).label
    promised = due_on and _(PROMISES[clock]) % limits.last_day(due_on, case.provisional)
    return f"{said}，{promised}" if promised else said


def answers(case: Case, clocks: list[Explained], today: dt.date) -> dict:
    """The three answers."""
    return {"now": now(case), "due": due(case, clocks, today), "next": following(case)}


def now(case: Case) -> dict:
    """现在."""
    open_now = at(case)
    if not open_now:
        heading, text = NOW.get(State(case.state), (State(case.state).label, ""))
        return {"heading": _(heading), "text": _(text)}
    names, text = "、".join(stage.name for stage in open_now), _("%s正在办理。") % case.agency.name
    if len(open_now) > 1:
        return {"heading": names, "text": _("这几个环节同时进行，都办完再往下走。") + text}
    heading = _("等待决定") if open_now[0].act == "decide" else _("%s中") % names
    return {"heading": heading, "text": open_now[0].note or text}


def due(case: Case, clocks: list[Explained], today: dt.date) -> dict:
    """最晚哪天."""
    if case.state == State.CORRECTING:
        until, over = case.correction.until, today > case.correction.until
        text = _("已过补正的日期，请尽快补交") if over else _("请在%s24时前补交") % formats.weekday_day(until)
        return {"label": _("最晚哪天补正"), "date": until, "light": "bad" if over else "warn", "text": text}
    if case.closed_at:
        return ended(case.received_at, case.closed_at)
    if clocks and clocks[0].explanation.projected:
        return paused(case, clocks[0].explanation.projected, today)
    if not clocks or case.due_on is None:
        return {"heading": _("没有规定期限")}
    light, label = rules.light(case.due_on, case.yellow_on, today), _(LABELS[clocks[0].name])
    after = str(formats.WEEKDAYS[case.due_on.weekday()])
    after += _("（预估，放假安排公布后重算）") if case.provisional else ""
    return {
        "label": label,
        "date": case.due_on,
        "after": after,
        "light": light,
        "text": spent(case, clocks[0]),
    }


def paused(case: Case, projected: dt.date, today: dt.date) -> dict:
    """计时暂停: by which procedure, and the last day if it ended today."""
    names = "、".join(_planned(pause, today) for pause in interruptions.running(case))
    text = _("正在进行%(names)s，不计入期限。若今天恢复，最后一天是%(day)s") % {
        "names": names,
        "day": formats.weekday_day(projected),
    }
    return {"heading": _("计时暂停"), "light": "pause", "text": text}


def _planned(pause: Pause, today: dt.date) -> str:
    """The procedure, and until when it was told to last."""
    told = {"name": pause.name, "day": formats.day(pause.planned_on)}
    if interruptions.overdue(pause, today):
        return _("%(name)s（告知的%(day)s已过，监察人员会督促）") % told
    return _("%(name)s（预计%(day)s结束）") % told


def ended(received: dt.datetime, closed: dt.datetime) -> dict:
    """When it ended, and after how long."""
    first, last = formats.date_of(received), formats.date_of(closed)
    words = _("收到申请的当天") if first == last else _("收到申请后第%s天") % (last - first).days
    return {"label": _("哪天结束"), "date": last, "text": words}


def spent(case: Case, clock: Explained) -> str:
    """已用6天，还剩2个工作日."""
    used, limit = clock.explanation.used, clock.explanation.limit
    if clock.explanation.light == "red":
        return _("已超过期限，%s还没有办完") % case.agency.name
    if limit == used:
        return _("今天是最后一天")
    unit = "natural_day" if clock.limit.unit == "month" else clock.limit.unit  # months run by their days
    said = {"used": used, "left": formats.limit(limit - used, unit)}
    if unit == "working_hour":
        return _("已用%(used)s小时，还剩%(left)s") % said
    return _("已用%(used)s天，还剩%(left)s") % said


def following(case: Case) -> dict:
    """接下来."""
    if not at(case):
        heading, text = NEXT.get(State(case.state), ENDED)
        return {"heading": _(heading), "text": _(text)}
    after = stages.thereafter(case)
    if not after:
        return {"heading": _("送达结果"), "text": _("准予的，电子证照当天就能下载。")}
    names = [_("作出决定") if stage.act == "decide" else stage.name for stage in after]
    return {"heading": "、".join(names), "text": after[0].note if len(after) == 1 else ""}
