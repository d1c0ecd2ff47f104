"""A case as officers see it (办件展示): facts with masked identifiers, papers with their files."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongban.cases import access, handled, prereviews, queries, stages, telling, tolerance
from tongban.cases.models import Case, Material
from tongban.cases.states import State
from tongban.catalogue import codes
from tongban.catalogue import queries as catalogue
from tongban.catalogue.parts import Requirement
from tongban.catalogue.registers import standards
from tongban.core import text
from tongban.journal import queries as journal
from tongban.papers.models import Serving
from tongban.supervision import queries as supervision
from tongban.ui import formats, forms, hearings, holds, interruptions, limits, veils

CHANNELS = {
    "web": gettext_lazy("网上"),
    "mobile": gettext_lazy("手机"),
    "counter": gettext_lazy("窗口"),
    "api": gettext_lazy("接口"),
    "post": gettext_lazy("邮寄"),
    "agent": gettext_lazy("代办"),
}
WAITS = {
    State.RECEIVED: gettext_lazy("受理"),
    State.GRANTED: gettext_lazy("出件"),
    State.REFUSED: gettext_lazy("出件"),
}
ROUNDS = {2: gettext_lazy("，补正后"), tolerance.ROUND: gettext_lazy("，容缺补交")}
LONGEST = 4000  # characters of an opinion
PURPOSES = (gettext_lazy("核对申请人身份"), gettext_lazy("联系申请人"), gettext_lazy("核对材料内容"))


def found(request: HttpRequest, number: str) -> Case:
    """The case, if this officer may open it; raises NotYours with the reason."""
    try:
        return access.at_desk(number, request.desk, timezone.localdate())
    except Case.DoesNotExist as unknown:
        raise Http404 from unknown


def said(request: HttpRequest, name: str) -> str:
    """What was written in a field, of a bearable length."""
    return request.POST.get(name, "").replace("\0", "").replace("\r\n", "\n").strip()[:LONGEST]


def reason(request: HttpRequest, case: Case, *, granted: bool) -> str:
    """理由 of a decision: of a grant only what answers those who oppose it."""
    return said(request, "reason") if not granted or stages.opposing(case) else ""


def page(request: HttpRequest, case: Case, surface: str, opened: dict[str, str] | None = None) -> dict:
    """What the page of a case shows at every desk; `opened` are its identifiers, read on record."""
    given, known = papers(case), opened or masked(case)
    written = application(case, whole=opened is not None)
    return {
        "case": case,
        "surface": surface,
        "definition": queries.definition(case),
        "stage_name": where(case),
        "channel": channel(case.channel),
        "facts": facts(case, known, written),
        "application": written,
        "signed": queries.signature(case),
        "opened": opened is not None,
        "purposes": PURPOSES,
        "situation": situation(case),
        "papers": given,
        "chosen": chosen(given, request.GET.get("paper", ""), request.GET.get("file", "")),
        "issued": queries.issued(case),
        "services": served(case),
        **beside(case),
        "clock": limits.of(case, timezone.localdate()),
        "interrupted": interruptions.shown(case, timezone.localdate()),
        "heard": hearings.shown(case, timezone.localdate()),
        "may_record_hearing": hearings.recordable(case, request.desk, timezone.localdate()),
        "holds": holds.shown(case),
        "timeline": timeline(case),
        "standards": standards.binding(case.item.code, request.desk.post_kind, timezone.localdate()),
        "urgings": supervision.urgings(case),
        "urged_posts": codes.POSTS,
        "typed": request.POST,
    }


def beside(case: Case) -> dict:
    """What a pre-review said before, and since when a renewal is deemed granted."""
    deemed = case.decisions.filter(deemed=True).first() if case.renews_id else None
    return {
        "pre_reviews": [one for one in prereviews.of(case.submission) if one.outcome],
        "deemed_at": deemed and deemed.at,
    }


def served(case: Case) -> dict[str, Serving]:
    """送达 of each paper of a case, by its id, as it stands."""
    found = Serving.objects.filter(paper__subject=case.chain, failed_at=None)
    return {str(service.paper_id): service for service in found}


def lines(problems: Iterable[tuple[str, str]]) -> list[dict]:
    """Lines of the error summary for fields written by hand."""
    return [{"id": f"f-{key}", "label": "", "sentence": sentence} for key, sentence in problems]


def channel(name: str) -> str:
    """By which way it came, in words."""
    return str(CHANNELS.get(name, name))


def where(case: Case) -> str:
    """环节: what is done with it now, at every post where it is."""
    names = stages.names(case) if case.state == State.ACCEPTED else ""
    return names or stage_name(case.version_id, case.state, "")


def stage_name(version_id: int, state: str, stage: str) -> str:
    """环节: what is done with it now."""
    if state in WAITS:
        return str(WAITS[State(state)])
    found = catalogue.definition(version_id).stages.get(stage)
    return found.name if found else str(State(state).label)


def facts(case: Case, known: dict[str, str], written: list[forms.Part]) -> list[tuple[str, str]]:
    """申请人: who applies and what the form says; `known` has its identifiers masked, or opened on record."""
    if case.firm:
        who = [
            (_("名称"), known["firm.name"]),
            (_("信用代码"), known["firm.code"]),
            (_("法定代表人"), known["firm.legal_representative"]),
            (_("经办人"), known["person.name"]),
        ]
    else:
        who = [(_("姓名"), known["person.name"])]
    who += [(_("身份证号"), known["person.id_number"]), (_("手机"), known["person.phone"] or "—")]
    return who + form_facts(case, known, written)


def masked(case: Case) -> dict[str, str]:
    """What the account says by its paths, identifiers masked."""
    known = queries.applicant_facts(case.person, case.firm)
    hidden: dict[str, Callable[[str], str]] = {
        "person.id_number": text.mask_id,
        "person.phone": text.mask_phone,
    }
    return known | {path: mask(known[path]) for path, mask in hidden.items() if known.get(path)}


def form_facts(case: Case, known: dict[str, str], written: list[forms.Part]) -> list[tuple[str, str]]:
    """What the form says beside what the account says."""
    fields = queries.definition(case).form.get("properties", {})
    return [
        (line.label, line.words)
        for part in written
        for line in part.lines
        if line.words and known.get(fields[line.key].get("x-source", "")) != line.words
    ]


def application(case: Case, *, whole: bool = False) -> list[forms.Part]:
    """申请表: the form as it was handed in, by section; identifiers masked unless read on record."""
    schema, said = queries.definition(case).form, queries.form(case)
    return forms.readback(schema, said if whole else veils.veiled(schema, said, veils.hidden), case.answers)


def situation(case: Case) -> list[tuple[str, str]]:
    """情形: the questions that applied and what was answered."""
    return [
        (question.text, "、".join(option.label for option in question.options if option.value in given))
        for question in queries.checklist(case).questions
        if (given := case.answers.get(question.key))
    ]


@dataclass(frozen=True, slots=True)
class Given:
    """One required paper with the files that were handed in for it."""

    paper: Requirement
    files: tuple[Material, ...]
    later: dt.date | None = None  # 容缺: by when it must follow
    certificate: str = ""  # 免提交: the identifier of the one that stood for it

    @property
    def icon(self) -> str:
        """How it stands, as a picture beside the words."""
        if not self.later and (self.files or not self.paper.uploaded):
            return "circle-check"
        return "circle" if self.paper.necessity == "optional" else "alert-triangle"

    @property
    def small(self) -> str:
        """How it stands, in words."""
        if self.later:
            return _("容缺，%(day)s前补") % {"day": formats.day(self.later)}
        if self.files:
            again = ROUNDS.get(max(file.round for file in self.files), "")
            return _("%(day)s提交") % {"day": formats.day(max(file.given_at for file in self.files))} + again
        if self.paper.source == "system":
            return _("系统按申请内容生成")
        if not self.paper.uploaded:
            return _("免提交，提交时电子证照有效")
        if self.paper.necessity == "optional":
            return _("未提交，不是必须")
        return _("未提交，可容缺") if self.paper.necessity == "deferrable" else _("未提交")


def papers(case: Case) -> list[Given]:
    """The papers of this situation in the order of the guide, with what was handed in."""
    handed: dict[str, list[Material]] = {}
    for material in case.materials.select_related("file").order_by("round", "id"):
        handed.setdefault(material.key, []).append(material)
    later = {one.key: one.until for one in tolerance.owed(case)} if case.is_open else {}
    return [
        Given(p, tuple(handed.get(p.key, ())), later.get(p.key), case.held.get(p.licence, ""))
        for p in queries.checklist(case).papers
    ]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The paper that is looked at, and which of its files."""

    given: Given
    file: Material | None


def chosen(given: list[Given], key: str, file: str) -> Chosen | None:
    """What the address asks for; else the first paper that has a file."""
    one = next((each for each in given if each.paper.key == key), None)
    one = one or next((each for each in given if each.files), given[0] if given else None)
    if one is None:
        return None
    wanted = next((each for each in one.files if str(each.pk) == file), None)
    return Chosen(one, wanted or (one.files[-1] if one.files else None))


def told(acts: Iterable[handled.Done]) -> list[dict]:
    """已办, in words."""
    return [
        {"what": words.heading, "when": act.line.at, "case": act.case}
        for act in acts
        if (words := telling.tell(act.line, public=False))
    ]


def timeline(case: Case) -> list[dict]:
    """经过, newest first; what is done now stands above it."""
    lines = [(line, telling.tell(line, public=False)) for line in journal.timeline(case.chain)]
    past = [
        {"heading": words.heading, "when": formats.moment(line.at), "text": words.sentence}
        for line, words in reversed(lines)
        if words
    ]
    if not case.is_open:
        return past
    return [
        *({"heading": each, "when": _("现在"), "state": "now"} for each in where(case).split("、")),
        *past,
    ]
