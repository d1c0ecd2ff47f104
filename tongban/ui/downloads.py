"""Files sent to a browser (文件查看): inline where a page of ours may frame it, else to be kept."""

import uuid
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from tongban.cases import queries
from tongban.cases.models import Case
from tongban.files import queries as files
from tongban.files.models import File

FRAMED = {"application/pdf", "image/jpeg", "image/png"}


def answer(request: HttpRequest, file: File) -> HttpResponse:
    """The bytes of a file; `?download=1` asks to keep it. It is nobody else's, so no cache may hold it."""
    inline = file.media_type in FRAMED and "download" not in request.GET
    response = HttpResponse(files.content(file), content_type=file.media_type)
    shown = "inline" if inline else "attachment"
    response["Content-Disposition"] = f"{shown}; filename*=UTF-8''{quote(file.name)}"
    response["Cache-Control"] = "private, no-store"
    return response


def paper(request: HttpRequest, case: Case, pk: uuid.UUID) -> HttpResponse:
    """A legal paper of a case, or its certificate."""
    issued = get_object_or_404(queries.issued(case), pk=pk)
    if issued.file is None:
        raise Http404
    return answer(request, issued.file)


def material(request: HttpRequest, case: Case, pk: int) -> HttpResponse:
    """A file that was handed in for a case."""
    handed = get_object_or_404(case.materials.select_related("file"), pk=pk)
    if handed.file is None:
        raise Http404
    return answer(request, handed.file)
