"""G01–G15, G51: is the guide whole, and does it agree with itself?"""

import re
from collections.abc import Iterator

from tongban.catalogue import extending, situations, visits
from tongban.catalogue.definition import Definition
from tongban.catalogue.lint.rule import Finding, Subject, rule
from tongban.catalogue.parts import Limit

# 实施清单 elements that every item has; what a definition says of each.
ELEMENTS = {
    "basis": "设定依据",
    "audiences": "服务对象",
    "project_type": "办件类型",
    "consult": "咨询方式",
    "supervise": "监督投诉方式",
    "channels": "办理形式",
}
SERVICE = "20"  # 公共服务: much of it, like looking something up, is open to all with empty hands
ON_APPLICATION = {"01", "05", "07", "08", "09", "10", "20"}
REMEDIED = {"01", "05", "07", "09", "10"}
NUMBER = re.compile(  # written without spaces and brackets
    r"(?<!\d)(?:86-?)?0?(?:(?:10|2\d)-?\d{8}|[3-9]\d{2}-?\d{7,8}|[48]00-?\d{3,4}-?\d{3,4})(?!\d)"  # far
    r"|(?<!\d)(?:0\d{2,3}-?)?(?:1\d{4}|9\d{4,7}|11\d|12\d)(?!\d)"  # service numbers
    r"|(?<![\d-])[2-8]\d{6,7}(?!\d)"  # of the place
)
COUNTER = re.compile(
    r"窗|[0-9０-９A-Z]室|[0-9０-９]房|[0-9０-９一二三四五六七八九十首]层|[0-9０-９一二三四五六七八九十]楼"
)
HOTLINE = re.compile(r"(?<!\d)12345(?!\d)")  # asks and complains go on from it to others
MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
SLACK = 1.5  # units are compared roughly: holidays may lengthen a working day


@rule("G01", "B", "实施清单的要素齐备", waivable=True)
def whole(subject: Subject) -> Iterator[Finding]:
    """Every element of the list."""
    definition = subject.definition
    if definition.kind not in ON_APPLICATION:
        return
    for element, label in ELEMENTS.items():
        if not getattr(definition, element):
            yield element, f"缺少{label}，请补上"
    yield from _asked(definition)
    if not definition.fee_known:
        yield "fee", "没有写是否收费，请补上"
    if definition.visits.count is None:
        yield "visits", "缺少到办事现场次数，请补上"


def _asked(definition: Definition) -> Iterator[Finding]:
    """Where to come to, and what with: not asked of what nobody comes for or applies for."""
    if not definition.places and (not definition.online or "window" in definition.channels):
        yield "places", "缺少办理地点，请补上"
    if definition.kind == SERVICE and not definition.flow:
        return
    if not definition.conditions:
        yield "conditions", "缺少受理条件，没有条件的也请写明"
    if not definition.papers_known:
        yield "papers", "缺少申请材料，不用材料的也请写明"


@rule("G02", "B", "法定时限和承诺时限齐备，承诺不长于法定")
def limited(subject: Subject) -> Iterator[Finding]:
    """Both limits."""
    limits = subject.definition.limits
    if limits.promised is None:
        yield "limits.promised", "缺少承诺时限，请写明多少个工作日"
    if limits.statutory is None and not limits.note:
        yield "limits.statutory", "缺少法定时限，法律没有规定的请在说明中写明"
    if limits.promised and limits.statutory and _days(limits.promised) > SLACK * _days(limits.statutory):
        yield "limits.promised", "承诺时限长于法定时限，请缩短"


@rule("G03", "B", "即办件与承诺时限、特别程序一致")
def instant(subject: Subject) -> Iterator[Finding]:
    """即办 ⇔ at most a day and no special procedure."""
    definition, promised = subject.definition, subject.definition.limits.promised
    if definition.project_type == "instant" and promised and _days(promised) > 1:
        yield "project_type", "办件类型是即办件，承诺时限却超过1个工作日，请改其中一项"
    if definition.project_type == "instant" and definition.special_procedures:
        yield "special_procedures", "即办件不能有停表的特别程序，请改为承诺件或者去掉特别程序"
    if definition.project_type == "promised" and promised and promised.value == 0:
        yield "project_type", "承诺时限是当场办结，办件类型应为即办件"


@rule("G04", "B", "收费写明标准、依据")
def charged(subject: Subject) -> Iterator[Finding]:
    """Each charge with standard and basis."""
    definition = subject.definition
    if not definition.fee_known or not definition.fee.charged:
        return
    if not definition.fee.charges:
        yield "fee.charges", "写明收费，却没有收费项目，请写清项目、标准和依据"
    for place, charge in enumerate(definition.fee.charges):
        if charge.amount is None and not charge.standard:
            yield f"fee.charges.{place}.standard", f"“{charge.name}”没有收费标准，请补上"
        if not charge.basis:
            yield f"fee.charges.{place}.basis", f"“{charge.name}”没有收费依据，请写明文件名称和文号"


@rule("G05", "B", "办理地点写明地址、窗口和时间", waivable=True)
def placed(subject: Subject) -> Iterator[Finding]:
    """Where and when."""
    for place, one in enumerate(subject.definition.places):
        lacking = [
            label
            for label, words in (
                ("地址", one.address),
                ("窗口或者房间", one.window or one.name or COUNTER.search(one.address)),
                ("办理时间", one.hours),
            )
            if not words
        ]
        if lacking:
            yield f"places.{place}", f"第{place + 1}处办理地点没有写{'、'.join(lacking)}，请补上"


@rule("G06", "B", "电话能打，不是个人手机", waivable=True)
def callable_phones(subject: Subject) -> Iterator[Finding]:
    """Telephones of an office."""
    definition = subject.definition
    numbers = [("consult", "咨询", definition.consult), ("supervise", "监督", definition.supervise)]
    numbers += [(f"places.{i}.phone", "办理地点的", place.phone) for i, place in enumerate(definition.places)]
    for element, label, words in numbers:
        if MOBILE.search(words):
            yield element, f"{label}电话是个人手机，请换成单位电话"
        elif words and not _callable(words):
            yield element, f"{label}电话“{words[:40]}”打不通，请写区号和号码"


def _callable(words: str) -> bool:
    """Is there a number in it, or an address on the net?"""
    plain = re.sub(r"[-—－]+", "-", re.sub(r"[\s()（）]", "", words))
    return bool(NUMBER.search(plain) or re.search(r"https?://|@|\w\.\w", words))


@rule("G07", "B", "咨询与监督渠道不同", waivable=True)
def apart(subject: Subject) -> Iterator[Finding]:
    """Who answers is not who supervises."""
    definition = subject.definition
    same = definition.consult.strip() == definition.supervise.strip()
    if definition.consult and same and not HOTLINE.search(definition.consult):
        yield "supervise", "监督投诉方式与咨询方式相同，请换成另一个渠道"


@rule("G08", "B", "办理环节写明做什么、多久", waivable=True)
def staged(subject: Subject) -> Iterator[Finding]:
    """Each stage; whether they add up is a matter of `flows`."""
    definition = subject.definition
    for stage in definition.flow:
        if stage.limit is None:
            yield f"flow.{stage.key}.limit", f"环节“{stage.name}”没有时限，请补上"
        if not stage.note:
            yield f"flow.{stage.key}.note", f"环节“{stage.name}”没有写做什么、出什么结果，请补上"


@rule("G09", "B", "受理条件是能判断的陈述", waivable=True)
def decidable(subject: Subject) -> Iterator[Finding]:
    """A condition is a statement, not a reference elsewhere."""
    for place, words in enumerate(subject.definition.conditions):
        if len(words.strip("。；;. ")) < 4 and not words.startswith("无"):
            yield f"conditions.{place}", f"受理条件“{words}”不是完整的陈述，请写清条件"


@rule("G10", "B", "设定依据写明法规名称和条款", waivable=True)
def founded(subject: Subject) -> Iterator[Finding]:
    """Title and article."""
    for place, basis in enumerate(subject.definition.basis):
        if not basis.article and not re.search(r"第.{1,8}[条款]|[〔\[（(]\d{4}[〕\]）)]", basis.title):
            yield f"basis.{place}.article", f"依据“{basis.title}”没有写第几条，请补上"


@rule("G11", "B", "结果写明名称、种类和有效期", waivable=True)
def resulted(subject: Subject) -> Iterator[Finding]:
    """What one gets."""
    result, flow = subject.definition.result, subject.definition.flow
    if not result.name and result.kind != "none":
        yield "result.name", "缺少审批结果名称，请补上"
    if flow and result.kind == "none" and not result.name:
        yield "result", "缺少审批结果，请写明办成后给什么"
    if re.search(r"(?:许可证|执照|登记证|资格证|凭证)$", result.name) and result.kind not in (
        "certificate",
        "approval",
    ):
        yield "result.kind", f"结果“{result.name}”是证照，结果种类请选证照"
    if result.kind == "certificate" and not result.validity:
        yield "result.validity", "证照没有写有效期，长期有效的也请写明"


@rule("G12", "B", "每种情形都有材料和时限，没有走不到的分支")
def reachable(subject: Subject) -> Iterator[Finding]:
    """Every question, paper and variant comes up in some situation."""
    yield from situations.faults(subject.definition)


@rule("G13", "W", "到现场次数与材料、环节、送达一致")
def visited(subject: Subject) -> Iterator[Finding]:
    """The claim against what is computed."""
    definition = subject.definition
    found = visits.computed(definition)
    if visits.refuted(definition):
        because = "；".join(reason.sentence for reason in found.reasons)
        yield "visits.count", f"写明到现场{definition.visits.count}次，实际至少{found.count}次：{because}"
    if visits.unexplained(definition):
        claimed = f"写明到现场{definition.visits.count}次"
        yield "visits.reason", f"{claimed}，没有写必须到场的原因，请补上或者减少次数"


@rule("G14", "W", "写明复议机关和诉讼法院")
def remedied(subject: Subject) -> Iterator[Finding]:
    """Where to complain of the decision."""
    definition = subject.definition
    if definition.kind in REMEDIED and not (definition.review_body and definition.court):
        yield "review_body", "没有写行政复议机关和管辖法院，请补上"


@rule("G15", "B", "网上能办的写明办理入口", waivable=True)
def entered(subject: Subject) -> Iterator[Finding]:
    """An item online is applied for here or at an address."""
    definition = subject.definition
    if definition.online and not definition.flow and not definition.online_url:
        yield "online_url", "写明网上能办，却没有办理环节或者网办地址，请补上"


@rule("G51", "B", "另行规定的延期写明依据和批准人")
def extended(subject: Subject) -> Iterator[Finding]:
    """An extension other than the general one names its law and who approves."""
    yield from extending.unfounded(subject.definition)


def _days(limit: Limit) -> float:
    """About how many working days."""
    share = {"working_day": 1, "natural_day": 5 / 7, "month": 21, "working_hour": 1 / 8}
    return limit.value * share[limit.unit]
