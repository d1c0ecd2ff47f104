"""告知申请人: who is told of an act on his case, with which facts, and when he is reminded to correct."""

import datetime as dt
from collections.abc import Mapping

from django.utils import timezone

from tongban.cases import queries, renewals, rules, telling
from tongban.cases.models import Case, Correction, Deferral, Original, PreReview
from tongban.cases.states import State
from tongban.clock import engine
from tongban.clock import queries as clock
from tongban.identity.models import Person
from tongban.journal.models import Line
from tongban.notices import actions, wording
from tongban.notices.actions import Recipient
from tongban.notices.states import Medium

TOLD = (
    "cases.accept",
    "cases.deem_accepted",
    "cases.decline",
    "cases.return_for_correction",
    "cases.supplement",
    "cases.prolong_correction",
    "cases.lapse",
    "cases.begin_procedure",
    "cases.end_procedure",
    "cases.tell_hearing_right",
    "cases.request_hearing",
    "cases.call_hearing",
    "cases.schedule_hearing",
    "cases.hold_hearing",
    "cases.cancel_hearing",
    "cases.tolerate",
    "cases.supply",
    "cases.reject_supply",
    "cases.check_commitment",
    "cases.extend",
    "cases.recompute",
    "cases.decide",
    "cases.deem_renewed",
    "cases.deliver",
    "cases.terminate",
    "cases.void",
    "cases.reopen",
    "cases.announce_revocation",
    "cases.drop_revocation",
    "cases.revoke",
)  # and cases.submit, with its receipt
ENDINGS = (
    "cases.deliver",
    "cases.decline",
    "cases.withdraw",
    "cases.lapse",
    "cases.terminate",
    "cases.void",
)  # after which no original is needed
PARTIES = ("agency", "person", "firm__legal_representative")
CORRECTION = "cases.return_for_correction"
DAYS = ("planned", "due", "was", "until")  # dates in the data of a line
SAID = (
    "findings",
    "procedure",
    "reason",
    "days",
    "result",
    "opinion",
    "party",
    "meets",
    "place",
    "chair",
    "originals",
)
NO_DAY = "期限届满"
LAST_DAYS = dt.timedelta(days=3)


def tell(case: Case, line: Line) -> None:
    """Tell all it concerns what the line says; called twice it tells once."""
    outcome = {True: ".granted", False: ".refused"}.get(line.data.get("granted"), "")
    verb = line.verb + outcome if line.verb in telling.ANSWERS else line.verb
    if line.verb == "cases.end_procedure" and not line.data.get("due"):
        verb += ".paused"  # by another procedure
    if line.verb == "cases.check_commitment":
        verb += f".{line.data['outcome']}"
    _tell(case, verb, occasion=f"line:{line.pk}", at=line.at, said=line.data)


def tell_of_originals(case: Case, line: Line) -> None:
    """未退还原件: when a case ends, what is still kept of him; called twice it tells once."""
    kept = Original.objects.filter(custody__case=case, outcome="").order_by("id")
    names = list(kept.values_list("name", flat=True))
    if names and not case.is_open:
        said = {"originals": "、".join(names)}
        _tell(case, "cases.keep_originals", occasion=f"originals:{line.pk}", at=line.at, said=said)


def remind(at: dt.datetime) -> None:
    """提醒补正: each of the two reminders once, to those whose correction runs."""
    today = timezone.localdate(at)
    running = Correction.objects.filter(case__state=State.CORRECTING, supplemented_at=None, until__gte=today)
    for correction in (
        running.select_related("prolongation", *(f"case__{name}" for name in PARTIES))
        .order_by("pk")
        .iterator()
    ):
        which = reminder(_since(correction), correction.until, today)
        if which:
            case = correction.case
            occasion = f"{case.chain}:{which}:{correction.until}"
            _tell(case, f"{CORRECTION}.{which}", occasion=occasion, at=at)


def remind_of_owed(at: dt.datetime) -> None:
    """提醒补交容缺材料: each of the two reminders once for a paper and its day."""
    today = timezone.localdate(at)
    waiting = Deferral.objects.filter(
        case__state=State.ACCEPTED, supplied_at=None, lapsed_at=None, until__gte=today
    )
    related = [f"case__{name}" for name in PARTIES]
    for one in waiting.select_related(*related).order_by("pk").iterator():
        which = reminder(timezone.localdate(one.rejected_at or one.at), one.until, today)
        if which:
            occasion = f"{one.case.chain}:{one.key}:{which}:{one.until}"
            said = {"gaps": [one.name], "until": one.until}
            _tell(one.case, f"cases.tolerate.{which}", occasion=occasion, at=at, said=said)


def _since(correction: Correction) -> dt.date:
    """From when the last day that stands now was known."""
    longer = getattr(correction, "prolongation", None)
    return timezone.localdate(longer.answered_at if longer and longer.outcome else correction.at)


def tell_pre_review(answered: PreReview, line: Line) -> None:
    """告知预审意见: to whose draft it is; called twice it tells once."""
    actions.tell(
        f"cases.pre_review.{answered.outcome}",
        _recipient(answered.person),
        {
            "item": answered.item.name,
            "agency": answered.agency.short_name or answered.agency.name,
            "mend": "、".join(line.data.get("mend", [])),
        },
        subject=answered.chain,
        occasion=f"line:{line.pk}",
        link=f"/drafts/{answered.submission}/review/",
        at=line.at,
    )


def remind_to_renew(at: dt.datetime) -> None:
    """提醒延续: when the time to ask for it is announced, and when it closes; each once."""
    for item, certificate, last, which in renewals.ending(timezone.localdate(at)):
        holder = certificate.person or (certificate.firm and certificate.firm.legal_representative)
        if holder is None or certificate.valid_until is None:
            continue
        told = {
            "item": item.name,
            "title": certificate.title,
            "number": certificate.number,
            "tail": certificate.number[-4:],
            "agency": item.agency.short_name or item.agency.name,
            "day": wording.day(last),
            "until": wording.day(certificate.valid_until),
        }
        actions.tell(
            f"licences.renew.{which}",
            _recipient(holder),
            told,
            subject=certificate.chain,
            occasion=f"{certificate.chain}:{which}",
            link=f"/items/{item.code}/",
            at=at,
        )


def reminder(told: dt.date, until: dt.date, today: dt.date) -> str:
    """Which reminder is due: from half time on, or in the last three days; none on the first day."""
    if today <= told or today > until:
        return ""
    if today >= until - LAST_DAYS:
        return "ending"
    return "half" if today >= told + (until - told) / 2 else ""


def recipients(case: Case) -> list[Recipient]:
    """Who filed it; and the legal representative of the firm when somebody else acts for it."""
    head = case.firm.legal_representative if case.firm else None
    people = [case.person] + ([head] if head and head != case.person else [])
    return [_recipient(person) for person in people]


def _recipient(person: Person) -> Recipient:
    return Recipient(f"person:{person.pk}", {Medium.SMS: person.phone} if person.phone else {})


def _tell(
    case: Case, verb: str, *, occasion: str, at: dt.datetime, said: Mapping[str, object] | None = None
) -> None:
    told, place = facts(case, verb, said or {}), "rating/" if verb == "cases.deliver" else ""
    for recipient in recipients(case):
        actions.tell(
            verb,
            recipient,
            told,
            subject=case.chain,
            occasion=occasion,
            link=f"/cases/{case.number}/{place}",
            at=at,
        )


def facts(case: Case, verb: str, said: Mapping[str, object]) -> dict[str, str]:
    """What the words may name; `said` is the data of the line that is told."""
    days = {key: dt.date.fromisoformat(str(said[key])) for key in DAYS if said.get(key)}
    until = days.get("planned") or days.get("due") or days.get("until") or _until(case, verb)
    named = said.get("gaps")
    gaps = list(map(str, named)) if isinstance(named, list) else []
    if verb.startswith(CORRECTION):
        gaps = [gap.name for gap in case.correction.gaps.order_by("pk")]
    return {
        "item": case.item_name,
        "number": case.number,
        "tail": case.number.replace("-", "")[-4:],
        "agency": case.agency.short_name or case.agency.name,
        "whose": f"{case.firm.name}申请的" if case.firm else "您申请的",
        "day": wording.day(until) if until else NO_DAY,
        "gaps": "、".join(gaps),
        "count": str(len(gaps)),
        "was": wording.day(days["was"]) if "was" in days else "",
    } | {key: str(said.get(key, "")) for key in SAID}


def _until(case: Case, verb: str) -> dt.date | None:
    """The day that matters next, by the records, for the case itself may have moved on."""
    if verb in ("cases.submit", "cases.supplement"):
        return queries.acceptance_due(case)
    if verb in ("cases.accept", "cases.deem_accepted"):
        return case.acceptance.promised_due_on or case.acceptance.statutory_due_on
    if verb.startswith((CORRECTION, "cases.prolong_correction")):
        return case.correction.until
    if verb == "cases.decide.granted":
        decided = timezone.localdate(case.decided_at)
        return engine.add(decided, rules.DELIVERY_LIMIT, clock.calendar(case.region_id))
    return None
