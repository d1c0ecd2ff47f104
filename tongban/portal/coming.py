"""到现场: how often one has to come, as it is computed, and why; an agency's own claim does not outdo it."""

from django.utils.translation import gettext as _

from tongban.catalogue import visits
from tongban.catalogue.definition import Definition
from tongban.catalogue.rules import Checklist


def known(definition: Definition) -> bool:
    """Is there anything to count by? A source that is silent is not held to it."""
    return definition.visits.count is not None or not visits.unsaid(definition)


def count(definition: Definition, checklist: Checklist | None = None) -> int:
    """The visits of the item, or of a situation."""
    return visits.computed(definition, checklist.papers if checklist else None).count


def fact(definition: Definition, checklist: Checklist) -> list[dict]:
    """要跑几次, above the fold."""
    if not known(definition):
        return []
    found = visits.computed(definition, checklist.papers)
    small = _("不用到现场") if found.count == 0 else _("为什么要来，见“到现场次数”")
    if len(found.reasons) == 1:
        small = found.reasons[0].sentence
    return [{"label": _("要跑几次"), "figure": found.count, "text": _("次"), "small": small}]


def told(definition: Definition, checklist: Checklist) -> dict | None:
    """The number, each reason in words, and what is to be said of the agency's own number."""
    if not known(definition):
        return None
    found, claimed = visits.computed(definition, checklist.papers), definition.visits.count
    reasons = list(dict.fromkeys(reason.sentence for reason in found.reasons))
    doubt = ""
    if visits.refuted(definition) and claimed is not None and claimed < found.count:
        doubt = _("公布的是%(claimed)s次。按公布的材料、环节和送达方式，应为%(n)s次，这里照实显示。") % {
            "claimed": claimed,
            "n": found.count,
        }
    return {"count": found.count, "reasons": reasons, "doubt": doubt, "reason": definition.visits.reason}


def sentence(definition: Definition, checklist: Checklist) -> str:
    """1次，because …; for a sheet of paper."""
    if not known(definition):
        return ""
    found = visits.computed(definition, checklist.papers)
    reasons = "；".join(dict.fromkeys(reason.sentence for reason in found.reasons))
    return "，".join(part for part in (_("%(n)s次") % {"n": found.count}, reasons) if part)
