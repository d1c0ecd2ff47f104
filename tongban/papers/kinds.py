"""文书种类: what each kind is called, how it is numbered, on which article it rests, what it must say."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of paper; its template is `templates/<key>.typ`."""

    key: str
    title: str
    mark: str  # in the number: 云市监「受」〔2026〕000123号
    ground: str
    needs: tuple[str, ...]  # keys of the data without which the paper would be void
    served: bool = True  # 送达: must it be brought to the applicant, on record?


_CASE = ("applicant", "item", "case_number")
_ANSWERABLE = (*_CASE, "office", "post", "facts", "opinion", "demand", "appeal_until")
_ALL = (
    Kind("application", "申请表", "申", "行政许可法第29条", ("item", "sections"), served=False),
    Kind("receipt", "收件凭证", "收", "行政许可法第32条", (*_CASE, "received_on", "reply_due", "materials")),
    Kind("custody", "申请材料保管单", "管", "行政许可法第31条", (*_CASE, "materials")),
    Kind("acceptance", "受理通知书", "受", "行政许可法第32条、第42条", (*_CASE, "accepted_on")),
    Kind("correction", "一次性补正告知书", "补", "行政许可法第32条", (*_CASE, "received_on", "gaps")),
    Kind("non_acceptance", "不予受理决定书", "不受", "行政许可法第32条", (*_CASE, "reason", "remedies")),
    Kind(
        "special_procedure",
        "特别程序告知书",
        "特",
        "行政许可法第45条",
        (*_CASE, "procedure", "reason", "began_on"),
    ),
    Kind(
        "extension",
        "延长办理期限告知书",
        "延",
        "行政许可法第42条",
        (*_CASE, "reason", "days", "approver", "due", "new_due"),
    ),
    Kind(
        "hearing_right",
        "听证告知书",
        "听告",
        "行政许可法第47条",
        (*_CASE, "matter", "days", "until", "law"),
    ),
    Kind(
        "hearing_notice",
        "听证通知书",
        "听通",
        "行政许可法第48条",
        (*_CASE, "reason", "meets", "venue", "chair", "law"),
    ),
    Kind(
        "hearing_minutes",
        "听证笔录",
        "听录",
        "行政许可法第48条",
        (*_CASE, "held_on", "venue", "chair", "text", "signed_by", "result"),
        served=False,
    ),
    Kind("fee_notice", "缴费通知书", "费", "行政许可法第58条、第59条", (*_CASE, "fees", "total")),
    Kind("grant", "准予行政许可决定书", "准", "行政许可法第38条、第44条", (*_CASE, "decision", "basis")),
    Kind(
        "deemed_renewal",
        "视为准予延续通知书",
        "视延",
        "行政许可法第50条",
        (*_CASE, "certificate", "certificate_number", "applied_on", "expired_on", "valid_from"),
    ),
    Kind(
        "refusal", "不予行政许可决定书", "不准", "行政许可法第38条", (*_CASE, "reasons", "basis", "remedies")
    ),
    Kind("tolerance", "容缺受理承诺书", "容", "申请人承诺", (*_CASE, "papers", "signed_on", "signer")),
    Kind(
        "commitment",
        "告知承诺书",
        "诺",
        "国办发〔2020〕42号",
        (*_CASE, "promise", "checked", "consequence", "signed_on", "signer"),
    ),
    Kind(
        "mending",
        "限期整改通知书",
        "改",
        "国办发〔2020〕42号",
        (*_CASE, "findings", "mend_by", "consequence"),
    ),
    Kind("withdrawal", "撤回申请确认书", "撤", "行政许可法第29条", (*_CASE, "reason")),
    Kind("termination", "终止办理通知书", "终", "行政许可法第31条", (*_CASE, "reason")),
    Kind("voiding", "作废通知书", "废", "行政许可法第7条", (*_CASE, "why", "reason")),
    Kind(
        "reopening",
        "恢复办理通知书",
        "恢",
        "行政许可法第7条",
        (*_CASE, "ground", "reason", "before", "after"),
    ),
    Kind(
        "revocation_notice",
        "撤销行政许可事先告知书",
        "撤告",
        "行政许可法第7条、第69条",
        (*_CASE, "circumstance", "reason", "basis", "until"),
    ),
    Kind(
        "revocation",
        "撤销行政许可决定书",
        "撤许",
        "行政许可法第69条",
        (*_CASE, "circumstance", "reason", "basis", "remedies"),
    ),
    Kind("delivery", "送达回证", "送", "行政许可法第44条", (*_CASE, "documents", "method"), served=False),
    Kind(
        "certificate",
        "证照",
        "证",
        "行政许可法第39条",
        ("title", "certificate_number", "identifier", "fields"),
        served=False,  # it goes with the decision
    ),
    Kind("notice", "一次性告知单", "告", "行政许可法第30条", ("item", "materials"), served=False),
    Kind("talk_notice", "约谈通知书", "约", "行政许可法第60条", _ANSWERABLE, served=False),
    Kind("bulletin", "问责通报", "通", "行政许可法第60条", _ANSWERABLE, served=False),
    Kind("sanction_proposal", "问责建议书", "问", "行政许可法第74条", _ANSWERABLE, served=False),
)
KINDS = {kind.key: kind for kind in _ALL}
