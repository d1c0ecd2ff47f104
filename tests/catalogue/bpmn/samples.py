"""Small flows and small BPMN files."""

from tongban.catalogue.definition import Definition

HEAD = (
    '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:own="urn:tongban:flow:1" id="file" targetNamespace="t">'
)

BRANCHED = (
    {"key": "a", "post": "review2"},
    {"key": "b", "after": [], "when": {"size": ["big"]}, "post": "某处 负责人"},
    {"key": "c", "after": ["a"]},
    {"key": "d", "after": ["a", "b"], "act": "visit"},
    {"key": "outcome", "after": ["c", "d"], "act": "decide", "post": "decide"},
)


def definition(*stages: dict, **elements) -> Definition:
    """An item with these stages; what they do not say is filled in."""
    flow = [{"name": stage["key"].upper(), "act": "review", "post": "review"} | stage for stage in stages]
    return Definition.model_validate({"name": "甲类许可", "kind": "01", "flow": flow} | elements)


def file(process: str, beside: str = "") -> bytes:
    """A file with one process."""
    return f'{HEAD}{beside}<process id="p">{process}</process></definitions>'.encode()


def nodes(*words: str) -> str:
    """`task:a` is a task with id a and name A; s and e are start and end."""
    parts = [word.partition(":") for word in ("startEvent:s", *words, "endEvent:e")]
    return "".join(f'<{kind} id="{key}" name="{key.upper()}"/>' for kind, _, key in parts)


def lines(*pairs: str) -> str:
    """`a>b` is a line with the id a>b; after a space follows its condition."""
    made = []
    for pair in pairs:
        ends, _, condition = pair.partition(" ")
        source, _, target = ends.partition(">")
        inside = f"<conditionExpression><![CDATA[{condition}]]></conditionExpression>" if condition else ""
        ends = f'sourceRef="{source}" targetRef="{target}"'
        made.append(f'<sequenceFlow id="{source}-{target}" {ends}>{inside}</sequenceFlow>')
    return "".join(made)
