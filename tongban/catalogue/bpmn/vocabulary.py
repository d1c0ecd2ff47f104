"""What elements of BPMN mean for a flow: a step, something beside it, or a reason to refuse the file."""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from tongban.catalogue.bpmn import names

TASKS = frozenset({"task", "userTask", "manualTask"})
GATEWAYS = frozenset({"exclusiveGateway", "parallelGateway"})
NODES = TASKS | GATEWAYS | {"startEvent", "endEvent"}

# They say something beside the flow: read over, and counted.
BESIDE = frozenset(
    {
        "dataObject", "dataObjectReference", "dataStoreReference", "ioSpecification", "dataInputAssociation",
        "dataOutputAssociation", "textAnnotation", "association", "group", "property", "auditing",
        "monitoring", "performer", "humanPerformer", "resourceRole",
    }
)  # fmt: skip
KNOWN = NODES | BESIDE | {"sequenceFlow", "laneSet", "documentation", "extensionElements"}
KNOWN |= {"supportedInterfaceRef", "ioBinding", "correlationSubscription", "supports", "potentialOwner"}

OUTSIDE = {
    "import": "引用别的文件：不会去取，请把需要的内容写在这个文件里",
    "messageFlow": "消息流：一个事项的流程只有一个办理方，通知由办件发出",
    "choreography": "编排图：请导出流程图",
    "conversation": "会话图：请导出流程图",
    "globalConversation": "会话图：请导出流程图",
}
REFUSED = {
    "scriptTask": "脚本任务：不运行任何脚本，请改成由岗位办理的环节",
    "serviceTask": "服务任务：由外部系统自动执行，流程里只有岗位办理的环节",
    "sendTask": "发送任务：通知由办件发出，不是环节",
    "receiveTask": "接收任务：等待外来消息，不是岗位办理的环节",
    "businessRuleTask": "规则任务：自动决定用决定表写，不在流程里",
    "callActivity": "调用活动：请把所调用的环节写在这个流程里",
    "subProcess": "子流程：请把里面的环节写在主流程里",
    "transaction": "事务子流程：请把里面的环节写在主流程里",
    "adHocSubProcess": "随意子流程：环节须有先后次序",
    "inclusiveGateway": "包容网关：走几条分支不确定，请改用排他网关或者并行网关",
    "eventBasedGateway": "事件网关：等待外来事件，不能在流程里表达",
    "complexGateway": "复杂网关：请改用排他网关或者并行网关",
    "choreographyTask": "编排任务：请导出流程图",
    "subChoreography": "编排任务：请导出流程图",
    "callChoreography": "编排任务：请导出流程图",
}
EVENTS = {
    "startEvent": "开始事件",
    "endEvent": "结束事件",
    "boundaryEvent": "边界事件",
    "intermediateCatchEvent": "中间捕获事件",
    "intermediateThrowEvent": "中间抛出事件",
    "implicitThrowEvent": "隐式抛出事件",
    "event": "事件",
}
TRIGGERS = {
    "timerEventDefinition": "定时器，时限和停表写在事项的时限里",
    "messageEventDefinition": "消息，通知由办件发出",
    "signalEventDefinition": "信号，流程之间不互相触发",
    "escalationEventDefinition": "升级，督办不在流程里",
    "errorEventDefinition": "错误，流程里没有程序错误",
    "compensateEventDefinition": "补偿，已办的环节不能由程序撤回",
    "conditionalEventDefinition": "条件触发，请改用带条件的环节",
    "linkEventDefinition": "链接，请直接连线",
    "cancelEventDefinition": "取消，撤回由申请人在办件中提出",
    "terminateEventDefinition": "终止，每条路径都要以决定结束",
    "eventDefinitionRef": "引用的触发条件",
}
LOOPS = {
    "multiInstanceLoopCharacteristics": "多实例：一个环节只由一个岗位办一次",
    "standardLoopCharacteristics": "循环：环节不重复，退回由办件的“退回上一岗”办理",
}
TOKENS = {"startQuantity": "1", "completionQuantity": "1"}


@dataclass(frozen=True, slots=True)
class Refusal:
    """An element that has no place in a flow, and why."""

    element: str  # as BPMN calls it
    id: str
    name: str
    why: str


def refusal(element: Element, why: str) -> Refusal:
    """A refusal of an element."""
    name = " ".join((element.get("name") or element.get("location") or "").split())
    return Refusal(names.local(element.tag) or element.tag, element.get("id", ""), name, why)


def processes(root: Element) -> list[Element]:
    """The processes that are more than a name."""
    found = root.findall(names.model("process"))
    return [
        process
        for process in found
        if any(names.local(child.tag) in NODES | {*REFUSED, *EVENTS} for child in process)
    ]


def refusals(root: Element) -> Iterator[Refusal]:
    """Every element that has no place in a flow."""
    for element in root.iter():
        if why := OUTSIDE.get(names.local(element.tag)):
            yield refusal(element, why)
    for element in list(root.iter(names.model("participant")))[1:]:
        yield refusal(element, "第二个泳池：一个事项的流程只有一个办理方")
    for process in processes(root)[1:]:
        yield refusal(process, "第二个流程：一个文件只读一个流程")
    for process in processes(root):
        yield from _inside(process)


def _inside(process: Element) -> Iterator[Refusal]:
    for child in process:
        name = names.local(child.tag)
        if name and name not in KNOWN and name not in REFUSED and name not in EVENTS:
            yield refusal(child, "流程里没有与它对应的内容")
    for element in process.iter():
        if why := "；".join(_objections(element)):
            yield refusal(element, why)


def _objections(element: Element) -> Iterator[str]:
    name = names.local(element.tag)
    inside = [names.local(child.tag) for child in element]
    if name == "subProcess" and element.get("triggeredByEvent") == "true":
        yield "事件子流程：流程不由事件触发"
    elif name in REFUSED:
        yield REFUSED[name]
    if name in EVENTS:
        yield from (f"{EVENTS[name]}：{TRIGGERS[trigger]}" for trigger in inside if trigger in TRIGGERS)
        if name not in NODES and not TRIGGERS.keys() & set(inside):
            yield f"{EVENTS[name]}：流程里只有开始、环节、网关和结束"
    yield from (LOOPS[loop] for loop in inside if loop in LOOPS)
    if name in TASKS and element.get("isForCompensation") == "true":
        yield "补偿活动：已办的环节不能由程序撤回"
    if name in TASKS and any(element.get(key, one) != one for key, one in TOKENS.items()):
        yield "要几个令牌才开始或者结束：环节只办一次"


def beside(root: Element) -> dict[str, int]:
    """What is read over, and how often it occurs."""
    counted: dict[str, int] = {}
    for process in processes(root):
        for element in process.iter():
            if (name := names.local(element.tag)) in BESIDE:
                counted[name] = counted.get(name, 0) + 1
    return dict(sorted(counted.items()))
