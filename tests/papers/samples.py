"""Data of every kind of paper: `FULL` with all there is, `MINIMAL` with what the kind needs and no more."""

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
_REMEDIES = {"remedies": {"reconsideration": "云溪市人民政府", "court": "云溪市人民法院"}}
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
    "non_acceptance": {"reason": "该事项不属于本机关职权范围", **_REMEDIES},
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
    "refusal": {"reasons": ["经营场所与有毒、有害场所的距离不符合要求"], "basis": _BASIS, **_REMEDIES},
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
        **_REMEDIES,
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
_MORE = {
    "application": {
        "title": "食品经营许可申请书",
        "applicant": "云溪市小安餐饮有限公司",
        "case_number": "990100202611220001238",
        "mark": "示例",
        "dated": "启用日期",
        "promise": "所填内容和提交的材料真实、有效。",
        "sections": [
            {
                "title": "经营情况",
                "rows": [
                    {"label": "经营场所", "value": "云溪市清泉路17号1层", "hint": "与营业执照一致"},
                    {"label": "主体业态", "value": "□餐饮服务经营者　■食品销售经营者"},
                ],
            },
            {"title": "从业人员", "heads": ["姓名", "岗位"], "lines": [["李明", "厨师"], ["王芳", ""]]},
        ],
    },
    "receipt": {
        "channel": "综合窗口（3号）",
        "clerk": "沈青",
        "materials": [
            {"name": "经营场所平面布局图", "copies": 1, "form": "电子"},
            {"name": "专间布局图", "copies": 2, "form": "纸质复印件"},
            {"name": "水质检测报告", "copies": 1, "form": "纸质原件"},
        ],
    },
    "acceptance": {
        "promised_days": 8,
        "promised_due": "2026-12-02",
        "statutory_days": 20,
        "statutory_due": "2026-12-18",
        "deferred": [{"name": "食品安全管理员培训合格证明", "until": "2026-11-27"}],
    },
    "custody": {
        "materials": [
            {"name": "营业执照", "copies": 1, "pages": 2},
            {"name": "图纸", "copies": 3, "pages": 12},
        ],
        "keeper": "沈青",
        "return_by": "2026-11-25",
    },
    "fee_notice": {
        "fees": [
            {"name": "考试考务费", "amount": "40", "basis": "省发展改革委、财政厅公布的收费目录"},
            {"name": "证书工本费", "amount": "10.50", "basis": "收费目录"},
        ],
        "total": "50.50",
        "pay_by": "2026-12-01",
        "ways": ["扫码或者网上缴纳", "到综合窗口刷卡缴纳"],
    },
    "correction": {"due": "2026-12-11"},
    "non_acceptance": {
        "why": "不属于本机关职权范围",
        "point": "2",
        "elsewhere": "云溪市农业农村局",
        "elsewhere_place": "云溪市云溪大道90号",
        "elsewhere_phone": "0990-6000132",
        "received_on": "2026-11-20",
    },
    "special_procedure": {"days": 15, "body": "云溪市食品安全专家委员会"},
    "extension": {},
    "grant": {
        "title": "准予行政许可决定书",
        "certificate": "食品经营许可证",
        "valid_from": "2026-11-22",
        "valid_until": "2031-11-21",
        "conditions": ["在经营场所的显著位置悬挂许可证", "经营条件变化的，10个工作日内申请变更"],
        "deliver_due": "2026-12-04",
    },
    "refusal": {
        "reasons": [
            "经营场所与有毒、有害场所的距离不符合要求，现场测量为12米，应当不少于25米",
            "冷食类食品制售没有设置专间",
        ]
    },
    "reopening": {"order": "云政复决字〔2026〕12号", "due": "2026-12-09"},
    "revocation_notice": {"granted_on": "2026-09-15", "certificate": "JY19901000000019"},
    "revocation": {
        "granted_on": "2026-09-15",
        "certificate": "JY19901000000019",
        "defence": "专间已经在施工",
        "answer": "发证时没有专间，意见不予采纳",
        "innocent": "行政许可法第69条第4款",
    },
    "termination": {
        "basis": "本地政务服务管理规定",
        **_REMEDIES,
        "returned": ["经营场所平面布局图1份", "专间布局图2份"],
    },
    "voiding": {"twin": "990100-2026-000123-7", **_REMEDIES, "returned": ["水质检测报告原件1份"]},
    "mending": {"signed_on": "2026-11-20", "granted_on": "2026-11-22"},
    "tolerance": {"confirmed": "5f" * 32},
    "commitment": {"confirmed": "5f" * 32, "spared": ["卫生检测报告", "卫生管理制度"]},
    "withdrawal": {"requested_on": "2026-11-22", "returned": ["水质检测报告原件1份"]},
    "delivery": {
        "address": "云溪市云溪大道88号",
        "delivered_on": "2026-11-22",
        "receiver": "林小安",
        "deliverer": "沈青",
        "relation": "法定代表人",
        "tracking": "EMS1026112200019",
        "witness": "清泉社区居委会 何平",
        "proof": "已经核对收件人的身份证件",
        "remark": "当场签收",
    },
    "certificate": {
        "fields": [
            ["经营者名称", "云溪市小安餐饮有限公司"],
            ["统一社会信用代码", "91990100MA0000017P"],
            ["法定代表人", "林小安"],
            ["经营场所", "云溪市云溪大道112号1层"],
            ["主体业态", "餐饮服务经营者"],
            ["经营项目", "热食类食品制售；冷食类食品制售（限专间）"],
        ],
        "valid_from": "2026-11-22",
        "valid_until": "2031-11-21",
        "statement": "经营者应当在许可范围内从事经营活动。",
    },
    "notice": {
        "situation": "餐饮服务；有冷食、生食类制售；使用二次供水",
        "promise": "8个工作日（法定20个工作日）",
        "fee": "不收费",
        "visits": "0次",
        "result": "食品经营许可证，有效期5年",
        "materials": [
            {
                "name": "经营场所平面布局图",
                "form": "1份，A4，电子件",
                "note": "标明操作间、通道、卫生间，与现场一致",
            },
            {"name": "水质检测报告", "form": "1份，原件或电子件", "note": "6个月内出具；可容缺"},
        ],
        "spared": ["营业执照", "法定代表人身份证明", "从业人员健康证明"],
        "ways": [
            "网上：云溪市政务服务网，搜“食品经营许可”。",
            "窗口：云溪市云溪大道88号一楼A区，任一综合窗口。",
        ],
        "phone": "0990-6000131",
        "supervision": "12345",
        "version": 7,
        "links": {"guide": "http://127.0.0.1:8000/items/990100"},
    },
}
_MORE |= {
    key: {"person": "周明", "heard": "当月申请集中，人手不足"}
    for key in ("talk_notice", "bulletin", "sanction_proposal")
}
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
        **_MORE.get(key, {}),
        "links": {**_VERIFY, **(_PROGRESS if _case(key) else {}), **_MORE.get(key, {}).get("links", {})},
    }
    for key in MINIMAL
}
