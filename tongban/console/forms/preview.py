"""表单预览: the form of a draft as the applicant sees it, with sample values; nothing of it is kept."""

import uuid
from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tongban.catalogue import rules, sheets
from tongban.catalogue.definition import Definition
from tongban.catalogue.forms import faults
from tongban.catalogue.models import Proposal
from tongban.catalogue.parts import Question
from tongban.console import access as permission
from tongban.console.forms import outline
from tongban.core import forms
from tongban.ui import access
from tongban.ui import forms as shown


@access.staff
def preview(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The form alone, for a frame; POST fills it in, adds rows, and says what an applicant would be told."""
    proposal = permission.proposal(request, pk)
    schema = ordered(proposal.definition.get("form"))
    asked = _questions(proposal)
    content = {"proposal": proposal, "refused": ""}
    known = {question.key: [option.value for option in question.options] for question in asked}
    if not outline.asked(schema):
        content["refused"] = _("还没有字段。在左边增加，这里就看得到。")
    elif faults(schema, known):
        content["refused"] = _("申请表还有写法不对的地方，改好以后就看得到效果。")
    else:
        content |= _filled(request, proposal, schema)
        content["questions"] = [situation(question, content["answers"]) for question in asked]
    return render(request, "console/forms/preview.html", content)


def situation(question: Question, answers: Mapping) -> dict:
    """A question as the page asks it, with what was answered."""
    given = rules.chosen(answers, question.key)
    many = question.kind == "many"
    return {
        "key": question.key,
        "text": question.text,
        "options": [(option.value, option.label) for option in question.options],
        "many": many,
        "value": given if many else "".join(given[:1]),
    }


def ordered(form: object) -> dict:
    """The form with its fields in order, those of rows too: the database forgets it."""
    fields = [
        one._replace(field=one.field | {"items": ordered(one.field["items"])}) if _grouped(one.field) else one
        for one in outline.asked(form)
    ]
    return outline.written(form, fields)


def _grouped(field: dict) -> bool:
    items = field.get("items")
    return isinstance(items, dict) and "properties" in items


def _questions(proposal: Proposal) -> tuple[Question, ...]:
    try:
        definition = Definition.model_validate({"name": "-", "kind": "01"} | _situation(proposal.definition))
    except ValueError:
        return ()
    return definition.questions


def _situation(document: dict) -> dict:
    return {"questions": document["questions"]} if "questions" in document else {}


def _filled(request: HttpRequest, proposal: Proposal, schema: dict) -> dict:
    """The sections, with what was typed, else with the values of the first example and invented ones."""
    given = request.POST or request.GET
    answers = {name[2:]: given.getlist(name) for name in given if name.startswith("A.")}
    if request.method != "POST":
        values, sample = _sample(proposal, schema)
        return _shown(schema, values, answers or sample, [])
    values, raw = shown.parse(schema, request.POST)
    wish = request.POST.get("form.do", "")
    if ":" in wish:
        return _shown(schema, shown.changed(schema, raw, wish), answers, [])
    problems = forms.errors(schema, values, answers) if wish == "check" else []
    kept = forms.settled(schema, values, answers)
    computed = {key: value for key, value in kept.items() if "x-compute" in forms.fields_of(schema)[key]}
    return _shown(schema, raw | computed, answers, problems) | {"checked": wish == "check"}


def _shown(schema: dict, values: dict, answers: dict, problems: list[tuple[str, str]]) -> dict:
    return {
        "sections": shown.sections(schema, values, problems=problems, answers=answers),
        "problems": shown.summary(schema, problems),
        "answers": answers,
    }


def _invented(schema: dict) -> dict:
    """What the system would fill in, and one row of each group."""
    fields = forms.fields_of(schema).items()
    rows = {key: [sheets.invented(field["items"])] for key, field in fields if forms.kind_of(field) == "rows"}
    return rows | sheets.invented(schema)


def _sample(proposal: Proposal, schema: dict) -> tuple[dict, dict]:
    examples = proposal.definition.get("examples")
    rows = [row for row in examples if isinstance(row, dict)] if isinstance(examples, list) else []
    filled = next((row for row in rows if isinstance(row.get("form"), dict) and row["form"]), {})
    values = {**_invented(schema), **filled.get("form", {})}
    answers = filled.get("answers")
    said = {key: rules.chosen(answers, key) for key in answers} if isinstance(answers, dict) else {}
    return forms.settled(schema, values, said), said
