"""Data of every kind of paper: `FULL` with all there is, `MINIMAL` with what the kind needs and no more."""

from tests.papers.more import MORE, REMEDIES
from tongban.papers import kinds

AGENCY = {
    "name": "云溪市市场监督管理局",
    "short_name": "市市场监管局",
    "code": "11990100MB0000019L",
    "mark": "云市监",
}
_CASE = {
    "applicant": "云溪市小安餐饮有限公司",
    "item": "食品经营许可（首次）",
    "case_number": "990100202611220001238",
}
_CONTACT = {"place": "云溪市云溪大道88号一楼A区综合窗口", "phone": "0990-6000131"}
_BASIS = "《食品经营许可和备案管理办法》第16条"
_ANSWERABLE = {
    "office": "云溪市政务服务管理局",
    "post": "审查岗",
    "facts": "该件的决定期限到2026年10月9日为止，到2026年10月19日才办，超过6个工作日。",
    "opinion": "经办人员没有按时办理，事先没有申请延期",
    "demand": "请于2026年11月25日9时到云溪市云溪大道88号205室",
    "appeal_until": "2026-12-22",
}

_NEEDED = {
    "application": {"sections": [{"title": "经营情况", "rows": [{"label": "经营场所", "value": ""}]}]},
    "receipt": {
        "received_on": "2026-11-20",
        "reply_due": "2026-11-27",
        "materials": [{"name": "经营场所平面布局图"}],
    },
    "custody": {"materials": [{"name": "营业执照原件"}]},
    "fee_notice": {"fees": [{"name": "考试考务费", "amount": "40"}], "total": "40"},
    "acceptance": {"accepted_on": "2026-11-22"},
    "correction": {
        "received_on": "2026-11-20",
        "gaps": [
            {
                "paper": "经营场所平面布局图",
                "problem": "没有标明专间",
                "action": "在图上标明专间的位置和面积",
            },
            {"paper": "水质检测报告", "problem": "报告日期超过6个月", "action": "换交6个月内出具的报告"},
        ],
    },
    "non_acceptance": {"reason": "该事项不属于本机关职权范围", **REMEDIES},
    "special_procedure": {
        "procedure": "专家评审",
        "reason": "专间布局方案需要论证",
        "began_on": "2026-11-23",
    },
    "hearing_right": {
        "matter": "拟准予的取水可能影响下游2户的取水",
        "days": 5,
        "until": "2026-11-27",
        "law": "行政许可法第47条、第82条",
    },
    "hearing_notice": {
        "reason": "张大有要求听证：取水影响灌溉",
        "meets": "2026年12月8日9时30分",
        "venue": "云溪市云溪大道88号三楼听证室",
        "chair": "何静",
        "law": "行政许可法第48条第1款第1项、第82条",
    },
    "hearing_minutes": {
        "held_on": "2026-12-08",
        "venue": "云溪市云溪大道88号三楼听证室",
        "chair": "何静",
        "text": "主持人宣布听证开始。\n审查人员说明审查意见的证据和理由。\n利害关系人提出证据，进行质证。",
        "signed_by": "林小安、张大有、何静",
        "result": "利害关系人同意在枯水期停止取水的条件",
    },
    "extension": {
        "reason": "现场核查涉及多个经营场所",
        "days": 10,
        "approver": "云溪市市场监督管理局局长",
        "due": "2026-12-18",
        "new_due": "2027-01-04",
    },
    "grant": {"decision": "准予云溪市小安餐饮有限公司从事餐饮服务（热食类、冷食类制售）。", "basis": _BASIS},
    "refusal": {"reasons": ["经营场所与有毒、有害场所的距离不符合要求"], "basis": _BASIS, **REMEDIES},
    "deemed_renewal": {
        "certificate": "食品经营许可证",
        "certificate_number": "JY19901000000019",
        "applied_on": "2026-09-21",
        "expired_on": "2026-11-21",
        "valid_from": "2026-11-22",
    },
    "tolerance": {
        "papers": [{"name": "食品安全管理员培训合格证明", "days": 5, "until": "2026-11-27"}],
        "signed_on": "2026-11-20",
        "signer": "云溪市小安餐饮有限公司",
    },
    "commitment": {
        "promise": "本单位承诺已经符合公共场所卫生许可的条件。",
        "checked": "作出决定后20个工作日内，现场核查",
        "consequence": "责令限期整改；仍不符合的，撤销许可。",
        "signed_on": "2026-11-20",
        "signer": "云溪市小安餐饮有限公司",
    },
    "withdrawal": {"reason": "经营计划变更"},
    "mending": {
        "findings": "卫生检测报告尚未出具，顾客用品没有消毒记录",
        "mend_by": "2026-12-21",
        "consequence": "责令限期整改；仍不符合的，撤销许可。",
    },
    "termination": {"reason": "逾期未提交补正材料"},
    "voiding": {"why": "登记有误", "reason": "窗口把事项登记错了"},
    "reopening": {
        "ground": "行政复议决定",
        "reason": "复议机关认定申请属于本机关职权范围",
        "before": "不予受理",
        "after": "待受理",
    },
    "revocation_notice": {
        "circumstance": "告知承诺的内容不实，不符合取得的条件",
        "reason": "核查发现没有设置承诺的专间",
        "basis": "行政许可法第69条第2款",
        "until": "2026-11-27",
    },
    "revocation": {
        "circumstance": "告知承诺的内容不实，不符合取得的条件",
        "reason": "核查发现没有设置承诺的专间",
        "basis": "行政许可法第69条第2款",
        **REMEDIES,
    },
    "delivery": {
        "documents": [{"title": "受理通知书", "number": "云市监受〔2026〕000123号"}],
        "method": "直接送达",
    },
    "certificate": {
        "title": "食品经营许可证",
        "certificate_number": "JY19901000000019",
        "identifier": "1.2.156.3005.2.11990100MB0000019L0001.11990100MB0000019L.JY19901000000019.001.6",
        "fields": [["经营者名称", "云溪市小安餐饮有限公司"], ["统一社会信用代码", "91990100MA0000017P"]],
    },
    "notice": {"item": "食品经营许可（首次）", "materials": []},
}
_NEEDED |= dict.fromkeys(("talk_notice", "bulletin", "sanction_proposal"), _ANSWERABLE)
_PRINTED = {"agency": AGENCY, "date": "2026-11-22"}
_REGISTERED = {
    "number": "云市监受〔2026〕000123号",
    "code": "7K3M9QX2ABC5",
    "copy": {"count": 2, "date": "2026-11-25"},
}
_PROGRESS = {"progress": "http://127.0.0.1:8000/progress/990100202611220001238"}
_VERIFY = {"verify": "http://127.0.0.1:8000/verify/7K3M9QX2ABC5"}


def _case(key: str) -> dict:
    return {name: value for name, value in _CASE.items() if name in kinds.KINDS[key].needs}


MINIMAL = {key: {**_PRINTED, **_case(key), **data} for key, data in _NEEDED.items()}
FULL = {
    key: {
        **MINIMAL[key],
        **_REGISTERED,
        **({} if key in ("application", "delivery", "certificate", "notice") else _CONTACT),
        **MORE.get(key, {}),
        "links": {**_VERIFY, **(_PROGRESS if _case(key) else {}), **MORE.get(key, {}).get("links", {})},
    }
    for key in MINIMAL
}
