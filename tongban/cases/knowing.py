"""已知信息: what is known of an applicant for the fields of a form, from where, and since when.

A field names a register by `x-source` (`person.name`, `certificate.<type>.<face label>`); further registers
are added by `@register`; one that is not there answers nothing. A field with `x-meaning` takes what the same
party wrote under the same meaning in his latest application; identifiers only where he himself wrote them.
"""

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from tongban.cases import queries
from tongban.cases.models import Case
from tongban.catalogue.definition import Definition
from tongban.core import forms
from tongban.identity.rules import Applicant
from tongban.licences import queries as licences
from tongban.licences.models import Certificate

LATEST = 20  # applications looked through


@dataclass(frozen=True, slots=True)
class Known:
    """A value, where it comes from in words, and whether a register vouches for it."""

    value: object
    words: str
    vouched: bool = True


Register = Callable[[Applicant, Collection[str], dt.date], Mapping[str, Known]]
REGISTERS: dict[str, Register] = {}


def register(name: str) -> Callable[[Register], Register]:
    """Let a register answer for the sources that begin with its name; it gives values by whole path."""

    def added(register: Register) -> Register:
        REGISTERS[name] = register
        return register

    return added


def known(definition: Definition, by: Applicant, day: dt.date) -> dict[str, Known]:
    """What each field may be filled in with."""
    fields = forms.fields_of(definition.form)
    paths = {key: field["x-source"] for key, field in fields.items() if "x-source" in field}
    said: dict[str, Known] = {}
    for name in {path.partition(".")[0] for path in paths.values()} & REGISTERS.keys():
        asked = {path for path in paths.values() if path.partition(".")[0] == name}
        said |= REGISTERS[name](by, asked, day)
    found = {key: said[path] for key, path in paths.items() if path in said}
    wanted = {key: field for key, field in fields.items() if "x-meaning" in field and key not in found}
    return found | earlier(wanted, by)


def earlier(wanted: Mapping[str, Mapping], by: Applicant) -> dict[str, Known]:
    """What the same party wrote before, under the same meaning and of the same kind."""
    found: dict[str, Known] = {}
    if not wanted:
        return found
    past = Case.objects.visible_to(by).order_by("-received_at")
    for case in past[:LATEST]:
        own, written = case.person_id == by.person_id, queries.form(case)
        fields = forms.fields_of(queries.definition(case).form)
        said = {same(field): key for key, field in fields.items() if key in written and same(field)}
        words = _("来自您%(day)s的申请") % {"day": _day(timezone.localtime(case.received_at).date())}
        for key, field in wanted.items():
            if key not in found and same(field) in said and (own or not sealed(field)):
                found[key] = Known(written[said[same(field)]], words, vouched=False)
    return found


def same(field: Mapping) -> tuple[str, str] | None:
    """By what two fields of different items are recognised as one."""
    return (field["x-meaning"], forms.kind_of(field)) if "x-meaning" in field else None


def sealed(field: Mapping) -> bool:
    """Does it hold identifiers, in itself or in its rows?"""
    kinds = {forms.kind_of(part) for part in forms.fields_of(field).values()} | {forms.kind_of(field)}
    return bool(kinds & forms.SEALED)


def _day(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


@register("person")
@register("firm")
@register("applicant")
def account(by: Applicant, paths: Collection[str], _at: dt.date) -> dict[str, Known]:
    """实名账号 and 法人库."""
    words = {"firm": _("来自法人库")}
    facts = queries.known(by)
    return {
        path: Known(facts[path], words.get(path.partition(".")[0], _("来自实名账号")))
        for path in paths
        if facts.get(path)
    }


@register("certificate")
def certificates(by: Applicant, paths: Collection[str], day: dt.date) -> dict[str, Known]:
    """电子证照 in force: number, issued_on, valid_until, holder, or what its face says under a label."""
    types = {path.split(".", 2)[1] for path in paths if path.count(".") >= 2}
    held = {one.type_code: one for one in licences.valid_for(by.person_id, by.firm_id, types, day)}
    found = {}
    for path in paths:
        _register, kind, label = (*path.split(".", 2), "", "")[:3]
        one = held.get(kind)
        value = one and {**dict(one.face), **_printed(one)}.get(label)
        if one and value:
            said = {"title": one.title, "day": _day(one.issued_on)}
            found[path] = Known(str(value), _("来自%(title)s（证照），%(day)s签发") % said)
    return found


def _printed(one: Certificate) -> dict[str, str]:
    dates = {"issued_on": one.issued_on, "valid_until": one.valid_until}
    return {"number": one.number, "holder": one.holder_name} | {
        name: day.isoformat() for name, day in dates.items() if day
    }
