"""Which cases an officer may open, and the sentence when he may not."""

import datetime as dt
import uuid

from django.db.models import Q
from django.utils.translation import gettext as _

from tongban.cases import hearings, queries, rules, states
from tongban.cases.models import Case, Turn
from tongban.core import errors
from tongban.identity import queries as identity
from tongban.identity.models import Representation
from tongban.identity.rules import Desk

STAGED = frozenset({"review", "send_back", "decide"})  # acts in a stage the case has entered


class NotYours(errors.NotEntitled):
    """无权查看: the post has no power over the item, or the case is the officer's own."""


def at_desk(number: str, desk: Desk, day: dt.date) -> Case:
    """The case of a number, for an officer; raises Case.DoesNotExist, or NotYours with the reason."""
    case = Case.objects.select_related("agency", "item", "region", "person", "firm", "version").get(
        number=number
    )
    if own_case(case, desk, day):
        raise NotYours(_("这是您本人或者您所代表单位的申请，应当回避，请交由其他人员办理。办件没有变化。"))
    reaching = [p for p in desk.powers if p.agency_id == case.agency_id and p.reaches(case.item.code)]
    if all(power.acts.isdisjoint(states.STEPS) for power in reaching):
        raise NotYours(_no_power(case, desk, day))
    return case


def _no_power(case: Case, desk: Desk, day: dt.date) -> str:
    over = identity.ended(desk.post_id, day).filter(agency=case.agency_id).first()
    if over:
        until = min(day for day in (over.until, over.revoked_on) if day)
        return _(
            "您岗位的授权（%(instrument)s）已于%(year)d年%(month)d月%(day)d日到期或者收回，不能查看和办理这件办件。"
            "办件没有变化。请联系本单位续办授权。"
        ) % {"instrument": over.instrument, "year": until.year, "month": until.month, "day": until.day}
    return _("这件办件属于%(agency)s，您的岗位（%(post)s）没有它的授权，不能查看和办理。办件没有变化。") % {
        "agency": case.agency.name,
        "post": desk.post_name,
    }


def objection(case: Case, verb: str, desk: Desk, day: dt.date, turn: Turn | None = None) -> str | None:
    """Why the officer may not do this to the case, in the stage of this turn, or None."""
    standing = rules.Standing(
        delegated=desk.power(verb, case.agency_id, case.item.code) is not None,
        right_post=verb not in STAGED or (turn is not None and turn.post == desk.post_kind),
        own_case=own_case(case, desk, day),
        took_it_in=case.taken_by_id == desk.officer_id,
        same_hand=queries.definition(case).same_hand,
        given_away=turn is not None and turn.officer_id not in (None, desk.officer_id),
    )
    if verb == "review" and hearings.presides(case, desk.officer_id):
        return _("您主持这件办件的听证，不能再审查（行政许可法第48条）。办件没有变化。")
    return rules.objection(verb, standing)


def own_case(case: Case, desk: Desk, day: dt.date) -> bool:
    """回避: is the case the officer's own?"""
    return own(case.person_id, case.firm_id, desk, day)


def own(person_id: uuid.UUID, firm_id: uuid.UUID | None, desk: Desk, day: dt.date) -> bool:
    """Is the officer this applicant, or did he ever represent the firm?"""
    if desk.person_id is None:
        return False
    stands_for = Q(firm_id=firm_id, person_id=desk.person_id, since__lte=day)
    return person_id == desk.person_id or (
        firm_id is not None and Representation.objects.filter(stands_for).exists()
    )
