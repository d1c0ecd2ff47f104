"""Files sent to a browser (文件查看): inline where a page of ours may frame it, else to be kept."""

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse

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
