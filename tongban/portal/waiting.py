"""等您办的: what a case waits for its applicant to do, correct, supply or pay, and by when."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from tongban.cases import ends, queries, tolerance
from tongban.cases.models import Case, Deferral, Hold, Revocation
from tongban.cases.states import GIVEN, State
from tongban.core import money
from tongban.ui import formats

OWES = Exists(Hold.objects.filter(case=OuterRef("pk"), kind="fee", lifted_at=None))
DEFERS = Exists(Deferral.objects.filter(case=OuterRef("pk"), supplied_at=None, lapsed_at=None))
ANSWERS = Exists(Revocation.objects.filter(case=OuterRef("pk"), outcome="", defended_at=None))
WAITS = Q(state=State.CORRECTING) | Q(OWES | DEFERS, state=State.ACCEPTED) | Q(ANSWERS, state__in=GIVEN)


def told(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Cases that know whether a fee is open or an answer awaited, their correction, and what is deferred."""
    return (
        cases.annotate(owes=OWES, answers_back=ANSWERS)
        .select_related("correction")
        .prefetch_related("correction__gaps", "deferrals")
    )


def of(case: Case) -> dict | None:
    """What is to be done, of a case fetched by `told`; None when nothing is."""
    if case.state == State.CORRECTING:
        return correcting(case)
    if case.state in GIVEN and case.answers_back:
        return defending(case)
    if case.state == State.ACCEPTED and tolerance.owed(case):
        return supplying(case)
    return paying(case) if case.state == State.ACCEPTED and case.owes else None


def correcting(case: Case) -> dict:
    """补正."""
    gaps, until = [gap.name for gap in case.correction.gaps.all()], case.correction.until
    said = {"day": formats.weekday_day(until), "n": len(gaps)}
    return {
        "heading": _("请在%(day)s24时前补正%(n)s处") % said,
        "text": _("%s。到期没有补正的，这件申请将终止办理；可以重新申请。") % "、".join(gaps),
        "label": _("现在补正"),
        "url": reverse("portal:supplement", args=[case.number]),
        "short": _("等您补正，%s前") % formats.day(until),
        "notice": case.correction.paper_id,
    }


def defending(case: Case) -> dict | None:
    """陈述申辩."""
    announced = ends.revocation(case)
    return announced and {
        "heading": _("拟撤销这项许可，请在%s24时前陈述申辩") % formats.weekday_day(announced.defence_until),
        "text": _("%s。到期没有提出意见的，视为放弃。") % announced.reason.rstrip("。"),
        "label": _("陈述申辩"),
        "url": reverse("portal:defence", args=[case.number]),
        "short": _("等您陈述申辩，%s前") % formats.day(announced.defence_until),
        "notice": None,
    }


def supplying(case: Case) -> dict:
    """补交容缺材料."""
    owed = tolerance.owed(case)
    said = {"day": formats.weekday_day(owed[0].until), "n": len(owed)}
    each = [_("%(name)s，%(day)s前") % {"name": one.name, "day": formats.day(one.until)} for one in owed]
    return {
        "heading": _("请在%(day)s24时前补交%(n)s份材料") % said,
        "text": _("%s。不影响审查；补交以前不作准予的决定，逾期没有补交的，这件申请将终止办理。")
        % "；".join(each),
        "label": _("现在补交"),
        "url": reverse("portal:owed", args=[case.number]),
        "short": _("等您补交，%s前") % formats.day(owed[0].until),
        "notice": None,
    }


def paying(case: Case) -> dict:
    """缴费."""
    fee = queries.checklist(case).fee
    amounts = [charge.amount for charge in fee.charges if charge.amount is not None]
    total = money.yuan(sum(amounts)) if amounts and len(amounts) == len(fee.charges) else ""
    names = "、".join(charge.name for charge in fee.charges)
    return {
        "heading": _("请缴费%s元") % total if total else _("请缴费"),
        "text": _("%(names)s。请带办件编号%(number)s到窗口缴费，缴清以后才能作出决定。")
        % {"names": names or _("办理费用"), "number": case.number},
        "label": _("看在哪里缴"),
        "url": reverse("portal:guide", args=[case.item.code]),
        "short": _("等您缴费"),
        "notice": None,
    }
