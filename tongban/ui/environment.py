"""The template environment (模板环境): what every Jinja2 template of the house may use.

Globals: `url(name, …)`, `static(path)`, `link(name)` (None when no such route is installed); `calendar_*` and
`flow_drawing` are for the macros. Filters: `day`, `weekday_day`, `long_day`, `moment`, `yuan`, `masked_name`,
`masked_id`, `masked_phone`. Django gives with each request: `request`, `csrf_input`, `csrf_token`.
"""

from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from jinja2 import Environment, StrictUndefined

from tongban.core import text
from tongban.ui import calendar, flow, formats, navigation

STYLES = (
    "tokens",
    "base",
    "controls",
    "frame",
    "home",
    "find",
    "blocks",
    "form",
    "case",
    "staff",
    "console",
    "sheets",
    "viewer",
    "modes",
)
SCRIPTS = (
    "guard",
    "focus",
    "autosave",
    "upload",
    "phrases",
    "keys",
    "page",
    "viewer",
    "share",
    "form",
    "sign",
)


class Missing(StrictUndefined):
    """A name that was not given: it may be tested, and fails loudly when it is shown or used."""

    def __bool__(self) -> bool:
        return False


def url(name: str, /, *args, **kwargs) -> str:
    """The address of a route."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


GLOBALS = {
    "url": url,
    "link": navigation.address,
    "static": static,
    "approvals_waiting": navigation.approvals_waiting,
    "STYLES": STYLES,
    "SCRIPTS": SCRIPTS,
    "calendar_cells": calendar.cells,
    "calendar_weeks": calendar.weeks,
    "calendar_runs": calendar.runs,
    "flow_drawing": flow.drawing,
}
FILTERS = {
    "day": formats.day,
    "weekday_day": formats.weekday_day,
    "long_day": formats.long_day,
    "moment": formats.moment,
    "yuan": formats.yuan,
    "masked_name": text.mask_name,
    "masked_id": text.mask_id,
    "masked_phone": text.mask_phone,
}


def environment(**options) -> Environment:
    """The factory that the template settings name."""
    options |= {"undefined": Missing, "trim_blocks": True, "lstrip_blocks": True}
    made = Environment(extensions=["jinja2.ext.i18n"], **options)  # noqa: S701 autoescape is in the options
    made.install_gettext_callables(
        translation.gettext,
        translation.ngettext,
        newstyle=True,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )
    made.globals |= GLOBALS
    made.filters |= FILTERS
    return made
