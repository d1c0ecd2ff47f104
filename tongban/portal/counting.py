"""期限是这样算的: one limit of the running clock, laid out day by day, and the way to the other limit."""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tongban.cases.queries import Explained
from tongban.ui import formats, limits

SENTENCES = {
    ("acceptance", "statutory"): gettext_noop("%(day)s收件，法定%(limit)s内答复是否受理"),
    ("decision", "promised"): gettext_noop("%(day)s受理，承诺%(limit)s办结"),
    ("decision", "statutory"): gettext_noop("%(day)s受理，法定%(limit)s"),
    ("delivery", "statutory"): gettext_noop("%(day)s作出决定，法定%(limit)s内送达"),
}
OTHER = {"promised": gettext_noop("承诺期限%s，查看"), "statutory": gettext_noop("法定期限%s，查看")}


def shown(clocks: list[Explained], wanted: str, today: dt.date) -> dict | None:
    """The limit that was asked for, else the promised one; None while no limit runs."""
    if not clocks:
        return None
    clock = next((one for one in clocks if one.kind == wanted), clocks[0])
    other = next((one for one in clocks if one is not clock), None)
    said = {"day": formats.day(clock.start), "limit": limits.words(clock.limit)}
    return {
        "cells": [day.json() for day in clock.explanation.days or ()],
        "start": clock.start,
        "start_note": str(limits.STARTS[clock.name]),
        "today": today,
        "due": clock.explanation.due,
        "projected": clock.explanation.projected,
        "provisional": clock.explanation.provisional,
        "sentence": _(SENTENCES[clock.name, clock.kind]) % said + limits.longer(clock),
        "other": other and {"kind": other.kind, "label": link(other)},
    }


def link(clock: Explained) -> str:
    """What the way to the other limit says."""
    due = clock.explanation.due
    return _(OTHER[clock.kind]) % (formats.day(due) if due else _("计时暂停"))
