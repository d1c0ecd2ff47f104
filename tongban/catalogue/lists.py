"""权责清单、公共服务清单、收费目录清单: the public lists, drawn from the published items.

A list is a scope of items, its columns, and what an item says in each column; a page, a print and an export
show the same rows.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from tongban.catalogue import codes, queries
from tongban.catalogue.definition import Definition
from tongban.catalogue.models import Item
from tongban.catalogue.parts import Basis, Limit
from tongban.core import money
from tongban.identity.models import Agency, Region

Row = dict[str, str]
POWERS = Q(kind__lt="20")  # 20 and above are services


@dataclass(frozen=True, slots=True)
class Choice:
    """What of a list is asked for; `deviating`: only what is not the same everywhere."""

    region: str | None = None
    agency: int | None = None
    kind: str | None = None
    deviating: bool = False

    @property
    def condition(self) -> Q:
        """As a condition on items."""
        given = {"region_id": self.region, "agency_id": self.agency, "kind": self.kind}
        return Q(**{name: value for name, value in given.items() if value is not None})


@dataclass(frozen=True, slots=True)
class List:
    """One list: which items it is about (None: not items), what is found, and the rows that come of it.

    `kinds`, `places` and `only` say how a list that is not of items is narrowed: by kinds of its own, by
    region, and to what lacks something.
    """

    title: str
    sentence: str
    scope: Q | None
    columns: Mapping[str, str]
    found: Callable[[Choice], QuerySet]
    rows: Callable[[Iterable], Iterator[Row]]
    kinds: Callable[[], Mapping[str, str]] = lambda: codes.KINDS
    kind: str = _("事项类型")
    places: Callable[[], list[tuple[str, str]]] | None = None
    only: str = ""


def limit(one: Limit | None) -> str:
    """8个工作日; 当场; empty when there is none."""
    if one is None:
        return ""
    return f"{one.value}{codes.UNITS[one.unit]}" if one.value else "当场"


def basis(laws: Iterable[Basis]) -> str:
    """The laws, each with its article."""
    return "；".join(f"{title(law)}{law.article}" for law in laws)


def title(law: Basis) -> str:
    """《…》."""
    return law.title if law.title.startswith("《") else f"《{law.title}》"


def _said(item: Item) -> Row:
    """What every list says of an item."""
    return {
        "name": item.name,
        "code": item.code,
        "kind": codes.KINDS.get(item.kind, item.kind),
        "agency": item.agency.name,
        "region": item.region.name,
        "level": codes.LEVELS.get(item.level, item.level),
    }


def _power(item: Item, definition: Definition) -> Iterator[Row]:
    yield _said(item) | {"basis": basis(definition.basis)}


def _duty(item: Item, definition: Definition) -> Iterator[Row]:
    yield _said(item) | {
        "posts": _posts(definition),
        "statutory": limit(definition.limits.statutory),
        "promised": limit(definition.limits.promised),
        "supervise": definition.supervise,
        "remedies": "；".join(_remedies(item, definition)),
    }


def _posts(definition: Definition) -> str:
    if not definition.flow:
        return ""
    taken = [f"受理：{codes.POSTS['window']}"]
    for stage in definition.flow:
        span = f"（{limit(stage.limit)}）" if stage.limit else ""
        taken.append(f"{stage.name}：{codes.POSTS.get(stage.post, stage.post)}{span}")
    return "；".join(taken)


def _remedies(item: Item, definition: Definition) -> Iterator[str]:
    review, court = definition.review_body or item.agency.review_body, definition.court or item.agency.court
    if review:
        yield f"行政复议：{review}"
    if court:
        yield f"行政诉讼：{court}"


def _service(item: Item, definition: Definition) -> Iterator[Row]:
    yield _said(item) | {
        "audiences": "、".join(codes.AUDIENCES[word] for word in definition.audiences),
        "channels": "、".join(codes.CHANNELS[word] for word in definition.channels),
        "promised": limit(definition.limits.promised),
        "consult": definition.consult,
    }


def _charges(item: Item, definition: Definition) -> Iterator[Row]:
    """A row for each charge; an item that says only that it charges has one."""
    if not definition.fee.charges:
        yield _said(item) | {"standard": definition.fee.note}
    for charge in definition.fee.charges:
        amount = "按标准核定" if charge.amount is None else f"{money.yuan(charge.amount)}元"
        yield _said(item) | {
            "charge": charge.name,
            "amount": amount,
            "standard": charge.standard,
            "basis": charge.basis,
            "reduction": charge.reduction,
        }


ITEM = {"name": _("事项名称"), "code": _("事项编码"), "kind": _("事项类型"), "agency": _("实施主体")}
ORDER = ("region_id", "agency_id", "kind", "code")
WHERE = {"region": _("行政区划"), "level": _("行使层级")}


def _of_items(
    title: str,
    sentence: str,
    scope: Q,
    columns: Mapping[str, str],
    say: Callable[[Item, Definition], Iterable[Row]],
) -> List:
    """A list of items; `say` gives one row for an item or several. What is not said stays empty."""

    def found(choice: Choice) -> QuerySet[Item]:
        chosen = queries.published().filter(scope, choice.condition)
        return chosen.select_related("agency", "region", "current").order_by(*ORDER)

    def rows(items: Iterable[Item]) -> Iterator[Row]:
        for item in items:
            definition = Definition.model_validate(item.current.definition, strict=False)
            for said in say(item, definition):
                yield {column: said.get(column, "") for column in columns}

    return List(title, sentence, scope, columns, found, rows)


LISTS = {
    "powers": _of_items(
        _("权力清单"),
        _("行政机关依法行使的行政权力：谁行使、在哪一级行使、凭什么行使。"),
        POWERS,
        ITEM | WHERE | {"basis": _("设定依据")},
        _power,
    ),
    "duties": _of_items(
        _("责任清单"),
        _("每项权力由哪个岗位负责、多久办完、向谁监督投诉、不服怎样救济。"),
        POWERS,
        ITEM
        | {
            "posts": _("责任岗位"),
            "statutory": _("法定时限"),
            "promised": _("承诺时限"),
            "supervise": _("监督投诉"),
            "remedies": _("救济途径"),
        },
        _duty,
    ),
    "services": _of_items(
        _("公共服务清单"),
        _("各部门提供的公共服务：给谁、怎么办、多久办完。"),
        Q(kind="20"),
        ITEM
        | WHERE
        | {
            "audiences": _("服务对象"),
            "channels": _("办理形式"),
            "promised": _("承诺时限"),
            "consult": _("咨询方式"),
        },
        _service,
    ),
    "fees": _of_items(
        _("收费目录清单"),
        _("办事要交的费用：收什么、多少、凭什么收、哪些可以减免。目录以外的收费可以拒绝。"),
        Q(charged=True),
        ITEM
        | {
            "charge": _("收费项目"),
            "amount": _("金额"),
            "standard": _("收费标准"),
            "basis": _("收费依据"),
            "reduction": _("减免规定"),
        },
        _charges,
    ),
}


def regions(chosen: List) -> list[tuple[str, str]]:
    """The regions that have a part in it, by code."""
    held = queries.published().filter(chosen.scope or Q()).values("region")
    return [*Region.objects.filter(code__in=held).order_by("code").values_list("code", "name")]


def agencies(chosen: List, region: str | None) -> list[tuple[int, str]]:
    """The agencies that have a part in it, in one region or everywhere."""
    held = queries.published().filter(chosen.scope or Q(), Choice(region).condition).values("agency")
    return [*Agency.objects.filter(pk__in=held).order_by("region_id", "name").values_list("pk", "name")]


def kinds(chosen: List) -> dict[str, int]:
    """How many items it has of each kind."""
    counted = queries.published().filter(chosen.scope or Q()).values_list("kind").annotate(size=Count("pk"))
    return dict(counted.order_by("kind"))


def sizes() -> dict[str, int]:
    """How many items each list has."""
    return queries.published().aggregate(**{key: Count("pk", filter=one.scope) for key, one in LISTS.items()})
