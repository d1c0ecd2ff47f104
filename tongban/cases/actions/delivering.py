"""送达 of the result, with which a case ends (行政许可法 44)."""

import datetime as dt

from django.db import transaction

from tongban.cases import wording
from tongban.cases.actions import serving, step
from tongban.cases.models import Case, Delivery
from tongban.cases.states import State
from tongban.core import errors
from tongban.identity.rules import Desk
from tongban.papers import actions as papers
from tongban.papers import rules
from tongban.papers.models import Paper, Serving
from tongban.papers.rules import Handing, Method

AT_THE_END = (Method.WINDOW, Method.POST, Method.ELECTRONIC, Method.LEFT)


@transaction.atomic
def deliver(case: Case, *, given: Handing | None, by: Desk, at: dt.datetime) -> Delivery:
    """送达: the result is handed over, posted or left with its proof; None: it was served before."""
    case = step.locked(case, "deliver")
    held = step.power(case, "deliver", by, at)
    if given is not None:
        check(case, given)
    return hand_over(case, given, step.of_officer(by, held, at), at)


def check(case: Case, given: Handing) -> None:
    """Every way proves itself; a public notice must have stood its time before the case ends."""
    wrong = rules.lacking(given)
    if not wrong and given.method not in AT_THE_END:
        wrong = [("method", "公告送达的，请先在“文书送达”里登记公告，期满后再办结")]
    if wrong:
        raise errors.Invalid("送达的记录还不完整，没有办结，办件没有变化。", wrong)
    if given.method == Method.ELECTRONIC:
        serving.check_agreed(case)


def hand_over(case: Case, given: Handing | None, by: step.Hand, at: dt.datetime) -> Delivery:
    """The delivery of a locked case, by whoever may."""
    decision = case.decisions.select_related("paper", "certificate").get(overturned=None)
    service = carried(decision.paper, given, by, at)
    given_out = [one for one in (decision.paper, decision.certificate) if one]
    documents = [{"title": one.title, "number": one.number} for one in given_out]
    data = wording.delivery(case, service, documents, by.author.name, step.day_of(at))
    paper = step.issue(case, "delivery", data, by=by.author, at=at)
    delivery = Delivery.objects.create(
        case=case,
        method=service.method,
        recipient=service.receiver or case.applicant_name,
        paper=paper,
        **by.record,
    )
    step.move(case, "deliver", State.DELIVERED, by=by.author, at=at, paper=paper, closed_at=at)
    return delivery


def carried(result: Paper, given: Handing | None, by: step.Hand, at: dt.datetime) -> Serving:
    """The service of the result: the one that stands, or one made now."""
    standing = result.services.get(failed_at=None)
    if standing.served_on or (given and standing.method == given.method):
        return standing
    if given is None:
        raise errors.Problem("决定书还没有送达，没有办结。请先登记送达，或者在办结时写明怎样送达。")
    record = {key: said for key, said in by.record.items() if key != "at"}
    return papers.bring(result, given, record=record, at=at)
