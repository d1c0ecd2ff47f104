"""The data of each legal paper of a case, as the templates of `papers` want it."""

import datetime as dt
from collections.abc import Sequence

from django.conf import settings
from django.utils import timezone

from tongban.cases.models import Case, Extension, NonAcceptance
from tongban.cases.rules import Charged
from tongban.catalogue.definition import Definition
from tongban.catalogue.parts import Extending
from tongban.catalogue.rules import Checklist
from tongban.clock import engine
from tongban.core import money
from tongban.licences.models import Certificate
from tongban.papers.models import Serving
from tongban.papers.rules import Method


def base(case: Case) -> dict:
    """What every paper of a case says."""
    return {
        "applicant": case.applicant_name,
        "item": case.item_name,
        "case_number": case.number,
        "licensing": case.item.kind == "01",
        "phone": case.agency.phone,
        "place": case.agency.address,
        "links": {"progress": f"{settings.SITE_URL}/progress/{case.number}"},
    }


def receipt(case: Case, checklist: Checklist, given: set[str], received: dt.date, reply_due: dt.date) -> dict:
    """收件凭证: what was handed in; without word by `reply_due` it proves acceptance itself."""
    materials = [
        {"name": paper.name, "copies": 1, "form": "电子"} for paper in checklist.uploads if paper.key in given
    ]
    return {
        **base(case),
        "received_on": received.isoformat(),
        "reply_due": reply_due.isoformat(),
        "materials": materials or [{"name": "申请书", "copies": 1, "form": "电子"}],
        "channel": {"web": "网上", "mobile": "手机", "api": "接口"}.get(case.channel, "综合窗口"),
    }


def acceptance(case: Case, accepted: dt.date, definition: Definition, promised) -> dict:
    """受理通知书."""
    statutory = definition.limits.statutory
    data = {**base(case), "accepted_on": accepted.isoformat()}
    if promised and promised.unit == "working_day" and case.due_on:
        data |= {"promised_days": promised.value, "promised_due": case.due_on.isoformat()}
    if statutory and statutory.unit == "working_day" and case.statutory_due_on:
        data |= {"statutory_days": statutory.value, "statutory_due": case.statutory_due_on.isoformat()}
    return data


def correction(case: Case, received: dt.date, gaps: list[tuple[str, str, str]], until: dt.date) -> dict:
    """一次性补正告知书."""
    return {
        **base(case),
        "received_on": received.isoformat(),
        "gaps": [{"paper": name, "problem": need, "action": f"请补正“{name}”"} for _, name, need in gaps],
        "due": until.isoformat(),
    }


def remedies(case: Case, definition: Definition) -> dict:
    """救济途径: where to ask for reconsideration and where to sue."""
    return {
        "remedies": {
            "reconsideration": definition.review_body or case.agency.review_body or "上一级主管部门",
            "court": definition.court or case.agency.court or "有管辖权的人民法院",
        }
    }


def remedies_text(case: Case, definition: Definition) -> str:
    """The same as a sentence."""
    bodies = remedies(case, definition)["remedies"]
    return (
        f"不服本决定的，可以自收到之日起60日内向{bodies['reconsideration']}申请行政复议，"
        f"或者在6个月内向{bodies['court']}提起行政诉讼。"
    )


def non_acceptance(case: Case, definition: Definition, made: NonAcceptance) -> dict:
    """不予受理决定书: of which kind, why, and where to go with it."""
    data = {**base(case), "reason": made.reason, **remedies(case, definition)}
    if made.kind == NonAcceptance.Kind.OTHER:
        data["basis"] = made.basis
    else:
        data |= {"why": made.get_kind_display(), "point": "1" if made.kind == "not_needed" else "2"}
    if made.competent_body:
        data["elsewhere"] = made.competent_body
    if made.competent_agency:
        data["elsewhere_place"] = made.competent_agency.address
        data["elsewhere_phone"] = made.competent_agency.phone
    return data


def basis_text(definition: Definition) -> str:
    """The laws a decision rests on."""
    return "、".join(f"《{b.title.strip('《》')}》{b.article}" for b in definition.basis)


def grant(case: Case, definition: Definition, decided: dt.date, deliver_due: dt.date) -> dict:
    """准予决定书."""
    kinds = {"01": "准予行政许可决定书", "07": "行政确认决定书", "05": "行政给付决定书"}
    data = {
        **base(case),
        "title": kinds.get(definition.kind, "办理结果通知书"),
        "decision": f"准予{case.applicant_name}办理“{case.item_name}”。",
        "basis": basis_text(definition) or "有关规定",
        "deliver_due": deliver_due.isoformat(),
        "decided_on": decided.isoformat(),
    }
    return data | ({"certificate": definition.result.name} if definition.result.kind == "certificate" else {})


def refusal(case: Case, definition: Definition, reason: str, basis: str) -> dict:
    """不予许可决定书."""
    return {**base(case), "reasons": [reason], "basis": basis, **remedies(case, definition)}


def special_procedure(case: Case, name: str, ground: str, began: dt.date, days: int, law: str = "") -> dict:
    """特别程序告知书: which procedure, why, and how long it is expected to take."""
    return {
        **({"basis": law} if law else {}),
        **base(case),
        "procedure": name,
        "reason": ground,
        "began_on": began.isoformat(),
        "days": days,
        "body": case.agency.name,
    }


def extension(
    case: Case, asked: Extension, most: Extending, due: dt.date | None, new: dt.date | None
) -> dict:
    """延长办理期限告知书: by how much, why, and on whose approval."""
    return {
        **base(case),
        "reason": asked.reason,
        "days": asked.value,
        "unit": engine.UNITS[asked.unit],
        "approver": most.rank,
        "law": most.basis,
        "due": due,
        "new_due": new,
    }


def withdrawal(case: Case, day: dt.date, reason: str) -> dict:
    """终止办理通知书, at the applicant's wish."""
    return {
        **base(case),
        "reason": reason or "申请人撤回申请",
        "requested_on": day.isoformat(),
    }


def lapse(case: Case, until: dt.date) -> dict:
    """终止办理通知书, where nothing was corrected in time."""
    last = f"{until.year}年{until.month}月{until.day}日"
    return {
        **base(case),
        "reason": f"补正期限到{last}届满，没有收到补正材料",
        "kept": "已经填写的信息和提交的材料仍然保留，重新申请时可以直接使用，不影响信用。",
    }


def custody(case: Case, originals: Sequence[tuple[str, int, int]], keeper: str) -> dict:
    """申请材料保管单: the originals, and who keeps them."""
    listed = [{"name": name, "copies": copies, "pages": pages} for name, copies, pages in originals]
    return {**base(case), "materials": listed, "keeper": keeper}


def fee_notice(case: Case, due: Sequence[Charged]) -> dict:
    """缴费通知书: each charge in 元, on what it rests, and where it is paid."""
    fees = [{"name": each.name, "amount": yuan(each.fen), "basis": each.basis} for each in due]
    return {**base(case), "fees": fees, "total": yuan(sum(each.fen or 0 for each in due))}


def yuan(fen: int | None) -> str:
    """4050 → 40.50."""
    return money.yuan(fen or 0)


def deemed_renewal(case: Case, ended: dt.date, renewed: Certificate) -> dict:
    """视为准予延续通知书."""
    days = {"applied_on": timezone.localdate(case.received_at), "expired_on": ended}
    days |= {"valid_from": renewed.valid_from, "valid_until": renewed.valid_until}
    return {
        **base(case),
        "certificate": renewed.title,
        "certificate_number": renewed.number,
        **{key: day.isoformat() for key, day in days.items() if day},
    }


def delivery(case: Case, service: Serving, documents: list[dict], deliverer: str, day: dt.date) -> dict:
    """送达回证: what was served, how, on whom, and the proof of it."""
    served = service.served_on or (day if service.method == Method.ELECTRONIC else None)
    return {
        **base(case),
        "documents": documents,
        "method": service.get_method_display(),
        "delivered_on": served.isoformat() if served else None,
        "receiver": service.receiver,
        "relation": service.relation,
        "address": service.place,
        "tracking": service.tracking,
        "witness": service.witness,
        "deliverer": deliverer,
        "proof": proof(service),
        "remark": service.reason,
    }


def proof(service: Serving) -> str:
    """送达凭据, in words."""
    if service.method == Method.ELECTRONIC and service.began_at:
        entered = f"{moment(service.began_at)}进入受送达人的政务服务账户"
        read = f"，{moment(service.opened_at)}首次打开" if service.opened_at else ""
        return f"{entered}{read}；受送达人已经同意电子送达"
    signed = "签收的回证已经附卷" if service.proof_id else ""
    checked = "已经核对收件人的身份证件" if service.checked else ""
    return "；".join(part for part in (checked, signed) if part)


def moment(at: dt.datetime) -> str:
    """2026年11月22日10时05分."""
    local = timezone.localtime(at)
    return f"{local.year}年{local.month}月{local.day}日{local.hour}时{local.minute:02d}分"
