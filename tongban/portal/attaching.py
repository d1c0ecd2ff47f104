"""交材料: files for each required paper of a draft. A refused file leaves the others as they were."""

import uuid

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tongban.cases import actions
from tongban.catalogue.parts import Requirement
from tongban.core import errors
from tongban.files.models import File
from tongban.portal import drafts, prereviews, promising, uploading
from tongban.portal.filling import Filling
from tongban.ui import access, downloads


def cards(opened: Filling, refused: dict[str, str] | None = None) -> list[dict]:
    """One card for each paper of the situation, with its files."""
    given: dict[str, list[File]] = {}
    said = prereviews.points(opened)
    for one in opened.draft.files.select_related("file").order_by("id"):
        given.setdefault(one.key, []).append(one.file)
    return [
        card(opened, paper, given.get(paper.key, []), (refused or {}).get(paper.key, ""))
        | {"reviewed": said.get(paper.key)}
        for paper in opened.checklist.papers
    ]


def card(opened: Filling, paper: Requirement, given: list[File], error: str) -> dict:
    """One paper as the macro `uploads.card` wants it."""
    made = {"key": paper.key, "name": paper.name, "error": error, "state": "done" if given else "missing"}
    if not paper.uploaded:
        source = _("按您填写的信息生成") if paper.source == "system" else _("已核对电子证照")
        return made | {"state": "exempt", "text": source, "file": paper.issuer}
    address = reverse("portal:draft_files", args=[opened.draft.pk, paper.key])
    return made | {
        "action": address,
        "tolerable": paper.necessity == "deferrable",
        "promised": paper.key in opened.undertaken,
        "optional": paper.necessity == "optional",
        "note": _("没有找到您的电子证照，请上传原件的照片或者扫描件。") if paper.licence else paper.note,
        "points": paper.checkpoints,
        "text": hint(paper, paper.key in opened.undertaken) if not given else "",
        "files": [listed(one, opened.draft.pk, paper.key) for one in given],
    }


def hint(paper: Requirement, promised: bool) -> str:
    """What one may do about a paper that is not there yet."""
    if promised:
        return _("您已承诺受理后%s个工作日内补交；现在有了，也可以上传。") % paper.deferrable_days
    if paper.necessity == "deferrable" and paper.deferrable_days:
        return _("暂时没有的，可以在下面承诺受理后%s个工作日内补交。") % paper.deferrable_days
    return _("有就交，没有可以不交。") if paper.necessity == "optional" else ""


def listed(file: File, draft_id: uuid.UUID, key: str) -> dict:
    """A file on its card."""
    where = [draft_id, key, file.pk]
    view, remove = reverse("portal:draft_file", args=where), reverse("portal:draft_file_removal", args=where)
    return uploading.listed(file, view, remove)


def page(
    request: HttpRequest,
    opened: Filling,
    refused: dict[str, str] | None = None,
    status: int = 200,
    **more: object,
) -> HttpResponse:
    """The step with its cards."""
    made = cards(opened, refused)
    names = {one["key"]: one["name"] for one in made}
    lines = [{"id": f"f-{key}", "label": names[key], "sentence": why} for key, why in (refused or {}).items()]
    own = [one for one in made if one["state"] != "exempt"]
    shown = {
        "papers": own,
        "spared": [one for one in made if one["state"] == "exempt"],
        "problems": lines,
        "limit": settings.FILE_SIZE_LIMIT // 1024**2,
        "left": sum(not (one["files"] or one["promised"] or one["optional"]) for one in own),
        **promising.shown(opened),
        **more,
    }
    return drafts.page(request, "papers", opened, status=status, **shown)


@access.person
@drafts.drafted
def papers(request: HttpRequest, opened: Filling) -> HttpResponse:
    """交材料: what is missing may still be given after looking at the review."""
    if request.method == "POST":
        return drafts.onward(request, "papers", opened)
    return page(request, opened)


@access.person
@drafts.drafted
def upload(request: HttpRequest, opened: Filling, key: str) -> HttpResponse:
    """Put one or more files to a paper; what is refused is named, what is good is kept."""
    if request.method != "POST":
        return redirect("portal:draft_papers", opened.draft.pk)
    if key not in {paper.key for paper in opened.checklist.uploads}:
        raise errors.Invalid(_("这份材料不在您的材料清单里，文件没有保存。请回到“交材料”查看清单。"))

    def put(file: File) -> None:
        actions.attach(opened.draft, key, file, at=timezone.now())

    refused = uploading.received(request, opened.by, put, opened.draft.files.filter(key=key).count())
    if refused:
        return page(request, opened, {key: refused}, status=422)
    return redirect(f"{reverse('portal:draft_papers', args=[opened.draft.pk])}#f-{key}")


@access.person
@drafts.drafted
def view(request: HttpRequest, opened: Filling, key: str, file_id: uuid.UUID) -> HttpResponse:
    """查看 a file of one's own draft."""
    return downloads.answer(request, get_object_or_404(opened.draft.files, key=key, file_id=file_id).file)


@access.person
@drafts.drafted
def remove(request: HttpRequest, opened: Filling, key: str, file_id: uuid.UUID) -> HttpResponse:
    """移除 a file; gone already is as good."""
    if request.method == "POST":
        actions.detach(opened.draft, file_id)
    return redirect(f"{reverse('portal:draft_papers', args=[opened.draft.pk])}#f-{key}")
