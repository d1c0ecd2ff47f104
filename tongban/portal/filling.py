"""填报: a draft with all that its pages show: its steps, what is known, what is left to fill in."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongban.cases import queries
from tongban.cases.models import Draft
from tongban.catalogue.definition import Definition
from tongban.catalogue.rules import Checklist
from tongban.identity.rules import Applicant
from tongban.ui import forms, veils

STEPS = {
    "situation": gettext_lazy("选情形"),
    "form": gettext_lazy("填信息"),
    "papers": gettext_lazy("交材料"),
    "review": gettext_lazy("核对提交"),
}
MINUTES = 0.75  # a field, as people take it


@dataclass(frozen=True)
class Filling:
    """A draft, who applies, and the definition it is pinned to."""

    draft: Draft
    by: Applicant
    definition: Definition

    @cached_property
    def facts(self) -> dict[str, str]:
        """What is known of the applicant; submitting does without."""
        return queries.known(self.by)

    @cached_property
    def known(self) -> dict[str, str]:
        """The fields that the account answers."""
        return queries.prefill(self.definition, self.facts)

    @cached_property
    def checklist(self) -> Checklist:
        """What the situation comes to."""
        return queries.checklist(self.draft)

    @property
    def values(self) -> dict:
        """What is filled in so far."""
        return queries.draft_form(self.draft)

    @cached_property
    def schema(self) -> dict:
        """The form; what we do not know of him he writes himself, though it is read-only for others."""
        return veils.opened(self.definition.form, self.known)


def of(draft: Draft, by: Applicant) -> Filling:
    """The draft as its pages need it."""
    return Filling(draft, by, queries.definition(draft))


def steps(filling: Filling) -> list[str]:
    """Those of the four steps that this item has."""
    form = filling.definition.form.get("properties")
    absent = {
        "situation": not filling.definition.questions,
        "form": not form,
        "papers": not filling.definition.papers,
    }
    return [key for key in STEPS if not absent.get(key)]


def sources(filling: Filling) -> dict[str, str]:
    """Under each value that we filled in: where it comes from, and whether it may be changed."""
    fields = filling.schema.get("properties", {})
    said = forms.sources(filling.schema, filling.facts, filling.values)
    return {key: words if fields[key]["readOnly"] else _("%s，可改") % words for key, words in said.items()}


def sections(filling: Filling, problems: Sequence[tuple[str, str]] = ()) -> list[forms.Section]:
    """The form to show, masked, with sources and what is wrong."""
    shown = veils.veiled(filling.schema, filling.values)
    return forms.sections(filling.schema, shown, problems=problems, sources=sources(filling))


def sentence(filling: Filling) -> str:
    """已为您填好N项，还需要您填M项."""
    values = filling.values
    done = sum(values.get(key) == value for key, value in filling.known.items())
    left = sum(key not in values for key in filling.schema.get("required", []))
    if not left:
        return _("已为您填好%(done)s项，必填的都填了，请看一遍。") % {"done": done}
    minutes = ceil(left * MINUTES)
    said = {"done": done, "left": left, "minutes": minutes}
    if not done:
        return _("需要您填%(left)s项，约%(minutes)s分钟。") % said
    return _("已为您填好%(done)s项，还需要您填%(left)s项，约%(minutes)s分钟。") % said


def read_back(filling: Filling) -> list[tuple[str, list[tuple[str, str]]]]:
    """The form as it is read before submitting: (section, [(label, words)])."""
    shown = veils.veiled(filling.schema, filling.values)
    fields = filling.schema.get("properties", {})
    return [
        (
            part.title,
            [(one.label, forms.words(fields[one.key], shown.get(one.key)) or "—") for one in part.fields],
        )
        for part in forms.sections(filling.schema, shown)
    ]
