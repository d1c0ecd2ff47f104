"""表单检查: what is wrong with a form itself, found before it is published.

`form.schema.json` says how a form is written; here stands what it cannot say: names that lead nowhere,
circles, sums of what cannot be added.
"""

from collections.abc import Collection, Iterator, Mapping
from functools import cache
from graphlib import CycleError
from json import dumps
from pathlib import Path

import jsonschema_rs

from tongban.core import forms
from tongban.core.forms import fields_of, kind_of

MOST = 300
DEEPEST = 12
SHOWN = 50  # faults named at once
SCHEMA = Path(__file__).parent / "form.schema.json"
REASONS = {
    "additionalProperties": "有不认识的写法。只用说明中的关键字，不能用$ref、allOf等",
    "propertyNames": "字段标识只能用小写英文字母、数字和下划线，以字母开头，最多40个字",
}
JOINED = {"text", "textarea", "date", "choice", "select", "credit_code", "literal"}
NUMBERS = {"number", "money", "literal"}

Found = Iterator[tuple[str, str]]
Questions = Mapping[str, Collection[str]]


def faults(form: Mapping, questions: Questions | None = None) -> list[tuple[str, str]]:
    """What forbids its use, as (place, sentence); `questions` of the situation come with their options."""
    found = unreadable(form) or list(_group(form, "form", {}, questions or {})) or list(_by_validator(form))
    return found[:SHOWN]


@cache
def _grammar() -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(SCHEMA.read_text(encoding="utf-8"), offline=True)


def unreadable(form: Mapping) -> list[tuple[str, str]]:
    """What is wrong with its writing: as long as there is any, nothing else can be said of it."""
    if _too_deep(form):
        return [("form", f"嵌套超过{DEEPEST}层，没有读。请把字段直接写在properties里，重复的一组只能有一层")]
    fields = form.get("properties") if isinstance(form, Mapping) else None
    inner = [field.get("items") for field in _mapped(fields) if isinstance(field, Mapping)]
    count = len(_mapped(fields)) + sum(len(_mapped(_mapping(each).get("properties"))) for each in inner)
    if count > MOST:
        return [("form", f"共{count}个字段，最多{MOST}个。请分成几个事项，或者把长内容改为上传材料")]
    try:
        wrong = list(_grammar().iter_errors(form))
    except (ValueError, TypeError, RecursionError):
        return [("form", "表单的写法不对，不是JSON Schema")]
    return [
        (".".join(["form", *map(str, one.instance_path)]), REASONS.get(one.kind.name, "这里的写法不对"))
        for one in wrong
    ]


def _too_deep(form: object) -> bool:
    """Asked first, level by level: whoever reads it recursively may come to the end of his stack."""
    level = [form]
    for _ in range(DEEPEST):
        level = [
            part for whole in level for part in (_mapped(whole) or (whole if isinstance(whole, list) else []))
        ]
    return bool(level)


def _mapping(part: object) -> Mapping:
    return part if isinstance(part, Mapping) else {}


def _mapped(part: object) -> list:
    return list(_mapping(part).values())


def _group(schema: Mapping, place: str, around: Mapping, questions: Questions) -> Found:
    fields = fields_of(schema)
    every = {**around, **fields}
    yield from (
        (f"{place}.required", f"没有字段“{key}”") for key in schema.get("required", []) if key not in fields
    )
    for key, field in fields.items():
        here = f"{place}.properties.{key}"
        wrong = _kind(field, bool(around)) or _computation(field, every)
        if wrong:
            yield here, wrong
        yield from _condition(field, f"{here}.x-when", every, questions)
        if kind_of(field) == "rows" and not wrong:
            yield from _group(field["items"], f"{here}.items", fields, questions)
    if sum(kind_of(field) == "signature" for field in fields.values()) > 1:
        yield place, "一张表只签一处名"
    try:
        list(forms.order(fields))
    except CycleError as cycle:
        yield place, f"条件或者计算绕成了一圈：{' → '.join(cycle.args[1])}"


def _kind(field: Mapping, in_rows: bool) -> str | None:
    kind, given = kind_of(field), field.get("type")
    if kind not in forms.KINDS:
        return f"没有“{kind[:40]}”这种字段"
    if given is not None and given not in forms.KINDS[kind]:
        return f"“{kind}”字段的type应为{'或'.join(forms.KINDS[kind])}"
    if kind in ("rows", "signature") and in_rows:
        return "重复的一组里面不能再有重复的组或者签名"
    if kind == "rows" and not fields_of(field):
        return "重复的一组要写明每行的字段（items.properties）"
    if kind in ("choice", "select", "multi") and not forms.options(field):
        return "没有可选的内容"
    return None


def _condition(field: Mapping, here: str, every: Mapping, questions: Questions) -> Found:
    for key, wanted in field.get("x-when", {}).items():
        known = {value for value, _ in forms.options(every[key])} if key in every else questions.get(key)
        strange = sorted(forms.words(wanted) - {*known}) if known else []
        if key not in every and key not in questions:
            yield here, f"条件引用了不存在的字段或者问题“{key}”"
        elif strange:
            yield here, f"“{key}”没有选项“{strange[0]}”"


def _computation(field: Mapping, every: Mapping) -> str | None:
    if "x-compute" not in field:
        return None
    op, of = field["x-compute"]["op"], field["x-compute"]["of"]
    given = [_operand(one, op, every) for one in of]
    if None in given:
        return f"计算引用了不存在的字段“{of[given.index(None)]}”"
    if forms.SEALED & {*given}:
        return "身份证号、手机号、银行卡号不能参加计算"
    takes = {"count": {"rows", "multi"}, "days_between": {"date"}, "years_between": {"date"}, "join": JOINED}
    if not {*given} <= takes.get(op, NUMBERS):
        return f"这几项不能这样算：{'、'.join(map(str, of))}"
    many = {"days_between": 2, "years_between": 2, "count": 1, "total": 1}.get(op, len(of))
    if len(of) != many:
        return f"{op}要{many}项"
    right = _result(op, [kind for kind in given if kind])
    if kind_of(field) not in right:
        return f"计算的结果应是{'或'.join(sorted(right))}字段" if right else "金额和数字不能这样算"
    return None


def _operand(one: str | float, op: str, every: Mapping) -> str | None:
    """The kind of what is computed with; None where there is none of that name."""
    if not isinstance(one, str):
        return "literal"
    rows, _dot, key = one.partition(".")
    if op == "total":
        inner = fields_of(every.get(rows, {}))
        return kind_of(inner[key]) if key in inner else None
    return kind_of(every[one]) if one in every else "literal" if op == "join" else None


def _result(op: str, given: list[str]) -> set[str]:
    money, alone = given.count("money"), "number" not in given
    if op == "join":
        return {"text", "textarea"}
    if not money:
        return {"number"}
    if op in ("sum", "difference", "total"):
        return {"money"} if alone else set()
    if op == "quotient" and given[0] == "money":
        return {"money"} if money == 1 else {"number"} if given == ["money", "money"] else set()
    return {"money"} if op == "product" and money == 1 else set()


def _by_validator(form: Mapping) -> Found:
    """What the validator refuses: patterns that are none, or that need more than linear time."""
    for key, field in fields_of(form).items():
        bare = {word: said for word, said in field.items() if word != "items"}
        places = {f"form.properties.{key}": bare}
        places |= {f"form.properties.{key}.items.properties.{k}": it for k, it in fields_of(field).items()}
        for place, part in places.items():
            try:
                forms.validator(dumps(part, sort_keys=True))
            except ValueError as wrong:
                yield place, f"格式（pattern）不能用：{str(wrong).splitlines()[0][:100]}"
