"""特别程序 and 延期 of a case as pages show them."""

import datetime as dt
from dataclasses import dataclass

from tongban.cases import access, interruptions, queries
from tongban.cases.models import Case, Extension, Pause
from tongban.catalogue import extending
from tongban.catalogue.parts import Stage
from tongban.identity.rules import Desk
from tongban.ui import formats


@dataclass(frozen=True, slots=True)
class Shown:
    """One procedure, and whether it lasts longer than was told."""

    pause: Pause
    overdue: bool


def shown(case: Case, today: dt.date) -> dict:
    """All that is on record, oldest first; `asked` is the extension that waits for an answer."""
    pauses = [
        Shown(each, interruptions.overdue(each, today))
        for each in case.pauses.select_related("officer", "hearing").order_by("at")
    ]
    extensions = [
        (each, amount(each))
        for each in case.extensions.select_related("officer", "answered_by").order_by("at")
    ]
    asked = next((each for each, _days in extensions if not each.outcome), None)
    return {
        "today": today,
        "pauses": pauses,
        "running": [each for each in pauses if each.pause.ended_on is None],
        "to_end": [each for each in pauses if each.pause.ended_on is None and not _heard(each.pause)],
        "extensions": extensions,
        "asked": asked,
        "asked_days": amount(asked) if asked else "",
    }


def _heard(pause: Pause) -> bool:
    """Is it the time of a hearing, which ends with its minutes?"""
    return getattr(pause, "hearing", None) is not None


def amount(extension: Extension) -> str:
    """10个工作日."""
    return formats.limit(extension.value, extension.unit)


def choices(case: Case, stage: Stage | None, desk: Desk, today: dt.date) -> dict:
    """What this officer may do about the limit of a case now; `stage` is the one he handles."""
    if access.own_case(case, desk, today):
        return {}
    held = {act for act in ("review", "decide") if desk.power(act, case.agency_id, case.item.code)}
    asked = interruptions.extension(case)
    open_now = [pause.name for pause in interruptions.running(case)]
    known = queries.definition(case)
    allowed = interruptions.allowed(known, stage) if stage else []
    most, over = extending.of(known), case.due_on is not None and today > case.due_on
    may_extend = interruptions.extension_objection(case, most, over=over) is None
    return {
        "procedures": [(name, name) for name in allowed if name not in open_now],
        "by_law": "、".join(name for name in allowed if interruptions.kind(name) == "other_by_law"),
        "may_end": bool(held),
        "most": most,
        "most_words": formats.limit(most.value, most.unit) if most else "",
        "may_ask": stage is not None and not asked and may_extend,
        "may_answer": "decide" in held
        and asked
        and not asked.outcome
        and asked.officer_id != desk.officer_id,
    }
