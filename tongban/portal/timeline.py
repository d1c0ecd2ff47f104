"""办理经过 of one's own case: what is to come, what is going on, and the journal in plain words."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tongban.cases import stages, telling
from tongban.cases.models import Case
from tongban.cases.states import State
from tongban.journal import queries as journal
from tongban.papers.models import Paper
from tongban.portal import standing
from tongban.ui import formats


def entries(case: Case, papers: dict[object, Paper]) -> list[dict]:
    """Newest first, as the macro `progress.timeline` wants them."""
    lines = [entry for line in journal.timeline(case.chain) if (entry := told(case, line, papers))]
    return [*reversed(upcoming(case)), *current(case), *reversed(lines)]


def told(case: Case, line, papers: dict[object, Paper]) -> dict | None:
    """One line with the paper it made."""
    words, paper = telling.tell(line, public=True), papers.get(line.paper)
    if words is None:
        return None
    links = [(paper.title, reverse("portal:case_paper", args=[case.number, paper.pk]))] if paper else []
    return {"heading": words.heading, "when": formats.moment(line.at), "text": words.sentence, "links": links}


def current(case: Case) -> list[dict]:
    """What is going on."""
    by = _("%s前") % formats.day(case.due_on) if case.due_on else ""
    if case.state == State.ACCEPTED:
        names = [stage.name for stage in standing.at(case)]
        return [{"heading": name, "when": "", "text": case.agency.name, "state": "now"} for name in names]
    if case.state == State.RECEIVED:
        return [{"heading": _("核对材料"), "when": by, "text": _("综合窗口"), "state": "now"}]
    if case.state in (State.GRANTED, State.REFUSED):
        return [{"heading": _("送达"), "when": by, "text": _("综合窗口"), "state": "now"}]
    return []


def upcoming(case: Case) -> list[dict]:
    """The stages that are still to come."""
    if case.state != State.ACCEPTED:
        return []
    by = _("%s前") % formats.day(case.due_on) if case.due_on else ""
    return [
        {"heading": stage.name, "when": by if stage.act == "decide" else "", "text": "", "state": "next"}
        for stage in stages.upcoming(case)
    ]
