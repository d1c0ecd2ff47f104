"""What the papers of supervision say: data for their templates."""

from tongban.catalogue import codes
from tongban.supervision.models import Accountability, Overtime

CLOCKS = {"acceptance": "受理", "decision": "决定", "delivery": "送达", "stage": "环节"}


def accountability(one: Accountability, office: str) -> dict:
    """约谈通知书, 问责通报, 问责建议书."""
    return {
        "applicant": one.agency.name,
        "item": one.case.item_name,
        "case_number": one.case.number,
        "office": office,
        "post": codes.POSTS.get(one.post, one.post),
        "person": one.person,
        "facts": facts(one),
        "reason": one.reason,
        "heard": one.answer,
        "opinion": one.opinion,
        "demand": one.demand,
        "appeal_until": one.appeal_until,
    }


def facts(one: Accountability) -> str:
    """On which evidence it rests, in one sentence."""
    if one.overtime:
        return overtime(one.overtime)
    if one.finding:
        return f"经核查属实：{one.finding.get_sign_display()}。核查意见：{one.finding.opinion}"
    if one.urging:
        return f"对{one.urging.at:%Y年%-m月%-d日}发出的督办到期没有答复，经逐级上报仍没有答复。"
    return ""


def overtime(late: Overtime) -> str:
    """办理期限到9月25日为止，到10月9日才办，超过6个工作日。"""
    due, clock = f"{late.due_on:%Y年%-m月%-d日}", CLOCKS[late.clock]
    if late.ended_on is None:
        return f"该件的{clock}期限到{due}为止，至今没有办完，说明的理由经核查不成立。"
    ended = f"{late.ended_on:%Y年%-m月%-d日}"
    return f"该件的{clock}期限到{due}为止，到{ended}才办，超过{late.days}个工作日，说明的理由经核查不成立。"
