"""The words of a guide (办事指南): what a definition and a situation come to, as it is shown."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from tongban.catalogue import codes, extending, flows, routes, rules
from tongban.catalogue.definition import Definition
from tongban.catalogue.models import Item
from tongban.catalogue.parts import Fee, Limit, Question, Stage
from tongban.catalogue.rules import Checklist
from tongban.portal import coming, words
from tongban.ui import flow as flow_chart
from tongban.ui import formats

Answers = Mapping[str, Sequence[str]]

POSTS = {
    "window": later("综合窗口岗"),
    "review": later("审查岗"),
    "review2": later("复审岗"),
    "visit": later("现场核查岗"),
    "decide": later("决定岗"),
    "issue": later("出件窗口"),
}
WAYS = {"electronic": later("电子送达"), "post": later("邮寄"), "window": later("窗口领取")}
RESULTS = {"certificate": later("证照"), "approval": later("批文"), "none": later("不出证照批文")}
NOTE_SIZE = 20  # characters that fit into a note of the flow chart


def limit(one: Limit | None) -> str:
    """8个工作日; 当场; empty when there is none."""
    if one is None:
        return ""
    return f"{one.value}{codes.UNITS[one.unit]}" if one.value else _("当场")


def extension(definition: Definition) -> tuple[str, str] | None:
    """延期: how far the limit may be extended and by whom, and the law; None where it may not."""
    found = extending.of(definition)
    if found is None:
        return None
    words = _("期限内不能决定的，经%(rank)s批准可以延长一次，最多%(limit)s，理由书面告知您")
    return words % {"rank": found.rank, "limit": formats.limit(found.value, found.unit)}, found.basis


def line(item: Item) -> str:
    """What a list says under the name: how long, how much, how often."""
    parts = []
    if item.project_type == "instant" and not item.promised_days:
        parts.append(_("当场办结"))
    elif item.promised_days:
        parts.append(_("%(n)s个工作日") % {"n": item.promised_days})
    if item.charged is not None:
        parts.append(_("收费") if item.charged else _("不收费"))
    if item.visits is not None:
        parts.append(_("跑%(n)s次") % {"n": item.visits} if item.visits else _("一次不跑"))
    return " · ".join(parts or [codes.KINDS[item.kind]])


def tags(definition: Definition, *, committing: bool) -> list[str]:
    """What kind of thing it is, under the title."""
    made = [codes.KINDS[definition.kind]]
    made += [codes.PROJECT_TYPES[definition.project_type]] if definition.project_type else []
    made += [_("网上可办")] if definition.online else []
    made += [_("一次不跑")] if coming.known(definition) and coming.count(definition) == 0 else []
    terms = definition.commitment_terms if committing else None
    made += [_("可选%(mode)s") % {"mode": codes.COMMITMENTS[terms.mode]}] if terms else []
    deferrable = any(paper.necessity == "deferrable" for paper in definition.papers)
    return made + ([_("可容缺受理")] if deferrable else [])


def facts(definition: Definition, checklist: Checklist) -> list[dict]:
    """The answer first: how long, how often, how much, where, and what one gets."""
    fee_text, fee_small = fee(checklist.fee, definition.fee_known)
    made = [
        _promise(definition, checklist.promised),
        *coming.fact(definition, checklist),
        {"label": _("收费"), "text": fee_text, "small": fee_small},
        _where(definition),
    ]
    result = definition.result
    validity = _("有效期%(span)s") % {"span": result.validity} if result.validity else ""
    gain = {"label": _("拿到什么"), "text": result.name, "small": validity}
    return [*made, gain] if result.name else made


def _promise(definition: Definition, promised: Limit | None) -> dict:
    statutory = definition.limits.statutory
    fact = {"label": _("承诺多久办结"), "figure": None, "text": words.unknown(), "small": ""}
    if promised and promised.value:
        fact |= {"figure": promised.value, "text": codes.UNITS[promised.unit]}
    elif promised or definition.project_type == "instant":
        fact["text"] = _("当场办结")
    elif statutory:
        return fact | {
            "label": _("法定多久办结"),
            "figure": statutory.value,
            "text": codes.UNITS[statutory.unit],
        }
    return fact | ({"small": _("法定%(limit)s") % {"limit": limit(statutory)}} if statutory else {})


def fee(charged: Fee, known: bool) -> tuple[str, str]:
    """不收费, the sum, or that it is computed case by case; and what for."""
    if not known:
        return words.unknown(), ""
    if not charged.charged:
        return _("不收费"), charged.note
    names = "，".join(charge.name for charge in charged.charges)
    amounts = [charge.amount for charge in charged.charges if charge.amount is not None]
    if not amounts or len(amounts) < len(charged.charges):
        return _("按标准收费"), charged.note or names
    return formats.yuan(sum(amounts)), charged.note or names


def _where(definition: Definition) -> dict:
    channels = "、".join(codes.CHANNELS[channel] for channel in definition.channels)
    place = definition.places[0] if definition.places else None
    text = definition.area or (place.name if place else "")
    if not text and (definition.online or definition.online_url):
        text = _("网上办理")
    if not text and place:
        text = _("窗口办理")
    small = channels or (place.address if place else "")
    return {"label": _("在哪里办"), "text": text or words.unknown(), "small": small}


def delta(definition: Definition, checklist: Checklist, answers: Answers) -> str:
    """What the answers changed, in one sentence."""
    if not answers:
        return ""
    parts = [
        _("共%(n)s份材料，其中%(spared)s份免提交")
        % {"n": len(checklist.papers), "spared": len(checklist.spared)}
    ]
    added = [f"“{paper.name}”" for paper in checklist.papers if paper.key in checklist.added]
    if added:
        parts.append(_("增加%(names)s%(n)s份") % {"names": "".join(added), "n": len(added)})
    if checklist.promised != definition.limits.promised:
        parts.append(_("承诺时限%(limit)s") % {"limit": limit(checklist.promised)})
    if checklist.fee != definition.fee:
        parts.append(_("收费：%(fee)s") % {"fee": fee(checklist.fee, True)[0]})
    if checklist.unanswered:
        parts.append(_("还有%(n)s个问题没有回答") % {"n": len(checklist.unanswered)})
    return "；".join(parts) + "。"


def situation(definition: Definition, answers: Answers) -> list[str]:
    """您的情形: the answers in words."""
    said = []
    for question in definition.questions:
        given = rules.chosen(answers, question.key)
        labels = [option.label for option in question.options if option.value in given]
        said += [f"{question.text.rstrip('？?。')}：{'、'.join(labels)}"] if labels else []
    return said


def flow(definition: Definition, answers: Answers | None = None) -> list[dict]:
    """流程图: what happens from the application to the delivery; one row where it can be."""
    if not definition.flow:
        return []
    stages = _stages(definition, answers or {})
    ends = [stage["key"] for stage in stages if not any(stage["key"] in other["after"] for other in stages)]
    last = max(stage["level"] for stage in stages) + 1
    apply = {"key": "apply", "name": _("申请"), "post": "", "limit": _("随时"), "notes": [], "level": -1}
    accept = {
        "key": "accept",
        "name": _("受理"),
        "post": str(POSTS["window"]),
        "limit": _("当场") if definition.same_hand else _("5个工作日内"),
        "notes": [{"title": _("一次性告知补正"), "text": _("材料不齐的，5个工作日内")}],
        "level": 0,
    }
    deliver = {"key": "deliver", "name": _("送达"), "post": str(POSTS["issue"]), "notes": [], "level": last}
    deliver |= {"limit": _("10个工作日内"), "after": ends}
    columns = last + 1 - definition.same_hand
    begun = [accept] if columns == flow_chart.PER_ROW else [apply, accept]
    return [*begun, *stages, *([] if definition.same_hand else [deliver])]


def _stages(definition: Definition, answers: Answers) -> list[dict]:
    """The stages that may apply under these answers, with what each waits for."""
    shown = [stage for stage in definition.flow if _may_apply(stage, answers)]
    keys, made = {stage.key for stage in shown}, {}
    for key in flows.in_order(flows.before(definition.flow)):
        if key in keys:
            stage = definition.stages[key]
            waits = [one.key for one in routes.nearest(definition, key, keys)]
            level = 1 + max((made[one]["level"] for one in waits), default=0)
            made[key] = _stage(stage, answers) | {"after": waits or ["accept"], "level": level}
    free = set(definition.special_procedures) - {name for one in definition.flow for name in one.procedures}
    first = next(iter(made.values()))
    first["notes"] += [_pause(name) for name in definition.special_procedures if name in free][:2]
    return [*made.values()]


def _stage(stage: Stage, answers: Answers) -> dict:
    return {
        "key": stage.key,
        "name": stage.name,
        "post": POSTS.get(stage.post, stage.post),
        "limit": limit(stage.limit),
        "condition": ""
        if not stage.when or (answers and rules.holds(stage.when, answers))
        else _("视情形办理"),
        "notes": [_pause(name) for name in stage.procedures],
    }


def _may_apply(stage: Stage, answers: Answers) -> bool:
    """Do the answers so far leave it possible?"""
    return rules.holds({key: values for key, values in stage.when.items() if key in answers}, answers)


def _pause(name: str) -> dict:
    told = name if len(name) <= NOTE_SIZE else _("停表，书面告知起止")
    return {"title": _("可能进行，不计时"), "text": told}


def conditions(definition: Definition, answers: Answers) -> list[tuple[str, str]]:
    """视情形办理的环节, each with the answers it is for."""
    asked = {question.key: question for question in definition.questions}
    return [
        (
            stage.name,
            "；".join(_asked(asked[key], values) for key, values in stage.when.items() if key in asked),
        )
        for stage in definition.flow
        if stage.when and _may_apply(stage, answers)
    ]


def _asked(question: Question, values: Sequence[str]) -> str:
    labels = [option.label for option in question.options if option.value in values]
    return f"{question.text.rstrip('？?。')}：{_('或者').join(labels)}"


def flow_sum(flow_of: Sequence[Stage], promised: Limit | None) -> str:
    """承诺的8个工作日：审查6，决定2; only where the parts make up the whole."""
    beside = any(stage.after is not None or stage.when for stage in flow_of)
    flow_of = flows.longest(flow_of) if beside else flow_of
    limits = [stage.limit for stage in flow_of if stage.limit]
    if promised is None or not promised.value or len(limits) < len(flow_of):
        return ""
    if {one.unit for one in limits} != {promised.unit} or sum(one.value for one in limits) != promised.value:
        return ""
    parts = "，".join(f"{stage.name}{one.value}" for stage, one in zip(flow_of, limits, strict=True))
    return _("承诺的%(limit)s：%(parts)s。受理、送达另计") % {"limit": limit(promised), "parts": parts}
