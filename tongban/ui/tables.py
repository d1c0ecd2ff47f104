"""表格导出: rows as a file, sent while they are read."""

from collections.abc import Iterable, Sequence
from urllib.parse import quote

from django.http import FileResponse, Http404, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone

from tongban.catalogue import spreadsheets

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def answer(
    form: str,
    title: str,
    header: Sequence[str],
    rows: Iterable[spreadsheets.Cells],
    keys: Sequence[str] = (),
) -> HttpResponseBase:
    """The rows as CSV, JSON (with these keys, else those of the header) or XLSX, named by title and day."""
    if form not in TYPES:
        raise Http404
    response: HttpResponseBase
    if form == "xlsx":
        response = FileResponse(spreadsheets.xlsx(header, rows, title))
    elif form == "csv":
        response = StreamingHttpResponse(map(str.encode, spreadsheets.csv_text(header, rows)))
    else:
        response = StreamingHttpResponse(map(str.encode, spreadsheets.json_text(keys or header, rows)))
    name = quote(f"{title}{timezone.localdate():%Y%m%d}.{form}")
    response["Content-Type"] = TYPES[form]
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return response
