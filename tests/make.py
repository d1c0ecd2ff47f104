"""Builders: people at work in the town, and cases brought to any state by the verbs themselves.

`make.case(state, item=…, by=…)` is the one most tests want; `make.case_now` the one of those that see what
is drawn of today; the rest are their parts. All need the town.
"""

import datetime as dt
import functools
import io
import uuid
from collections.abc import Mapping
from zoneinfo import ZoneInfo

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from tests import filled
from tests.town import items
from tongban.cases import actions, queries, renewals, stages
from tongban.cases.models import Case
from tongban.cases.states import State
from tongban.catalogue import queries as catalogue
from tongban.catalogue import rules as catalogue_rules
from tongban.catalogue.definition import Definition
from tongban.catalogue.models import Item
from tongban.files import actions as files
from tongban.files.models import File
from tongban.identity import queries as identity
from tongban.identity.models import Account, Firm, Officer, Person
from tongban.identity.rules import Applicant, Desk
from tongban.journal import queries as journal
from tongban.journal.actions import SYSTEM
from tongban.licences import actions as licences_actions
from tongban.licences import queries as licences
from tongban.licences.models import Certificate
from tongban.papers.rules import Handing, Method

ELECTRONIC = Handing(Method.ELECTRONIC)
AT = dt.datetime(2026, 9, 15, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
HOUR = dt.timedelta(hours=1)
FOOD, WORK = "food_business_first", "employment_registration"
BOOKSHOP = {"item": "publication_retail", "by": "xu"}
FEE = {"item": "id_card_reissue", "by": "fang", "situation": {"relief": ["no"]}}
WINDOW = "shenqing"


def published(file: str = FOOD) -> Item:
    """An item of the town, by the name of its file."""
    return Item.objects.get(code=next(entry.code for entry in items.entries() if entry.file == file))


def definition(wanted: Item) -> Definition:
    """What is published of an item now."""
    return catalogue.definition(wanted.current_id)


def account(login: str) -> Account:
    """The account of somebody in the town."""
    return Account.objects.select_related("person", "officer").get(login=login)


def client(login: str) -> Client:
    """The browser of somebody who has signed in."""
    browser = Client()
    browser.force_login(account(login))
    return browser


def applicant(login: str = "lin", *, firm: bool = False, at: dt.datetime = AT) -> Applicant:
    """A citizen with an account: for himself, or for his first firm."""
    own, *firms = identity.parties(account(login).person, at.date())
    return firms[0] if firm else own


def desk(login: str = WINDOW, at: dt.datetime = AT) -> Desk:
    """An officer at his post."""
    return identity.desks(account(login).officer, at.date())[0]


def able(case: Case, kind: str, verb: str, at: dt.datetime = AT) -> Desk:
    """The first officer of that kind of post who has the power and did not take the case in."""
    desks = [d for officer in Officer.objects.order_by("number") for d in identity.desks(officer, at.date())]
    same_hand = queries.definition(case).same_hand
    return next(
        d
        for d in desks
        if d.post_kind == kind
        and d.power(verb, case.agency_id, case.item.code)
        and (same_hand or d.officer_id != case.taken_by_id)
    )


def window(case: Case, at: dt.datetime = AT) -> Desk:
    """The first clerk who may take the case in and hand its result over."""
    desks = (d for officer in Officer.objects.order_by("number") for d in identity.desks(officer, at.date()))
    return next(
        d for d in desks if d.post_kind == "window" and d.power("accept", case.agency_id, case.item.code)
    )


def answers(wanted: Definition, given: Mapping[str, list[str]] | None = None) -> dict[str, list[str]]:
    """One answer to every question: the one given, else the first option."""
    first = {question.key: [question.options[0].value] for question in wanted.questions}
    return catalogue_rules.valid_answers(wanted, first | dict(given or {}))


def form(wanted: Definition, by: Applicant, given: Mapping[str, object] | None = None) -> dict:
    """A form filled in as the item wants it: what the account knows, else an example."""
    return filled.samples(wanted) | queries.prefill(wanted, queries.known(by)) | dict(given or {})


@functools.cache
def picture(colour: str = "white") -> bytes:
    """A small PNG, as it comes from a scanner."""
    kept = io.BytesIO()
    Image.new("RGB", (60, 80), colour).save(kept, "PNG")
    return kept.getvalue()


def upload(name: str = "平面图.png") -> SimpleUploadedFile:
    """The same on its way through a form."""
    return SimpleUploadedFile(name, picture(), "image/png")


def file(name: str = "材料.png", *, at: dt.datetime = AT) -> File:
    """An uploaded file."""
    return files.store(picture(), name, by=SYSTEM, at=at)


def uploads(
    wanted: Definition, given: Mapping[str, list[str]], by: Applicant, at: dt.datetime = AT
) -> dict[str, list]:
    """A file for every paper the situation requires of that applicant, by id; nothing is left to follow."""
    held = licences.standing_for(by.person_id, by.firm_id, queries.wanted(wanted), at.date())
    asked = catalogue_rules.checklist(wanted, given, held).uploads
    return {p.key: [file(f"{p.name}.png", at=at).pk] for p in asked if p.necessity != "optional"}


def submitted(
    wanted: Item,
    by: Applicant,
    *,
    situation: Mapping[str, list[str]] | None = None,
    filled: Mapping[str, object] | None = None,
    at: dt.datetime = AT,
) -> Case:
    """A case just received."""
    current = definition(wanted)
    chosen = answers(current, situation)
    return actions.submit(
        wanted,
        submission=uuid.uuid4(),
        answers=chosen,
        form=form(current, by, filled),
        files=uploads(current, chosen, by, at),
        electronic=True,
        renews=renewed(wanted, by, at),
        by=by,
        at=at,
    )


def renewed(wanted: Item, by: Applicant, at: dt.datetime = AT) -> uuid.UUID | None:
    """The certificate that an application for this item renews, issued where there is none."""
    current = definition(wanted)
    if not current.renews:
        return None
    found = renewals.choices(wanted, current, by, timezone.localdate(at)).first()
    return (found or held(wanted, by, at)).pk


def held(wanted: Item, by: Applicant, at: dt.datetime = AT, *, days: int = 90) -> Certificate:
    """A certificate of the type that the item gives, with so many days left."""
    person, firm = Person.objects.get(pk=by.person_id), by.firm_id and Firm.objects.get(pk=by.firm_id)
    holder = {"firm": firm} if firm else {"person": person}
    kind = definition(wanted).result.certificate
    own = licences_actions.issue(
        kind, agency=wanted.agency, face=[("持证人", by.name)], subject="", by=SYSTEM, at=at, **holder
    )
    Certificate.objects.filter(pk=own.pk).update(valid_until=timezone.localdate(at) + dt.timedelta(days))
    own.refresh_from_db()
    return own


def case(
    state: str = State.RECEIVED,
    *,
    item: str = FOOD,
    by: str = "lin",
    situation: Mapping[str, list[str]] | None = None,
    filled: Mapping[str, object] | None = None,
    stage: str = "",
    at: dt.datetime = AT,
    pace: dt.timedelta = HOUR,
) -> Case:
    """A case in a state, an accepted one at its first stage or at `stage`; `pace` lies between two acts."""
    wanted = published(item)
    who = applicant_of(wanted, by, at)
    made = submitted(wanted, who, situation=situation, filled=filled, at=at)
    if state in ASIDE:
        ASIDE[state](made, who, at + pace)
    elif state != State.RECEIVED:
        _ahead(made, State(state), stage, at + pace, pace)
    return fresh(made)


def case_now(state: str = State.RECEIVED, *, ago: dt.timedelta = dt.timedelta(0), **wish) -> Case:
    """The same with all its acts at this moment, or so long ago."""
    return case(state, at=timezone.now() - ago, pace=dt.timedelta(0), **wish)


def applicant_of(wanted: Item, login: str, at: dt.datetime = AT) -> Applicant:
    """A citizen as one who may ask for the item: for himself, or for his firm."""
    return applicant(login, firm="1" not in definition(wanted).audiences, at=at)


def fresh(made: Case) -> Case:
    """The case as it stands in the database."""
    return Case.objects.select_related("item", "agency", "version").get(pk=made.pk)


def verbs(made: Case) -> list[str]:
    """What the journal tells of a case."""
    return verbs_of(made.chain)


def verbs_of(chain: str) -> list[str]:
    """What the journal tells of anything."""
    return [line.verb for line in journal.timeline(chain)]


def _ahead(made: Case, state: State, stage: str, at: dt.datetime, pace: dt.timedelta) -> None:
    actions.accept(made, by=window(made, at), at=at)
    last = queries.definition(made).flow[-1].key
    made = reviewed(made, until=stage if state == State.ACCEPTED else last, at=at + pace, pace=pace)
    if state in AFTER_DECISION:
        decided(made, granted=state != State.REFUSED, at=at + 8 * pace)
    if state == State.DELIVERED:
        actions.deliver(made, given=ELECTRONIC, by=window(made, at), at=at + 9 * pace)


def reviewed(made: Case, *, until: str, at: dt.datetime, pace: dt.timedelta = HOUR) -> Case:
    """The case led by agreeing reviews up to the stage `until`; no further than it is when that is empty."""
    made = fresh(made)
    while until and until not in at_stages(made):
        turn = stages.waiting(made)[0]
        by = able(made, turn.post, "review", at)
        actions.review(made, verdict="agree", opinion="符合条件，同意。", stage=turn.key, by=by, at=at)
        made, at = fresh(made), at + pace
    return made


def at_stages(made: Case) -> list[str]:
    """The keys of the stages a case is at."""
    return [turn.key for turn in stages.waiting(made)]


def decided(made: Case, *, granted: bool = True, at: dt.datetime) -> Case:
    """The case decided; what it waited for has come."""
    made = fresh(made)
    for held in made.holds.filter(lifted_at__isnull=True):
        actions.lift(held, note="已缴费", by=SYSTEM, at=at)
    words = (
        {} if granted else {"reason": "现场与图纸不一致。", "basis": "《中华人民共和国行政许可法》第三十八条"}
    )
    by = able(made, stages.waiting(made)[-1].post, "decide", at)
    actions.decide(made, granted=granted, by=by, at=at, **words)
    return fresh(made)


def _corrected(made: Case, _who: Applicant, at: dt.datetime) -> None:
    paper = queries.checklist(made).papers[-1]
    actions.return_for_correction(
        made, gaps=[(paper.key, paper.name, "请补交清楚的一份")], by=desk(at=at), at=at
    )


def _declined(made: Case, _who: Applicant, at: dt.datetime) -> None:
    words = {"kind": "not_competent", "reason": "应当由省级机关办理。", "competent_body": "云岭省"}
    actions.decline(made, **words, by=desk(at=at), at=at)


def _withdrawn(made: Case, who: Applicant, at: dt.datetime) -> None:
    actions.withdraw(made, reason="不再经营", by=who, at=at)


ASIDE = {State.CORRECTING: _corrected, State.DECLINED: _declined, State.WITHDRAWN: _withdrawn}
AFTER_DECISION = (State.GRANTED, State.REFUSED, State.DELIVERED)
