"""负面清单、代码集、标准、下放委托清单 as public lists: the same machine as the lists of items."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from tongban.catalogue import codes
from tongban.catalogue.entrusting import queries as entrusting
from tongban.catalogue.lists import Choice, List, Row
from tongban.catalogue.models import Code, CodeSet, Entrustment, Restriction, Standard
from tongban.catalogue.registers import restrictions, standards

KINDS = dict(Restriction._meta.get_field("kind").flatchoices)
STANDARDS = dict(Standard._meta.get_field("kind").flatchoices)
SPAN = {"since": _("施行日期"), "until": _("截止日期")}


def _span(one: Any) -> Row:
    return {"since": f"{one.since or ''}", "until": f"{one.until or ''}"}


def _restrictions(choice: Choice) -> QuerySet[Restriction]:
    given = {"region": choice.region, "agency": choice.agency, "kind": choice.kind}
    return restrictions.listed().filter(**{key: value for key, value in given.items() if value is not None})


def _restriction_rows(found: Iterable[Restriction]) -> Iterator[Row]:
    for one in found:
        yield {
            "name": one.text,
            "kind": one.get_kind_display(),
            "instead": one.instead,
            "basis": one.basis,
            "region": one.region.name if one.region else say("各地"),
            "agency": one.agency.name if one.agency else say("各部门"),
            **_span(one),
        }


def _codes(choice: Choice) -> QuerySet[Code]:
    found = Code.objects.select_related("set").order_by("set_id", "code")
    return found.filter(set=choice.kind) if choice.kind else found


def _code_rows(found: Iterable[Code]) -> Iterator[Row]:
    for one in found:
        yield {
            "name": one.label,
            "set": one.set.name,
            "value": one.code,
            "source": one.source or one.set.source,
            "verified": say("已核对原文") if one.set.verified else say("未见原文，依通行做法"),
            **_span(one),
        }


def _standards(choice: Choice) -> QuerySet[Standard]:
    found = standards.listed()
    return found.filter(kind=choice.kind) if choice.kind else found


def _standard_rows(found: Iterable[Standard]) -> Iterator[Row]:
    for one in found:
        yield {
            "name": one.title,
            "number": f"{one.number}（{one.version}）",
            "kind": one.get_kind_display(),
            "points": "；".join(one.points),
            "posts": "、".join(codes.POSTS.get(post, post) for post in one.posts) or say("各岗位"),
            "source": one.source,
            "looks": f"{one.looks}",
            "score": standards.score(one.met, one.looks),
            **_span(one),
        }


def _entrusted(choice: Choice) -> QuerySet[Entrustment]:
    given = {"item__region": choice.region, "agency": choice.agency, "kind": choice.kind}
    return entrusting.listed().filter(**{key: value for key, value in given.items() if value is not None})


def _entrusted_rows(found: Iterable[Entrustment]) -> Iterator[Row]:
    for one in found:
        ends = [day for day in (one.until, one.taken_back_on) if day]
        yield {
            "name": one.item.name,
            "code": one.item.code,
            "holder": one.holder.name,
            "agency": one.agency.name,
            "kind": codes.POWER_SOURCES.get(one.kind, one.kind),
            "acts": entrusting.words(one.acts),
            "instrument": one.instrument,
            "since": f"{one.since}",
            "until": f"{min(ends)}" if ends else "",
        }


def _register(
    title: str,
    sentence: str,
    columns: Mapping[str, str],
    found: Callable[[Choice], QuerySet],
    rows: Callable[[Iterable], Iterator[Row]],
    kinds: Callable[[], Mapping[str, str]],
    kind: str,
) -> List:
    return List(title, sentence, None, columns, found, rows, kinds=kinds, kind=kind)


def _sets() -> dict[str, str]:
    return dict(CodeSet.objects.order_by("key").values_list("key", "name"))


LISTS = {
    "negative": _register(
        _("负面清单"),
        _("不得要求的材料、禁止的行为，不进综合窗口、不适用告知承诺和容缺受理的范围。清单以外的不得设限。"),
        {
            "name": _("内容"),
            "kind": _("种类"),
            "instead": _("替代方式"),
            "basis": _("依据"),
            "region": _("适用地方"),
            "agency": _("适用部门"),
        }
        | SPAN,
        _restrictions,
        _restriction_rows,
        lambda: KINDS,
        _("种类"),
    ),
    "entrusted": _register(
        _("下放委托清单"),
        _("哪些事项或者环节由别的机关行使，凭什么文件、从哪天起。收回以后在办的照常由原来的机关办完。"),
        {
            "name": _("事项名称"),
            "code": _("事项编码"),
            "holder": _("下放、委托机关"),
            "agency": _("承接机关"),
            "kind": _("权力来源"),
            "acts": _("范围"),
            "instrument": _("文件"),
        }
        | SPAN,
        _entrusted,
        _entrusted_rows,
        lambda: {key: label for key, label in codes.POWER_SOURCES.items() if key != "1"},
        _("权力来源"),
    ),
    "standards": _register(
        _("政务服务标准"),
        _("服务按哪些标准提供，抽查了多少次，符合的占多少。"),
        {
            "name": _("标准名称"),
            "number": _("编号（版本）"),
            "kind": _("类别"),
            "points": _("要点"),
            "posts": _("岗位"),
            "source": _("来源"),
            "looks": _("抽查次数"),
            "score": _("符合率"),
        }
        | SPAN,
        _standards,
        _standard_rows,
        lambda: STANDARDS,
        _("类别"),
    ),
    "codes": _register(
        _("代码集"),
        _("事项数据用到的代码：含义、来源、有没有核对原文、从哪天到哪天可以新用。"),
        {
            "name": _("名称"),
            "set": _("代码集"),
            "value": _("代码"),
            "source": _("来源"),
            "verified": _("核对"),
        }
        | SPAN,
        _codes,
        _code_rows,
        _sets,
        _("代码集"),
    ),
}
