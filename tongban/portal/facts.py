"""事项信息: the elements of the national guide that have no place further up."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from tongban.catalogue import codes
from tongban.catalogue.definition import Definition
from tongban.catalogue.queries import Subject

STATES = {"active": later("在用"), "suspended": later("暂停"), "cancelled": later("取消")}
HANDLING = 31  # digits of a code before those of the 业务办理项
Pairs = list[tuple[str, str]]


def of(item: Subject, definition: Definition) -> tuple[Pairs, list[str]]:
    """What is known, as (term, text), and the terms of what is not published."""
    pairs = [*_place(item, definition), *_subject(definition), *_service(definition), *_codes(item)]
    return [pair for pair in pairs if pair[1]], [term for term, text in pairs if not text]


def _place(item: Subject, definition: Definition) -> Pairs:
    return [
        (_("事项类型"), codes.KINDS[definition.kind]),
        (_("实施主体"), item.agency),
        (_("实施主体性质"), codes.BODY_KINDS.get(definition.body_kind, "")),
        (_("行使层级"), codes.LEVELS.get(item.level, "")),
        (_("权力来源"), codes.POWER_SOURCES.get(definition.power_source, "")),
        (_("联办机构"), "、".join(definition.partners)),
        (_("中介服务"), definition.intermediary),
    ]


def _subject(definition: Definition) -> Pairs:
    return [
        (_("服务对象"), _words(codes.AUDIENCES, definition.audiences)),
        (_("自然人主题"), _words(codes.PERSON_THEMES, definition.person_themes)),
        (_("法人主题"), _words(codes.FIRM_THEMES, definition.firm_themes)),
        (_("办件类型"), codes.PROJECT_TYPES.get(definition.project_type or "", "")),
        (_("数量限制"), definition.quantity_limit),
        (_("日常用语"), "、".join(definition.aliases)),
    ]


def _service(definition: Definition) -> Pairs:
    services, express = definition.services, definition.services.express
    if express is None and definition.result.delivery:
        express = "yes" if "post" in definition.result.delivery else "no"
    return [
        (_("办理形式"), _words(codes.CHANNELS, definition.channels)),
        (_("网办深度"), _words(codes.DEPTHS, definition.depth)),
        (_("通办范围"), definition.area),
        (_("进驻政务大厅"), codes.YES_NO.get(services.hall or "", "")),
        (_("预约办理"), codes.WHETHER.get(services.booking or "", "")),
        (_("网上支付"), codes.WHETHER.get(services.payment or "", "")),
        (_("物流快递"), codes.WHETHER.get(express or "", "")),
        (_("自助终端"), codes.WHETHER.get(services.terminal or "", "")),
        (_("单点登录"), codes.WHETHER["yes"] if definition.accepts_online else ""),
    ]


def _codes(item: Subject) -> Pairs:
    return [
        (_("事项状态"), str(STATES[item.state])),
        (_("基本编码"), item.base_code),
        (_("实施编码"), item.code[:HANDLING]),
        (_("业务办理项编码"), item.code if len(item.code) > HANDLING else _("没有分业务办理项")),
        (_("实施主体编码"), item.agency_code),
    ]


def _words(known: dict[str, str], given: tuple[str, ...]) -> str:
    return "、".join(known.get(word, word) for word in given)
