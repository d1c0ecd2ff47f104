"""延续: which certificate an application renews, and what silence until its last day comes to."""

import datetime as dt
import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from tongban.cases import queries, renewals, wording
from tongban.cases.actions import routing, step
from tongban.cases.models import Case, Decision, Draft
from tongban.cases.states import NotNow, State
from tongban.catalogue.definition import Definition
from tongban.catalogue.models import Item
from tongban.core import errors
from tongban.identity.rules import Applicant
from tongban.journal.actions import SYSTEM, Author
from tongban.licences import actions as licences
from tongban.licences.models import Certificate


def choose_certificate(
    draft: Draft, certificate: uuid.UUID | None, *, by: Applicant, at: dt.datetime
) -> None:
    """选择要延续的证照 of the applicant's own; raises Invalid for any other."""
    item, definition = draft.item, queries.definition(draft)
    chosen = renewals.choices(item, definition, by, step.day_of(at)).filter(pk=certificate).first()
    if chosen is None:
        raise errors.Invalid("请选择要延续的证照。您填的内容都已保存。", [("renews", "请选择一张证照")])
    draft.renews = chosen
    Draft.objects.filter(pk=draft.pk).update(renews=chosen, saved_at=at)


def gaps(
    item: Item,
    definition: Definition,
    certificate: uuid.UUID | None,
    whose: Applicant | Draft,
    day: dt.date,
    submission: uuid.UUID | None = None,
) -> list[tuple[str, str]]:
    """What a renewal lacks: the certificate that it renews."""
    if (
        not definition.renews
        or renewals.choices(item, definition, whose, day).filter(pk=certificate).exists()
    ):
        return []
    if submission and Case.objects.filter(submission=submission, renews=certificate).exists():
        return []  # sent again
    return [("renews", "请选择要延续的证照")]


def certificate(case: Case, *, by: Author, at: dt.datetime) -> Certificate:
    """The certificate in its next term, with what the application says."""
    kind, facts = queries.definition(case).result.certificate, queries.facts(case)
    if kind is None or case.renews is None:
        raise NotNow(_("这件办件没有要延续的证照，办件没有变化。"))
    face = [(field.label, facts.get(field.value, "")) for field in kind.fields]
    return licences.renew(case.renews, kind, face=face, subject=case.chain, by=by, at=at)


@transaction.atomic
def deem_renewed(case: Case, *, at: dt.datetime) -> Decision:
    """视为准予延续: the certificate has ended, the application was in time, and nobody has decided.

    Raises NotNow while there is time left, or where the application came too late for that.
    """
    case = step.locked(case, "deem_renewed")
    if case.renews is None or step.day_of(at) <= renewals.until(case) or not renewals.in_time(case):
        raise NotNow("许可有效期还没有届满，或者这件申请不适用视为准予延续，办件没有变化。")
    case.decided_at = at
    renewed = certificate(case, by=SYSTEM, at=at)
    data = wording.deemed_renewal(case, renewals.until(case), renewed)
    paper = step.issue(case, "deemed_renewal", data, by=SYSTEM, at=at)
    decision = Decision.objects.create(
        case=case, granted=True, deemed=True, certificate=renewed, paper=paper, at=at
    )
    routing.decided(case, at)
    told = {"granted": True, "until": renewed.valid_until, "was": renewals.until(case)}
    step.move(case, "deem_renewed", State.GRANTED, by=SYSTEM, at=at, paper=paper, data=told, decided_at=at)
    return decision
