"""照单收件: situation, checklist, scans and form of one application in the clerk's hands."""

import uuid
from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tongban.cases import access as permission
from tongban.cases import actions, knowing, queries, renewals
from tongban.cases.models import Case, Draft, DraftFile
from tongban.catalogue import queries as catalogue
from tongban.catalogue.entrusting import queries as entrusting
from tongban.catalogue.parts import Requirement
from tongban.catalogue.registers import standards
from tongban.core import errors
from tongban.counter import cases, offers, people
from tongban.files.models import File
from tongban.identity.rules import Applicant
from tongban.ui import access, casework, downloads, forms, limits, veils


class OwnMatter(errors.NotEntitled):
    """回避: a clerk takes in nothing for himself or for a firm of his."""


class NoPower(errors.NotEntitled):
    """无权: the post may not accept this item."""


@access.staff
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """开始收件: a draft in the clerk's hands, in the name of the applicant."""
    desk, today = cases.clerk(request), timezone.localdate()
    person = uuid_of(request.POST.get("person", ""))
    by = people.acting(person, request.POST.get("firm", ""))
    item = get_object_or_404(
        catalogue.published().select_related("agency"), code=request.POST.get("item", "")
    )
    if permission.own(by.person_id, by.firm_id, desk, today):
        raise OwnMatter(_("这是您本人或者您所代表单位的申请，应当回避，请到其他窗口办理。没有收件。"))
    if desk.power("accept", entrusting.handler(item, today).pk, item.code) is None:
        raise NoPower(_("您的岗位没有受理“%(item)s”的授权，没有收件。") % {"item": item.name})
    draft = actions.begin(item, account=request.user, by=by, at=timezone.now())  # type: ignore[arg-type]
    return redirect("counter:draft", draft.pk)


def uuid_of(typed: str) -> uuid.UUID:
    """What was posted as an id; anything else is 404."""
    try:
        return uuid.UUID(typed)
    except ValueError as wrong:
        raise Http404 from wrong


def of_clerk(request: HttpRequest, pk: uuid.UUID) -> Draft | None:
    """The draft that this clerk began."""
    own = Draft.objects.filter(account=request.user, pk=pk)
    found = own.select_related("item__agency", "item__current", "person", "firm").first()
    if found:
        actions.renew(found, at=timezone.now())
    return found


def party(draft: Draft) -> Applicant:
    """In whose name it is."""
    return people.acting(draft.person_id, str(draft.firm_id or ""))


@access.staff
@require_safe
def draft(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The application as far as it is taken in; one that was handed in already leads to its case."""
    desk = cases.clerk(request)
    begun = of_clerk(request, pk)
    if begun is None:
        return redirect("counter:case", get_object_or_404(Case.objects.within(desk), submission=pk).number)
    return page(request, begun)


@access.staff
@require_safe
def scan(request: HttpRequest, pk: uuid.UUID, file: uuid.UUID) -> HttpResponse:
    """A scan of the draft."""
    given = get_object_or_404(
        DraftFile.objects.select_related("file"), draft__account=request.user, draft=pk, file=file
    )
    return downloads.answer(request, given.file)


@access.staff
@require_POST
def discard(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """不收了: the draft goes."""
    begun = of_clerk(request, pk)
    if begun is not None:
        actions.discard(begun)
        messages.success(request, _("这次收件已取消，没有留下记录。"))
    return redirect("counter:intake")


def page(request: HttpRequest, draft: Draft, problems: Sequence[tuple[str, str]] = ()) -> HttpResponse:
    """The whole application on one screen; after a fault with what is wrong."""
    by, definition = party(draft), queries.definition(draft)
    checklist = queries.checklist(draft)
    rows = listed(draft, dict(problems))
    shown = people.applicant_shown(by, request.desk) | {
        "here_is": "intake",
        "draft": draft,
        "definition": definition,
        "checklist": checklist,
        "asked": [
            (one, [(option.value, option.label) for option in one.options]) for one in checklist.questions
        ],
        "rows": rows,
        "renewable": renewable(draft),
        "errors_by": dict(problems),
        "tally": counted(rows),
        "gaps": [row for row in rows if row["paper"].uploaded],
        "awaited": next((row["key"] for row in rows if row["missing"]), ""),
        "lacking": [row["name"] for row in rows if row["missing"]],
        "sections": form_shown(draft, by, problems),
        **offers.shown(draft, by),
        "problems": casework.lines(problems),
        "typed": request.POST,
        **cases.declinable(),
        "last_day": limits.if_accepted(draft, timezone.localdate()),
        "methods": cases.AT_ONCE.items(),
        "standards": standards.binding(draft.item.code, request.desk.post_kind, timezone.localdate()),
    }
    return render(request, "counter/draft.html", shown, status=422 if problems else 200)


def renewable(draft: Draft) -> list[tuple[str, str]] | None:
    """The certificates that may be chosen; None where the item renews nothing."""
    definition, today = queries.definition(draft), timezone.localdate()
    if not definition.renews:
        return None
    found = renewals.choices(draft.item, definition, draft, today)
    return [(str(one.pk), f"{one.title} {one.number} {one.valid_until:%Y-%m-%d}") for one in found]


def form_shown(draft: Draft, by: Applicant, problems: Sequence[tuple[str, str]]) -> list[forms.Section]:
    """申请表 as far as it is filled in, each value of ours with its source."""
    definition, values = queries.definition(draft), queries.settled(draft)
    known = knowing.known(definition, by, timezone.localdate())
    schema = veils.opened(definition.form, [key for key, one in known.items() if one.vouched])
    return forms.sections(
        schema,
        veils.veiled(schema, values),
        problems=problems,
        sources={key: one.words for key, one in known.items() if values.get(key) == one.value},
        answers=draft.answers,
    )


def listed(draft: Draft, problems: dict[str, str]) -> list[dict]:
    """照单: every paper of the situation, what was scanned for it, and how it stands."""
    scanned: dict[str, list[File]] = {}
    for each in draft.files.select_related("file").order_by("id"):
        scanned.setdefault(each.key, []).append(each.file)
    return [
        {
            "key": paper.key,
            "name": paper.name,
            "paper": paper,
            "files": scanned.get(paper.key, []),
            "stands": stands(paper, paper.key in scanned),
            "missing": stands(paper, paper.key in scanned)[0] == "bad",
            "error": problems.get(f"paper-{paper.key}", ""),
        }
        for paper in queries.checklist(draft).papers
    ]


def stands(paper: Requirement, scanned: bool) -> tuple[str, str]:
    """Received, to follow, or missing: (kind of light, words)."""
    if not paper.uploaded:
        return "ok", _("系统生成") if paper.source == "system" else _("免提交")
    if scanned:
        return "ok", _("已收")
    words = {"deferrable": ("warn", _("可容缺")), "optional": ("pause", _("选交，未收"))}
    return words.get(paper.necessity, ("bad", _("未收")))


def counted(rows: list[dict]) -> list[tuple[str, str]]:
    """收件结果 in figures."""
    kinds = [row["stands"][0] for row in rows]
    spared = sum(not row["paper"].uploaded for row in rows)
    return [
        (_("已齐"), _("%(n)s份（免提交%(spared)s份）") % {"n": kinds.count("ok"), "spared": spared}),
        (_("未收"), _("%(n)s份") % {"n": kinds.count("bad")}),
        (_("可容缺"), _("%(n)s份") % {"n": kinds.count("warn")}),
    ]
