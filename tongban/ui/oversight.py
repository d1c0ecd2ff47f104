"""监察记录的展示: an overtime and an accountability as every surface shows them."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tongban.catalogue import codes
from tongban.clock import engine
from tongban.clock import queries as clock
from tongban.supervision import wording
from tongban.supervision.models import Accountability, Overtime

CLOCKS = {
    "acceptance": _("受理期限"),
    "decision": _("办理期限"),
    "delivery": _("送达期限"),
    "stage": _("环节时限"),
}
LIGHTS = {"waiting": "warn", "stated": "info", "justified": "ok", "unjustified": "bad"}
STANDINGS = {
    "opened": "warn",
    "heard": "info",
    "decided": "bad",
    "carried_out": "ok",
    "dismissed": "",
    "revoked": "",
}


def overtime(late: Overtime) -> dict:
    """One overtime with its days, its cause in words and its light."""
    until = late.ended_on or timezone.localdate()
    days = engine.working_days_between(late.due_on, until, clock.calendar(late.case.region_id))
    return {
        "late": late,
        "days": late.days if late.days is not None else days,
        "clock": CLOCKS[late.clock],
        "cause": codes.OVERTIME_CAUSES.get(late.cause, late.cause),
        "post": codes.POSTS.get(late.post, late.post),
        "light": LIGHTS[late.state],
    }


def evidence(one: Accountability) -> str:
    """On what it rests."""
    return wording.facts(one)
