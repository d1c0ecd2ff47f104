"""提交申请: one statement writes the case, its papers, its journal line and the jobs that follow."""

import datetime as dt
import json
import uuid
from collections.abc import Collection, Mapping, Sequence

from tongban.cases import commitments, queries, rules, tolerance
from tongban.cases.actions import renewing, step
from tongban.cases.models import Case, Draft
from tongban.cases.states import STEPS
from tongban.catalogue import rules as catalogue
from tongban.catalogue.definition import Definition
from tongban.catalogue.models import Item
from tongban.core import errors, forms, sealed
from tongban.identity.rules import Applicant
from tongban.journal import news
from tongban.journal.actions import Author
from tongban.licences import queries as licences

SUBMIT = """
WITH handler AS (
  SELECT id, coalesce(nullif(serial, ''), '0000') AS serial FROM identity_agency
  WHERE id = coalesce((
    SELECT agency_id FROM catalogue_entrustment
    WHERE item_id = %(item)s AND acts = '{}' AND since <= %(day)s AND (until > %(day)s OR until IS NULL)
      AND (state = 'approved' OR state = 'taken_back' AND taken_back_on > %(day)s)
    LIMIT 1
  ), %(agency)s)
), taken AS (
  INSERT INTO cases_case (id, number, submission, item_id, version_id, agency_id, region_id, state,
    item_name, applicant_name, person_id, firm_id, channel, answers, form, form_sealed, held,
    renews_id, electronic, received_at, due_on, yellow_on, statutory_due_on, provisional)
  SELECT %(id)s, case_number(%(prefix)s || serial), %(submission)s, %(item)s, %(version)s, handler.id,
    %(region)s, 'received', %(item_name)s, %(name)s, %(person)s, %(firm)s, %(channel)s,
    %(answers)s::jsonb, %(form)s::jsonb, %(sealed)s, %(held)s::jsonb, %(renews)s, %(electronic)s,
    %(at)s, %(due_on)s, %(yellow_on)s, %(statutory_due_on)s, %(provisional)s
  FROM handler
  ON CONFLICT (submission) DO NOTHING
  RETURNING *
), signed AS (
  SELECT jsonb_build_object('form', s.digest, 'signature', coalesce(f.sha256, s.name)) AS told
  FROM cases_signature s LEFT JOIN files_file f ON f.id = s.file_id WHERE s.submission = %(submission)s
), papers AS (
  INSERT INTO cases_material (case_id, key, name, file_id, round, given_at)
  SELECT taken.id, p.key, p.name, p.file, 1, %(at)s
  FROM taken, jsonb_to_recordset(%(papers)s::jsonb) AS p(key text, name text, file uuid)
), line AS (
  INSERT INTO journal_line (chain, seq, verb, at, by, by_name, ground, channel, data, tx, prev, digest)
  SELECT 'case:' || taken.id, 0, 'cases.submit', %(at)s, %(by)s, %(by_name)s, %(ground)s, %(channel)s,
    jsonb_build_object('state', 'received', 'number', taken.number) || coalesce(signed.told, '{}'), 0, '', ''
  FROM taken LEFT JOIN signed ON true RETURNING id, chain
), jobs AS (
  SELECT procrastinate_defer_jobs_v1(array_agg(ROW(
    'default', job, 0, NULL, NULL, jsonb_build_object('chain', line.chain, 'line', line.id), NULL
  )::procrastinate_job_to_defer_v1))
  FROM line, unnest(%(jobs)s::text[]) AS job
), gone AS (
  DELETE FROM cases_draftfile WHERE draft_id = %(submission)s
), begun AS (
  DELETE FROM cases_draft WHERE id = %(submission)s
)
SELECT taken.*, (SELECT count(*) FROM jobs) AS jobs FROM taken
"""


class Incomplete(errors.Invalid):
    """The application has gaps that can be named at once."""


def submit(
    item: Item,
    *,
    submission: uuid.UUID,
    answers: Mapping[str, Sequence[str]],
    form: Mapping[str, object],
    files: Mapping[str, Sequence[uuid.UUID]],
    by: Applicant,
    author: Author | None = None,
    without: Collection[str] = (),
    electronic: bool | None = None,
    renews: uuid.UUID | None = None,
    at: dt.datetime,
) -> Case:
    """提交: the same `submission` gives the same case, however often it comes.

    `without` names papers (or "form") that a window takes in as they are, to ask for them once;
    `electronic` is whether he agrees to 电子送达, where he was asked.
    """
    definition = queries.open_definition(item)
    if definition is None:
        raise Incomplete("这个事项现在不能在这里申请，没有提交。请看办事指南上的办理方式。")
    kept = catalogue.valid_answers(definition, answers)
    held = licences.standing_for(by.person_id, by.firm_id, queries.wanted(definition), step.day_of(at))
    checklist = catalogue.checklist(
        definition, kept, held, committed=_committed(item, definition, submission, by, at)
    )
    present = {*without, *(key for key, given in files.items() if given)}
    present |= _following(item, submission, checklist, present, by, at)
    on_paper = author is not None  # a clerk takes it in: the applicant signs what is printed
    found = _gaps(definition, checklist, form, present, kept, on_paper)
    found += renewing.gaps(item, definition, renews, by, step.day_of(at), submission)
    if found:
        raise Incomplete(f"有{len(found)}处需要改，改好后再提交。您填的内容都已保存。", found)
    plain, hidden = rules.split(definition.form, forms.settled(definition.form, form, kept))
    values = {
        "submission": submission,
        "answers": json.dumps(kept),
        "form": json.dumps(plain, ensure_ascii=False),
        "sealed": sealed.seal(hidden),
        "held": json.dumps(held),
        "papers": json.dumps(_given(files, checklist), ensure_ascii=False),
        "electronic": electronic,
        "renews": renews,
        "at": at,
    }
    return _insert(item, values | _of_applicant(by, author or by.author) | _of_item(item, at))


def _given(files: Mapping[str, Sequence[uuid.UUID]], checklist: catalogue.Checklist) -> list[dict]:
    names = {paper.key: paper.name for paper in checklist.papers}
    return [
        {"key": key, "name": names[key], "file": str(file)}
        for key, uploaded in files.items()
        if key in names
        for file in uploaded
    ]


def _committed(
    item: Item, definition: Definition, submission: uuid.UUID, by: Applicant, at: dt.datetime
) -> bool:
    """Is a commitment signed? Raises Incomplete where none may be chosen any more."""
    if queries.commitment_to(submission, definition) is None:
        return False
    barred = commitments.objection(item, definition, by, step.day_of(at))
    if barred:
        raise Incomplete(barred)
    return True


def _following(
    item: Item,
    submission: uuid.UUID,
    checklist: catalogue.Checklist,
    present: set[str],
    by: Applicant | Draft,
    at: dt.datetime,
) -> set[str]:
    """What is undertaken and may still follow on the day of the application."""
    day, signed = step.day_of(at), tolerance.undertaken(submission, checklist, present)
    if not signed or tolerance.barred(by.person_id, by.firm_id, item.region_id, day):
        return set()
    return signed & {paper.key for paper in tolerance.admitted(item, checklist, present, day)}


def check_complete(case: Case) -> None:
    """齐全: what must be there before a case is accepted; raises Incomplete."""
    given = set(case.materials.values_list("key", flat=True))
    checklist, form = queries.checklist(case), queries.form(case)
    given |= tolerance.undertaken(case.submission, checklist, given)
    on_paper = case.channel == "counter"
    found = _gaps(queries.definition(case), checklist, form, given, case.answers, on_paper)
    if found:
        raise Incomplete(f"还有{len(found)}处不齐全，不能受理，办件没有变化。请一次性告知申请人补正。", found)


def gaps(draft: Draft) -> list[tuple[str, str]]:
    """What a draft still lacks, as (key, sentence)."""
    form, given, definition = (
        queries.draft_form(draft),
        set(queries.draft_files(draft)),
        queries.definition(draft),
    )
    checklist = queries.checklist(draft)
    given |= _following(draft.item, draft.pk, checklist, given, draft, draft.saved_at)
    found = _gaps(definition, checklist, form, given, draft.answers)
    return renewing.gaps(draft.item, definition, draft.renews_id, draft, step.day_of(draft.saved_at)) + found


def form_gaps(
    definition: Definition, form: Mapping, answers: Mapping, on_paper: bool = False
) -> list[tuple[str, str]]:
    """What is wrong with the form, as (path, sentence)."""
    schema, signs = definition.form, rules.signature_key(definition.form)
    if on_paper:
        schema = schema | {"required": [key for key in schema.get("required", []) if key != signs]}
    found = forms.errors(schema, form, answers)
    if found:
        return found
    strange = queries.unknown_divisions(schema, forms.settled(schema, form, answers))
    return [(path, "没有这个地区，请从列表中选择") for path in strange]


def _gaps(
    definition: Definition,
    checklist: catalogue.Checklist,
    form: Mapping[str, object],
    given: Collection[str],
    answers: Mapping[str, Sequence[str]],
    on_paper: bool = False,
) -> list[tuple[str, str]]:
    found = [(question.key, f"请回答“{question.text}”") for question in checklist.unanswered]
    found += form_gaps(definition, form, answers, on_paper) if "form" not in given else []
    return found + rules.missing_papers(checklist.papers, given)


def _of_applicant(by: Applicant, author: Author) -> dict:
    return {
        "name": by.firm_name or by.name,
        "person": by.person_id,
        "firm": by.firm_id,
        "channel": author.channel,
        "by": author.key,
        "by_name": author.name,
        "ground": author.ground or STEPS["submit"].ground,
    }


def _of_item(item: Item, at: dt.datetime) -> dict:
    day = step.day_of(at)
    return {
        "id": uuid.uuid4(),
        "item": item.pk,
        "version": item.current_id,
        "agency": item.agency_id,
        "region": item.region_id,
        "item_name": item.name,
        "day": day,
        "prefix": f"{item.region_id[:6]}-{day:%Y%m%d}-",
        "jobs": news.following("cases.submit"),
        **step.vars_of(queries.acceptance_dues(item.region_id, day)),
    }


def _insert(item: Item, values: dict) -> Case:
    """The case as it was written, or, where it was submitted before, as it stands."""
    for case in Case.objects.raw(SUBMIT, values):
        case.item = item
        if case.agency_id == item.agency_id:
            case.agency = item.agency
        return case
    return Case.objects.select_related("item", "agency").get(submission=values["submission"])
