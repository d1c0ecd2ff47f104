"""上传: files sent to a card, each kept or refused by itself."""

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from tongban.core import errors
from tongban.files import actions as files
from tongban.files.models import File
from tongban.identity.rules import Applicant
from tongban.ui import formats

MOST = 20  # files for one paper


def received(
    request: HttpRequest, by: Applicant, put: Callable[[File], object], there: int, field: str = "file"
) -> str:
    """Keep what was sent and put each file where it belongs; says why some were refused, blank when none."""
    sent, room = request.FILES.getlist(field), max(0, MOST - there)
    refused = [] if sent else [_("没有选择文件。请先选择，再上传。")]
    if len(sent) > room:
        refused.append(_("一份材料最多%s个文件，多出的没有保存。请合并成一个文件后上传。") % MOST)
    for one in sent[:room]:
        try:
            with transaction.atomic():
                put(files.store(one, one.name or "", by=by.author, at=timezone.now()))
        except errors.Problem as problem:
            refused.append(problem.sentence)
    return " ".join(refused)


def listed(file: File, view: str, remove: str) -> dict:
    """A file on its card."""
    return {"name": file.name, "small": formats.size(file.size), "view": view, "remove": remove}
