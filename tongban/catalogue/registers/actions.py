"""Entering, ending: the verbs of the registers."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from tongban.catalogue.models import BaseItem, Code, CodeSet, Restriction, Standard, StandardCheck
from tongban.catalogue.registers import base, codesets, entering
from tongban.core import errors
from tongban.identity.models import Agency
from tongban.identity.rules import Desk
from tongban.journal import actions as journal
from tongban.journal.actions import Author


class AlreadyOver(errors.Problem):
    """It has an end already."""


@transaction.atomic
def adopt(entries: Sequence[BaseItem], *, by: Author, at: dt.datetime) -> tuple[int, int]:
    """启用目录: new base codes and new wordings of known ones, from their day; (new, changed)."""
    known = base.newest(one.code for one in entries)
    changed = [one for one in entries if one.code in known and entering.differs(one, known[one.code])]
    new = [one for one in entries if one.code not in known]
    for one in changed:
        before = known[one.code]
        if one.since < before.since:
            raise errors.Problem(
                f"基本编码{one.code}的现行目录从{before.since}起施行，新的不能早于这一天。没有写入任何内容。"
            )
        one.number = before.number + 1
        BaseItem.objects.filter(pk=before.pk).update(until=one.since)
    _number(new)
    BaseItem.objects.bulk_create([*new, *changed], 500)
    acts = [(f"base:{one.code}", {"edition": one.number, "since": one.since}) for one in [*new, *changed]]
    if acts:
        journal.append_many("catalogue.adopt", acts, by=by, at=at)
    return len(new), len(changed)


def _number(new: Sequence[BaseItem]) -> None:
    """A code that was dropped before goes on counting."""
    past = BaseItem.objects.filter(code__in=[one.code for one in new]).order_by("number")
    last = dict(past.values_list("code", "number"))
    for one in new:
        one.number = last.get(one.code, 0) + 1


@transaction.atomic
def drop(entry: BaseItem, *, until: dt.date, ground: str, by: Desk, at: dt.datetime) -> None:
    """取消目录: from a day on no level has it any more."""
    held = entering.power(by)
    entering.refuse(entering.required(ground=ground))
    if not BaseItem.objects.filter(pk=entry.pk, until__isnull=True).update(until=max(until, entry.since)):
        raise AlreadyOver("这个目录已经取消或者换了新的版本，没有变化。")
    chain, author = f"base:{entry.code}", by.author(held)
    journal.append("catalogue.drop", chain, by=author, at=at, ground=ground, until=max(until, entry.since))


@transaction.atomic
def add_code(
    chosen: CodeSet,
    code: str,
    label: str,
    *,
    source: str,
    since: dt.date | None,
    until: dt.date | None = None,
    parent: str = "",
    by: Desk,
    at: dt.datetime,
) -> Code:
    """增加代码: to be used from a day."""
    held = entering.power(by)
    found = entering.required(label=label, source=source)
    entering.refuse(found + entering.span(since, until) + entering.code(chosen, code))
    made = Code.objects.create(
        set=chosen, code=code, label=label, source=source, since=since, until=until, parent=parent
    )
    told = {"code": code, "label": label, "since": since, "until": until, "source": source}
    journal.append("catalogue.add_code", f"codes:{chosen.key}", by=by.author(held), at=at, **told)
    codesets.refresh()
    return made


@transaction.atomic
def end_code(code: Code, *, until: dt.date, ground: str, by: Desk, at: dt.datetime) -> None:
    """停用代码: from a day no new publication uses it; what was published keeps it and its label."""
    held = entering.power(by)
    entering.refuse(entering.required(ground=ground) + entering.span(code.since or dt.date.min, until))
    if not code.set.extensible:
        raise errors.Problem(f"“{code.set.name}”由程序使用，不能停用其中的代码。")
    if not Code.objects.filter(pk=code.pk, until__isnull=True).update(until=until):
        raise AlreadyOver("这个代码已经停用，没有变化。")
    told = {"code": code.code, "until": until}
    chain = f"codes:{code.set_id}"
    journal.append("catalogue.end_code", chain, by=by.author(held), at=at, ground=ground, **told)


@transaction.atomic
def restrict(entry: Restriction, *, by: Desk, at: dt.datetime) -> Restriction:
    """列入负面清单."""
    held = entering.power(by)
    found = entering.required(text=entry.text, basis=entry.basis)
    found += entering.span(entry.since, entry.until) + entering.items(entry.items)
    if entry.kind not in dict(Restriction._meta.get_field("kind").flatchoices):
        found.append(("kind", "请选清单的种类"))
    if entry.kind == "paper" and not entry.words:
        found.append(("words", "请填指南里常用的材料名称，检查时按名称查找"))
    found += [("words", "名称至少两个字") for one in entry.words if len(one) < 2][:1]
    entering.refuse(found + entering.place(by, entry.agency, entry.region))
    entry.save(force_insert=True)
    told = {"kind": entry.kind, "text": entry.text, "since": entry.since, "until": entry.until}
    chain = f"restriction:{entry.pk}"
    journal.append("catalogue.restrict", chain, by=by.author(held), at=at, ground=entry.basis, **told)
    return entry


@transaction.atomic
def lift_restriction(entry: Restriction, *, until: dt.date, ground: str, by: Desk, at: dt.datetime) -> None:
    """移出负面清单: from a day."""
    held = entering.power(by)
    entering.refuse(
        entering.required(ground=ground)
        + entering.span(entry.since, until)
        + entering.place(by, entry.agency, None)
    )
    if not Restriction.objects.filter(pk=entry.pk, until__isnull=True).update(until=until):
        raise AlreadyOver("这一条已经有截止的日期，没有变化。")
    chain = f"restriction:{entry.pk}"
    author = by.author(held)
    journal.append("catalogue.lift_restriction", chain, by=author, at=at, ground=ground, until=until)


@transaction.atomic
def set_standard(entry: Standard, *, by: Desk, at: dt.datetime) -> Standard:
    """登记标准: a new edition ends the one before of the same number."""
    held = entering.power(by)
    found = entering.required(
        number=entry.number, version=entry.version, title=entry.title, source=entry.source
    )
    found += [] if entry.points else [("points", "请逐条写出要点，窗口和审批人员看到的就是这些")]
    found += entering.span(entry.since, entry.until) + entering.items(entry.items)
    found += entering.posts(entry.posts)
    earlier = Standard.objects.filter(number=entry.number)
    if earlier.filter(version=entry.version).exists():
        found.append(("version", "这个标准的这一版已经登记"))
    if entry.since and earlier.filter(until__isnull=True, since__gte=entry.since).exists():
        found.append(("since", "施行日期应晚于上一版的施行日期"))
    entering.refuse(found)
    earlier.filter(until__isnull=True).update(until=entry.since)
    entry.save(force_insert=True)
    told = {"number": entry.number, "version": entry.version, "since": entry.since}
    journal.append("catalogue.set_standard", f"standard:{entry.pk}", by=by.author(held), at=at, **told)
    return entry


@transaction.atomic
def end_standard(entry: Standard, *, until: dt.date, ground: str, by: Desk, at: dt.datetime) -> None:
    """废止标准: from a day."""
    held = entering.power(by)
    entering.refuse(entering.required(ground=ground) + entering.span(entry.since, until))
    if not Standard.objects.filter(pk=entry.pk, until__isnull=True).update(until=until):
        raise AlreadyOver("这项标准已经废止或者换了新的版本，没有变化。")
    chain, author = f"standard:{entry.pk}", by.author(held)
    journal.append("catalogue.end_standard", chain, by=author, at=at, ground=ground, until=until)


@transaction.atomic
def sample_standard(
    standard: Standard,
    *,
    agency: Agency,
    item_code: str = "",
    subject: str = "",
    met: bool,
    note: str = "",
    by: Desk,
    at: dt.datetime,
) -> StandardCheck:
    """抽查: whether a standard is met somewhere; what is not met says in what."""
    held = entering.power(by)
    item = agency.items.filter(code=item_code).first() if item_code else None
    found = [] if met or note.strip() else [("note", "请写明哪里不符合")]
    found += [] if item or not item_code else [("item", "这个部门没有这个编码的事项")]
    entering.refuse(found + entering.place(by, agency, None))
    made = StandardCheck.objects.create(
        standard=standard,
        agency=agency,
        item=item,
        subject=subject,
        met=met,
        note=note,
        officer_id=by.officer_id,
        post_name=by.post_name,
        at=at,
    )
    told = {"met": met, "agency": agency.pk, "item": item_code, "subject": subject, "note": note}
    chain, author = f"standard:{standard.pk}", by.author(held)
    journal.append("catalogue.sample_standard", chain, by=author, at=at, **told)
    return made
