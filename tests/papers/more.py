"""What each kind of paper may say beside what it must."""

REMEDIES = {"remedies": {"reconsideration": "云溪市人民政府", "court": "云溪市人民法院"}}
MORE = {
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
        **REMEDIES,
        "returned": ["经营场所平面布局图1份", "专间布局图2份"],
    },
    "voiding": {"twin": "990100-2026-000123-7", **REMEDIES, "returned": ["水质检测报告原件1份"]},
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
MORE |= {
    key: {"person": "周明", "heard": "当月申请集中，人手不足"}
    for key in ("talk_notice", "bulletin", "sanction_proposal")
}
