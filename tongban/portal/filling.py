"""填报: a draft with all that its pages show: its steps, what is known, what is left to fill in."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongban.cases import actions, knowing, queries, rules, tolerance
from tongban.cases.knowing import Known
from tongban.cases.models import Draft
from tongban.catalogue.definition import Definition
from tongban.catalogue.rules import Checklist
from tongban.identity.rules import Applicant
from tongban.ui import forms, veils

STEPS = {
    "certificate": gettext_lazy("选证照"),
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
    def known(self) -> dict[str, Known]:
        """What registers, certificates and earlier applications answer; submitting does without."""
        return knowing.known(self.definition, self.by, timezone.localdate())

    @cached_property
    def checklist(self) -> Checklist:
        """What the situation comes to."""
        return queries.checklist(self.draft)

    @cached_property
    def undertaken(self) -> set[str]:
        """容缺: the keys of missing papers that he has undertaken to hand in later."""
        return tolerance.undertaken(self.draft.pk, self.checklist, queries.draft_files(self.draft))

    @property
    def values(self) -> dict:
        """What is filled in so far."""
        return queries.settled(self.draft)

    @cached_property
    def schema(self) -> dict:
        """The form; what we do not know of him he writes himself, though it is read-only for others."""
        return veils.opened(self.definition.form, [key for key, one in self.known.items() if one.vouched])


def of(draft: Draft, by: Applicant) -> Filling:
    """The draft as its pages need it."""
    return Filling(draft, by, queries.definition(draft))


def steps(filling: Filling) -> list[str]:
    """Those of the steps that this item has."""
    form = filling.definition.form.get("properties")
    absent = {
        "certificate": not filling.definition.renews,
        "situation": not filling.definition.questions,
        "form": not form,
        "papers": not filling.definition.papers,
    }
    return [key for key in STEPS if not absent.get(key)]


def sources(filling: Filling) -> dict[str, str]:
    """Under each value of ours that still stands: where it comes from, and whether it may be changed."""
    fields, values = filling.schema.get("properties", {}), filling.values
    said = {key: one.words for key, one in filling.known.items() if values.get(key) == one.value}
    return {key: words if fields[key]["readOnly"] else _("%s，可改") % words for key, words in said.items()}


def sections(filling: Filling, problems: Sequence[tuple[str, str]] = ()) -> list[forms.Section]:
    """The form to show, masked, with sources and what is wrong."""
    shown, answers = veils.veiled(filling.schema, filling.values), filling.draft.answers
    return forms.sections(filling.schema, shown, problems=problems, sources=sources(filling), answers=answers)


def lacking(filling: Filling) -> list[tuple[str, str]]:
    """What is wrong in the form, but for the signature, which comes last."""
    signs = rules.signature_key(filling.schema)
    wrong = actions.form_gaps(filling.definition, filling.values, filling.draft.answers)
    return [gap for gap in wrong if gap[0] != signs]


def sentence(filling: Filling) -> str:
    """已为您填好N项，还需要您填M项."""
    values = filling.values
    done = sum(values.get(key) == one.value for key, one in filling.known.items())
    left = sum(path.partition(".")[0] not in values for path, _why in lacking(filling))
    if not left:
        return _("已为您填好%(done)s项，必填的都填了，请看一遍。") % {"done": done}
    minutes = ceil(left * MINUTES)
    said = {"done": done, "left": left, "minutes": minutes}
    if not done:
        return _("需要您填%(left)s项，约%(minutes)s分钟。") % said
    return _("已为您填好%(done)s项，还需要您填%(left)s项，约%(minutes)s分钟。") % said


def read_back(filling: Filling, *, names: bool = True) -> list[forms.Part]:
    """The form as it is read before submitting, masked; with `names` those that we vouch for too."""
    mask = veils.masked if names else veils.hidden
    shown = veils.veiled(filling.schema, filling.values, mask)
    return forms.readback(filling.schema, shown, filling.draft.answers, sources(filling))
