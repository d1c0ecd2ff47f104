"""表格修改: items as a workbook, changed in a spreadsheet, tried on, and made into a batch of proposals."""

import tempfile
from pathlib import Path

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tongban.catalogue import queries as versions
from tongban.catalogue.importing import amending, profiles, sheet, sources
from tongban.catalogue.importing.mapping import Draft
from tongban.catalogue.proposals import queries
from tongban.console import batches
from tongban.core import errors
from tongban.ui import access, tables

PROFILE = "sheet"
LARGEST = 10 * 1024 * 1024  # bytes of a workbook
ENDINGS = (".xlsx", ".csv")


@access.staff
@require_safe
def file(request: HttpRequest) -> HttpResponseBase:
    """The chosen items as a workbook; all that the filters leave when none is chosen."""
    found, _wishes = batches.chosen_from(request)
    codes = request.GET.getlist("codes")
    found = found.filter(code__in=codes) if codes else found
    profile = profiles.load(PROFILE)
    rows = (sheet.cells(profile, item, definition) for item, definition in versions.definitions(found))
    return tables.answer("xlsx", "事项", sheet.header(profile), rows)


@access.staff
@require_POST
def reading(request: HttpRequest) -> HttpResponse:
    """Try a changed workbook on: every difference, or every wrong cell; nothing is written."""
    try:
        drafts = _drafts(request)
    except errors.Problem as unread:
        return _refused(request, [(0, "", "", unread.sentence)])
    mine = {item.code: item for item in queries.items(request.desk).filter(code__in=[d.code for d in drafts])}
    wrong = [(d.row, d.code, column, sentence) for d in drafts for column, sentence in d.faults]
    wrong += [
        (d.row, d.code, "", _("没有这个事项，或者您的岗位没有修改它的授权"))
        for d in drafts
        if not d.faults and d.code not in mine
    ]
    if wrong:
        return _refused(request, sorted(wrong))
    changes = {
        draft.code: draft.definition.written
        for draft in drafts
        if draft.definition
        and draft.definition.digest != versions.definition(mine[draft.code].current_id).digest
    }
    if not changes:
        return _refused(request, [(0, "", "", _("表格和现行版本没有区别，没有要修改的事项。"))])
    return batches.preview(request, changes)


def _drafts(request: HttpRequest) -> list[Draft]:
    sent = request.FILES.get("file")
    ending = Path(sent.name or "").suffix.lower() if sent else ""
    if sent is None or ending not in ENDINGS:
        raise errors.Problem(_("请选择改好的表格，文件名以.xlsx或者.csv结尾。没有读取任何内容。"))
    if (sent.size or 0) > LARGEST:
        raise errors.Problem(_("表格超过10 MB，没有读取。请少选一些事项，分几次修改。"))
    profile = profiles.load(PROFILE)
    with tempfile.NamedTemporaryFile(suffix=ending) as kept:
        for chunk in sent.chunks():
            kept.write(chunk)
        kept.flush()
        found = list(amending.drafts(sources.rows(Path(kept.name), profile.rows), profile))
    seen: dict[str, int] = {}
    for draft in found:
        earlier = seen.setdefault(draft.code, draft.row)
        if earlier != draft.row:
            draft.faults.append(("事项编码", _("与第%(n)s行重复") % {"n": earlier}))
    return found


def _refused(request: HttpRequest, wrong: list[tuple[int, str, str, str]]) -> HttpResponse:
    return render(request, "console/sheet_refused.html", {"wrong": wrong}, status=422)
