"""字段属性: what can be said of a field, by its kind, as inputs of the page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongban.catalogue import elements
from tongban.catalogue.models import Proposal
from tongban.console import editing
from tongban.console.forms import kinds, outline, reading, sources
from tongban.console.forms.outline import Asked, Place
from tongban.console.inputs import Input
from tongban.core import forms, money
from tongban.identity import regions
from tongban.ui.forms.fields import WIDE

LABELS = {
    "title": gettext_lazy("名称"),
    "description": gettext_lazy("填写说明"),
    "x-full": gettext_lazy("占一整行"),
    "options": gettext_lazy("选项"),
    "whole": gettext_lazy("只填整数"),
    "structured": gettext_lazy("地区和详细地址分开填"),
    "minLength": gettext_lazy("最少几个字"),
    "maxLength": gettext_lazy("最多几个字"),
    "minItems": gettext_lazy("最少"),
    "maxItems": gettext_lazy("最多"),
    "minimum": gettext_lazy("最小"),
    "maximum": gettext_lazy("最大"),
    "x-max-field": gettext_lazy("不能大于哪一项"),
    "pattern": gettext_lazy("格式（正则表达式）"),
    "x-message": gettext_lazy("格式不对时说什么"),
    "examples": gettext_lazy("填写的例子"),
    "x-level": gettext_lazy("选到哪一级"),
    "x-within": gettext_lazy("只在哪个地区里选"),
    "x-source": gettext_lazy("自动填入"),
    "readOnly": gettext_lazy("自动填入的不能改"),
    "x-meaning": gettext_lazy("沿用标识"),
}
HINTS = {
    "options": gettext_lazy("每行一项。要另用代号的写成“代号=文字”，改文字不影响已经用到代号的地方"),
    "x-message": gettext_lazy("写明怎样才对，例如：请填6位数字的邮政编码"),
    "x-meaning": gettext_lazy("各事项标识相同的字段，沿用申请人上一次填的内容。小写英文字母"),
    "minimum": gettext_lazy("金额以元为单位"),
}
LEVELS = {
    "1": gettext_lazy("省"),
    "2": gettext_lazy("市"),
    "3": gettext_lazy("县（区）"),
    "4": gettext_lazy("乡镇（街道）"),
    "5": gettext_lazy("村（社区）"),
}
PARTS = {
    "basic": (gettext_lazy("基本"), ("title", "description")),
    "value": (
        gettext_lazy("填什么"),
        (
            "options", "whole", "structured", "minLength", "maxLength", "minItems", "maxItems", "minimum",
            "maximum", "x-max-field", "pattern", "x-message", "examples", "x-level", "x-within", "x-full",
        ),
    ),
    "known": (gettext_lazy("预填"), ("x-source", "readOnly", "x-meaning")),
    "when": (gettext_lazy("什么时候填"), ("x-when",)),
    "compute": (gettext_lazy("计算"), ("x-compute",)),
}  # fmt: skip
FLAGS = {"whole", "structured", "readOnly", "x-full"}
RECKONED = {"basic", "value", "when", "compute"}  # what is said of a field that is reckoned


@dataclass(frozen=True, slots=True)
class Page:
    """What the properties are drawn from."""

    proposal: Proposal
    form: object
    place: Place
    one: Asked
    errors: Mapping[str, tuple[str, ...]]

    @property
    def kind(self) -> str:
        """As the designer calls it."""
        return kinds.of(self.one.field)

    @property
    def around(self) -> list[Asked]:
        """The other fields that this one may speak of, those of its own row first."""
        own = [one for one in outline.group(self.form, self.place[:-1]) if one.key != self.one.key]
        if len(self.place) == 1:
            return own
        return own + [one for n, one in enumerate(outline.asked(self.form)) if n != self.place[0]]


@dataclass(frozen=True, slots=True)
class Operand:
    """One thing to reckon with: a field, or a number or text written down."""

    field: str
    literal: str


@dataclass(frozen=True, slots=True)
class Part:
    """Properties that belong together."""

    key: str
    title: str
    words: tuple[str, ...]
    inputs: tuple[Input, ...] = ()
    said: str = ""  # in words, for what is folded
    errors: tuple[str, ...] = ()
    op: str = ""
    operands: tuple[Operand, ...] = ()
    offered: tuple[tuple[str, str], ...] = ()
    digits: object = ""


def parts(page: Page) -> tuple[Part, ...]:
    """Those that the kind admits."""
    admits = kinds.KINDS[page.kind].admits
    reckoned = "x-compute" in page.one.field
    made = []
    for key, (title, words) in PARTS.items():
        admitted = tuple(word for word in words if admits(word) and _offered(word, page))
        if admitted and not (reckoned and key not in RECKONED):
            made.append(MAKERS.get(key, _plain)(key, str(title), admitted, page))
    return tuple(made)


def _offered(word: str, page: Page) -> bool:
    """Rows cannot be filled in from elsewhere; a division belongs to an address in two parts."""
    if word in kinds.KNOWN or word == "x-meaning":
        return len(page.place) == 1
    return word not in kinds.PLACE or page.kind == "division" or page.one.field.get("type") == "object"


def _plain(key: str, title: str, words: tuple[str, ...], page: Page) -> Part:
    return Part(key, title, words, tuple(_input(word, page) for word in words))


def _input(word: str, page: Page) -> Input:
    shared = {"path": f"p.{word}", "label": str(LABELS[word]), "errors": page.errors.get(word, ())}
    if word in FLAGS:
        return Input(**shared, kind="flag", value=_ticked(word, page))
    if word in OPTIONS:
        value = str(page.one.field.get(word, ""))
        known = tuple((code, str(words)) for code, words in OPTIONS[word](page).items())
        strange = ((value, value),) if value and value not in dict(known) else ()
        return Input(**shared, kind="choice", value=value, options=known + strange)
    kind = "long" if word in ("description", "options") else "text"
    return Input(**shared, kind=kind, value=_value(word, page), words=str(HINTS.get(word, "")))


def _ticked(word: str, page: Page) -> bool:
    field = page.one.field
    if word == "x-full":
        return bool(field.get(word, kinds.engine(page.kind) in WIDE))
    kinds_of_type = {"whole": "integer", "structured": "object"}
    return field.get("type") == kinds_of_type[word] if word in kinds_of_type else bool(field.get(word))


def _value(word: str, page: Page) -> str:
    value = page.one.field.get(word, "")
    if word == "options":
        given = reading.options(page.one.field)
        return "\n".join(title if str(code) == title else f"{code}={title}" for code, title in given)
    if word == "examples":
        return str(value[0]) if isinstance(value, list) and value else ""
    if page.kind == "money" and isinstance(value, int):
        return money.yuan(value)
    return str(value)


def _limits(page: Page) -> dict[str, str]:
    alike = [one for one in page.around if kinds.of(one.field) == page.kind]
    return {one.key: str(one.field.get("title") or one.key) for one in alike}


def _regions(page: Page) -> dict[str, str]:
    code = page.proposal.region_id
    return regions.full_names([*reversed(regions.ancestors(code)), code])


OPTIONS: dict[str, Callable[[Page], Mapping]] = {
    "x-level": lambda _page: LEVELS,
    "x-within": _regions,
    "x-max-field": _limits,
    "x-source": lambda page: sources.known(page.proposal.definition),
}


def _when(key: str, title: str, words: tuple[str, ...], page: Page) -> Part:
    """The fields and questions that have options, and what else is asked for already."""
    asked = elements.questions(page.proposal.definition)
    own = {
        one.key: (str(one.field.get("title") or one.key), _answers(one.field))
        for one in page.around
        if kinds.of(one.field) in ("choice", "select", "multi", kinds.FLAG)
    }
    every = {name: said for name, said in asked.items() if name} | own
    when = page.one.field.get("x-when")
    wanted = (
        {name: sorted(forms.words(said)) for name, said in when.items()} if isinstance(when, dict) else {}
    )
    every |= {name: (name, {each: each for each in wanted[name]}) for name in wanted if name not in every}
    boxes = tuple(
        Input(f"p.x-when.{name}", text, "choices", wanted.get(name, []), tuple(answers.items()))
        for name, (text, answers) in every.items()
    )
    return Part(key, title, words, boxes, elements.condition(wanted, every), page.errors.get("x-when", ()))


def _answers(field: dict) -> dict[str, str]:
    given = reading.options(field) or [("true", _("是")), ("false", _("否"))]
    return {str(value): title for value, title in given}


def _compute(key: str, title: str, words: tuple[str, ...], page: Page) -> Part:
    rule = page.one.field.get("x-compute")
    said = rule if isinstance(rule, dict) else {}
    op, of = str(said.get("op", "")), said.get("of")
    offered = _operands(op, page)
    known = dict(offered)
    given = [
        Operand(one, "") if isinstance(one, str) and one in known else Operand("", str(one))
        for one in (of if isinstance(of, list) else [])
    ]
    room = {"total": 1, "count": 1, "days_between": 2, "years_between": 2}.get(op, len(given) + 1)
    given += [Operand("", "")] * max(0, (room if op else 0) - len(given))
    return Part(
        key, title, words, said=str(kinds.OPERATIONS.get(op, "")), errors=page.errors.get("x-compute", ()),
        op=op, operands=tuple(given), offered=offered, digits=said.get("digits", ""),
    )  # fmt: skip


TAKES = {
    "count": {"rows", "multi"},
    "days_between": {"date"},
    "years_between": {"date"},
    "join": {"text", "textarea", "date", "choice", "select", "credit_code"},
}


def _operands(op: str, page: Page) -> tuple[tuple[str, str], ...]:
    """The fields with which that can be reckoned."""
    takes = TAKES.get(op, {"number", "money"})
    if op != "total":
        fit = [one for one in page.around if kinds.of(one.field) in takes]
        return tuple((one.key, str(one.field.get("title") or one.key)) for one in fit)
    return tuple(
        (f"{one.key}.{inner.key}", f"{one.field.get('title') or one.key}：{inner.field.get('title')}")
        for n, one in enumerate(outline.asked(page.form))
        for inner in outline.group(page.form, (n,))
        if kinds.of(inner.field) in takes
    )


MAKERS: dict[str, Callable[[str, str, tuple[str, ...], Page], Part]] = {"when": _when, "compute": _compute}


def address(proposal: Proposal, element: str) -> str:
    """Where an element is edited."""
    return editing.place(proposal, element)
