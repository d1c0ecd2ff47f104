"""核对: the page before submitting: all to read once more, what is missing, and by when one will hear."""

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext as _

from tongban.cases import actions, queries, rules
from tongban.catalogue import routes
from tongban.catalogue import rules as catalogue
from tongban.core import errors
from tongban.portal import attaching, filling, prereviews, promising, renewing
from tongban.portal.filling import Filling
from tongban.ui import formats, forms, limits


def shown(opened: Filling, today: dt.date, refused: errors.Invalid | None = None) -> dict:
    """What the page shows, with the gaps that are left, or why submitting was refused."""
    gaps = refused.errors if refused else actions.gaps(opened.draft)
    return {
        "problems": [line(opened, key, sentence) for key, sentence in gaps],
        "unticked": dict(gaps).get("commitment", ""),
        "sentence": refused.sentence if refused and not gaps else "",
        "answered": answered(opened),
        "renewal": renewing.told(opened, today),
        "pre_review": prereviews.shown(opened),
        "sections": filling.read_back(opened),
        "signature": queries.signature(opened.draft)[0],
        "papers": attaching.cards(opened),
        "afterwards": afterwards(opened, today),
        "commitment": "" if opened.definition.commitment_terms else opened.definition.commitment,
        **promising.shown(opened),
    }


def step_of(opened: Filling, key: str) -> str:
    """The step on which a question, a field or a paper is filled in."""
    if key == "renews":
        return "certificate"
    if key in {question.key for question in opened.checklist.unanswered}:
        return "situation"
    if key.partition(".")[0] in opened.definition.form.get("properties", {}):
        return "application" if key == rules.signature_key(opened.schema) else "form"
    return "papers" if key in {paper.key for paper in opened.definition.papers} else "review"


def line(opened: Filling, key: str, sentence: str) -> dict:
    """One gap, leading to the step on which it is filled."""
    step = step_of(opened, key)
    label = forms.summary(opened.schema, [(key, sentence)])[0]["label"] if step == "form" else ""
    place = "" if step == "review" else reverse(f"portal:draft_{step}", args=[opened.draft.pk])
    url = f"{place}#f-{key}"
    return {"id": f"f-{key}", "label": label, "sentence": sentence, "url": url}


def answered(opened: Filling) -> list[tuple[str, str]]:
    """The situation in words."""
    said = []
    for question in opened.checklist.questions:
        chosen = catalogue.chosen(opened.draft.answers, question.key)
        labels = [option.label for option in question.options if option.value in chosen]
        said.append((question.text, "，".join(labels) or "—"))
    return said


def afterwards(opened: Filling, today: dt.date) -> list[dict]:
    """提交以后: what happens, by whom, and by when at the latest."""
    expected, agency = queries.expected(opened.draft, today), opened.draft.item.agency
    name = agency.short_name or agency.name
    entries = [
        {
            "heading": _("受理"),
            "when": _("%s前") % formats.weekday_day(expected.accepted_by),
            "text": _("告诉您是否受理；材料不齐的，一次说清楚。"),
        }
    ]
    before = [stage.name for stage in routes.route(opened.definition, opened.draft.answers)[:-1]]
    if before:
        entries.append({"heading": "、".join(before), "text": name, "state": "next"})
    if expected.decided_by and expected.limit:
        counted = _("按%(day)s受理、%(limit)s算") % {
            "day": formats.day(expected.accepted_by),
            "limit": limits.words(expected.limit),
        }
        when = _("最晚%s") % formats.weekday_day(expected.decided_by)
        entries.append({"heading": _("决定"), "when": when, "text": counted, "state": "next"})
    result = opened.definition.result.name
    last = _("%s生成后，在“我的证照”里查看和下载。") % result if result else _("结果会写在办件页面上。")
    return [*entries, {"heading": _("拿结果"), "text": last, "state": "next"}]
