import pytest

from tests.catalogue.bpmn.samples import file, lines, nodes
from tongban.catalogue import bpmn

XOR, AND = "exclusiveGateway", "parallelGateway"
FORK = ("task:a", "task:b", "task:c", "task:d")
TIMER = '<boundaryEvent id="x" attachedToRef="a"><timerEventDefinition/></boundaryEvent>'
PLAIN = nodes("task:a") + lines("s>a", "a>e")


def stages(*parts: str) -> list[tuple]:
    """Key, name, act, what it waits for, its condition; the text of a refusal where there is one."""
    reading = bpmn.read(file("".join(parts)))
    assert not reading.refused, reading.refused
    return [(s.key, s.name, s.act, s.after, s.when) for s in reading.stages]


def refusals(*parts: str, beside: str = "") -> list[tuple[str, str, str]]:
    reading = bpmn.read(file("".join(parts), beside))
    assert reading.stages == ()
    return [(one.element, one.id, one.why) for one in reading.refused]


@pytest.mark.parametrize("kind", ["task", "userTask", "manualTask"])
def test_a_sequence_ends_with_the_decision(kind):
    drawn = nodes(f"{kind}:b", f"{kind}:a") + lines("a>b", "s>a", "b>e")

    assert stages(drawn) == [
        ("stage_1", "A", "review", None, {}),
        ("stage_2", "B", "decide", None, {}),
    ]


def test_parallel_branches_wait_for_what_is_before_them():
    drawn = nodes(*FORK, f"{AND}:f", f"{AND}:j")
    ways = lines("s>a", "a>f", "f>b", "f>c", "b>j", "c>j", "j>d", "d>e")

    assert stages(drawn, ways) == [
        ("stage_1", "A", "review", None, {}),
        ("stage_2", "B", "review", None, {}),
        ("stage_3", "C", "review", ("stage_1",), {}),
        ("stage_4", "D", "decide", ("stage_2", "stage_3"), {}),
    ]


def test_exclusive_branches_carry_their_conditions():
    drawn = nodes(*FORK, f"{XOR}:f", f"{XOR}:j")
    ways = lines("s>f", 'f>a size = "big"', "a>b", 'f>c size = "small"', "b>j", "c>j", "j>d", "d>e")

    assert stages(drawn, ways) == [
        ("stage_1", "A", "review", None, {"size": ["big"]}),
        ("stage_2", "B", "review", None, {"size": ["big"]}),
        ("stage_3", "C", "review", (), {"size": ["small"]}),
        ("stage_4", "D", "decide", ("stage_2", "stage_3"), {}),
    ]


def test_a_branch_without_stages_needs_no_condition():
    drawn = nodes("task:a", "task:d", f"{XOR}:f", f"{XOR}:j")
    ways = lines("s>f", 'f>a size = "big"', "f>j", "a>j", "j>d", "d>e")

    assert stages(drawn, ways) == [
        ("stage_1", "A", "review", None, {"size": ["big"]}),
        ("stage_2", "D", "decide", None, {}),
    ]


def test_conditions_of_nested_branches_add_up():
    drawn = nodes("task:a", "task:d", f"{XOR}:f", f"{XOR}:g", f"{XOR}:h", f"{XOR}:j")
    ways = ["s>f", 'f>g size in ("big", "huge")', "f>j", 'g>a size = "big" and food = "yes"', "g>h", "a>h"]

    assert stages(drawn, lines(*ways, "h>j", "j>d", "d>e")) == [
        ("stage_1", "A", "review", None, {"size": ["big"], "food": ["yes"]}),
        ("stage_2", "D", "decide", None, {}),
    ]


def test_branches_may_end_apart():
    drawn = nodes("task:a", "task:b", f"{XOR}:f") + '<endEvent id="x"/>'
    ways = lines("s>f", 'f>a size = "big"', 'f>b size = "small"', "a>e", "b>x")

    assert stages(drawn, ways) == [
        ("stage_1", "A", "decide", None, {"size": ["big"]}),
        ("stage_2", "B", "decide", (), {"size": ["small"]}),
    ]


def test_posts_are_lanes_or_owners():
    owner = "<potentialOwner><resourceRef>r1</resourceRef></potentialOwner>"
    lanes = """<laneSet id="l"><lane id="l1" name="审查岗"><flowNodeRef> a </flowNodeRef>
      <childLaneSet id="m"><lane id="l2" name="Team  A"><flowNodeRef>b</flowNodeRef></lane></childLaneSet>
      </lane></laneSet>"""
    drawn = f'{lanes}{nodes("task:a", "task:b")}<task id="c" name="C">{owner}</task><task id="d" name="D"/>'
    found = bpmn.read(
        file(drawn + lines("s>a", "a>b", "b>c", "c>d", "d>e"), '<resource id="r1" name="决定岗"/>')
    )

    assert [stage.post for stage in found.stages] == ["review", "Team A", "decide", ""]


def test_documentation_becomes_the_note():
    said = '<task id="a" name=" 现场 \n 核查 "><documentation> 两人\n上门 </documentation></task>'
    found = bpmn.read(file(nodes() + said + lines("s>a", "a>e")))

    assert [(stage.name, stage.note) for stage in found.stages] == [("现场 核查", "两人\n上门")]


def test_what_says_nothing_of_the_flow_is_counted():
    beside = '<textAnnotation id="n"><text>x</text></textAnnotation><dataObject id="o"/><dataObject id="q"/>'

    assert bpmn.read(file(PLAIN + beside)).beside == {"dataObject": 2, "textAnnotation": 1}


@pytest.mark.parametrize(
    ("kind", "inside", "why"),
    [
        ("scriptTask", "<script>boom()</script>", "脚本任务：不运行任何脚本，请改成由岗位办理的环节"),
        ("serviceTask", "", "服务任务：由外部系统自动执行，流程里只有岗位办理的环节"),
        ("sendTask", "", "发送任务：通知由办件发出，不是环节"),
        ("receiveTask", "", "接收任务：等待外来消息，不是岗位办理的环节"),
        ("businessRuleTask", "", "规则任务：自动决定用决定表写，不在流程里"),
        ("callActivity", "", "调用活动：请把所调用的环节写在这个流程里"),
        ("subProcess", "<task id='z' name='Z'/>", "子流程：请把里面的环节写在主流程里"),
        ("subProcess triggeredByEvent='true'", "", "事件子流程：流程不由事件触发"),
        ("transaction", "", "事务子流程：请把里面的环节写在主流程里"),
        ("adHocSubProcess", "", "随意子流程：环节须有先后次序"),
        ("inclusiveGateway", "", "包容网关：走几条分支不确定，请改用排他网关或者并行网关"),
        ("eventBasedGateway", "", "事件网关：等待外来事件，不能在流程里表达"),
        ("complexGateway", "", "复杂网关：请改用排他网关或者并行网关"),
        ("task", "<multiInstanceLoopCharacteristics/>", "多实例：一个环节只由一个岗位办一次"),
        (
            "task",
            "<standardLoopCharacteristics/>",
            "循环：环节不重复，退回由办件的“退回上一岗”办理",
        ),
        ("task isForCompensation='true'", "", "补偿活动：已办的环节不能由程序撤回"),
        ("task completionQuantity='2'", "", "要几个令牌才开始或者结束：环节只办一次"),
        ("boundaryEvent", "<timerEventDefinition/>", "边界事件：定时器，时限和停表写在事项的时限里"),
        ("boundaryEvent", "<compensateEventDefinition/>", "边界事件：补偿，已办的环节不能由程序撤回"),
        ("intermediateCatchEvent", "<messageEventDefinition/>", "中间捕获事件：消息，通知由办件发出"),
        ("intermediateThrowEvent", "", "中间抛出事件：流程里只有开始、环节、网关和结束"),
        ("startEvent", "<signalEventDefinition/>", "开始事件：信号，流程之间不互相触发"),
        ("endEvent", "<terminateEventDefinition/>", "结束事件：终止，每条路径都要以决定结束"),
        ("endEvent", "<eventDefinitionRef>x</eventDefinitionRef>", "结束事件：引用的触发条件"),
        ("dreamTask", "", "流程里没有与它对应的内容"),
    ],
)
def test_each_element_without_a_place_is_refused(kind, inside, why):
    name = kind.split()[0]

    assert refusals(PLAIN, f'<{kind} id="x">{inside}</{name}>') == [(name, "x", why)]


@pytest.mark.parametrize(
    ("beside", "element"),
    [
        ('<collaboration id="c"><messageFlow id="x"/></collaboration>', "messageFlow"),
        ('<collaboration id="c"><participant id="w"/><participant id="x"/></collaboration>', "participant"),
        ('<import id="x" importType="a" location="http://127.0.0.1:1/" namespace="b"/>', "import"),
        ('<choreography id="x"/>', "choreography"),
    ],
)
def test_what_stands_beside_the_process_is_refused(beside, element):
    assert [one[:2] for one in refusals(PLAIN, beside=beside)] == [(element, "x")]


def test_a_second_process_is_refused_an_empty_one_is_not():
    second = '<process id="x"><task id="y" name="Y"/></process>'
    empty = '<process id="x"/>'

    assert [one[:2] for one in refusals(PLAIN, beside=second)] == [("process", "p")]
    assert len(bpmn.read(file(PLAIN, empty)).stages) == 1
    assert [one[2] for one in refusals("")] == ["文件里没有流程"]


FIRST, AFTER = "开始事件不能有连线通到这里", "结束事件之后不能再有连线"
TWO = "流程有2个开始事件，应当只有1个"
NEVER = "几个条件互相矛盾，这个环节永远不会办理"
SPLIT = "几条连线直接分出，请用网关分开"
MERGE = "几条连线直接汇入，请先用网关汇合"
DEAD = "没有连到下一步，每条路径都要有结束事件"
ORPHAN = "没有连线通到这里"
BACK = "流程又回到这里：环节不重复，退回由办件的“退回上一岗”办理"
HALF = "排他网关汇合的不是同一网关分出的全部分支"
STUCK = "并行网关等待的分支不一定都会走到，请先用排他网关汇合"
BIG, SMALL = 'size = "big"', 'size = "small"'


@pytest.mark.parametrize(
    ("words", "pairs", "expected"),
    [
        ([], ["s>e"], [("process", "p", "流程里没有环节")]),
        (["task:a"], ["s>e"], [("task", "a", ORPHAN)]),
        (["task:a"], ["s>a"], [("task", "a", DEAD), ("endEvent", "e", ORPHAN)]),
        (["task:a"], ["s>a", "a>e", "e>a"], [("task", "a", MERGE), ("endEvent", "e", AFTER)]),
        (["task:a"], ["s>a", "a>e", "a>s"], [("startEvent", "s", FIRST), ("task", "a", SPLIT)]),
        (["task:a"], ["s>a", "a>e", "a>gone"], [("sequenceFlow", "a-gone", "连到不存在的元素“gone”")]),
        (["task:a"], ["s>a", "s>a", "a>e"], [
            ("sequenceFlow", "s-a", "标识与前面的元素相同"), ("startEvent", "s", SPLIT), ("task", "a", MERGE),
        ]),
        (["task:a", "task:a"], ["s>a", "a>e"], [("task", "a", "标识与前面的元素相同")]),
        (["task:a", "startEvent:x"], ["s>a", "a>e", "x>e"], [("process", "p", TWO)]),
        (["task:a"], ["s>a true", "a>e"], [("sequenceFlow", "s-a", "只有排他网关的分支可以带条件")]),
        (["task:a", "task:b", f"{XOR}:f", f"{XOR}:j"],
         ["s>j", "j>a", "a>f", "f>b", "f>j", "b>e"], [("task", "a", BACK)]),
        (["task:a", "task:b", f"{AND}:f"], ["s>f", "f>a", "f>b", "a>e", "b>f"],
         [("parallelGateway", "f", "网关又汇合又分开，请拆成两个")]),
        (["task:a", "task:b", f"{XOR}:f", f"{XOR}:j"], ["s>f", "f>a", "f>b", "a>j", "b>j", "j>e"],
         [("sequenceFlow", "f-a", "网关“F”的分支上有环节，却没有写明条件"),
          ("sequenceFlow", "f-b", "网关“F”的分支上有环节，却没有写明条件")]),
        (["task:a", "task:b", f"{XOR}:f", f"{XOR}:j"],
         ["s>f", "f>a ${approved}", f"f>b {BIG}", "a>j", "b>j", "j>e"],
         [("sequenceFlow", "f-a", "条件“${approved}”不是对情形问题的回答，不会去计算")]),
        (["task:a", "task:b", f"{XOR}:f", f"{XOR}:j"],
         ["s>f", f"f>a {BIG}", 'f>b food = "yes"', "a>j", "b>j", "j>e"],
         [("exclusiveGateway", "f", "几条分支的条件可以同时成立，请让它们互相排斥")]),
        (["task:a", "task:b", f"{XOR}:f", f"{AND}:j"],
         ["s>f", f"f>a {BIG}", f"f>b {SMALL}", "a>j", "b>j", "j>e"], [("parallelGateway", "j", STUCK)]),
        (["task:a", "task:b", f"{AND}:f", f"{XOR}:j"],
         ["s>f", "f>a", "f>b", "a>j", "b>j", "j>e"], [("exclusiveGateway", "j", HALF)]),
        (["task:a", "task:b", "task:c", f"{XOR}:f", f"{XOR}:j"],
         ["s>f", f"f>a {BIG}", f"f>b {SMALL}", 'f>c size = "no"', "a>j", "b>j", "j>e", "c>e"],
         [("exclusiveGateway", "j", HALF)]),
        (["task:a", "task:b", f"{XOR}:f", f"{XOR}:g"],
         ["s>f", f"f>g {BIG}", "f>e", f"g>a {SMALL}", "g>e", "a>b", "b>e"],
         [("task", "a", NEVER), ("task", "b", NEVER)]),
    ],
)  # fmt: skip
def test_what_cannot_be_followed_is_refused(words, pairs, expected):
    assert refusals(nodes(*words), lines(*pairs)) == expected


def test_a_default_branch_with_stages_is_refused():
    gateway = '<exclusiveGateway id="f" default="f-b"/>'
    ways = lines("s>f", f"f>a {BIG}", "f>b", "a>j", "b>j", "j>e")

    assert refusals(nodes("task:a", "task:b", f"{XOR}:j"), gateway, ways) == [
        ("sequenceFlow", "f-b", "网关的默认分支上有环节，请写明条件")
    ]


@pytest.mark.parametrize(
    ("marks", "why"),
    [
        ('<own:stage key="A-1" act="review"/>', "环节的要素写法不对：key"),
        ('<own:stage key="a" act="sleep"/>', "环节的要素写法不对：act"),
        ('<own:stage key="a" act="review" power="all"/>', "环节的要素写法不对：power"),
        ('<own:limit value="-1" unit="year"/>', "环节的要素写法不对：limit.value、limit.unit"),
        ('<own:limit value="many"/>', "环节的要素写法不对：limit.value"),
    ],
)
def test_our_own_marks_are_checked(marks, why):
    task = f'<task id="a" name="A"><extensionElements>{marks}</extensionElements></task>'

    assert refusals(nodes(), task, lines("s>a", "a>e")) == [("task", "a", why)]


def test_a_key_is_given_once_and_every_stage_has_a_name():
    mark = '<extensionElements><own:stage key="k" act="review"/></extensionElements>'
    tasks = f'<task id="a" name="A">{mark}</task><task id="b" name=" ">{mark}</task>'

    assert refusals(nodes(), tasks, lines("s>a", "a>b", "b>e")) == [
        ("task", "b", "标识“k”与另一个环节相同"),
        ("task", "b", "环节没有名称"),
    ]


def test_new_tasks_get_keys_that_no_other_has():
    mark = '<extensionElements><own:stage key="stage_1" act="review"/></extensionElements>'
    drawn = nodes("task:a", "task:c") + f'<task id="b" name="B">{mark}</task>'

    assert [one[0] for one in stages(drawn, lines("s>a", "a>b", "b>c", "c>e"))] == [
        "stage_2",
        "stage_1",
        "stage_3",
    ]
