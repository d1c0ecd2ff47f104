"""文件格式: what may be stored, recognised by content."""

import io
import zipfile
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """One format: what it is called, sent as, and how its names end."""

    key: str
    title: str
    media_type: str
    endings: tuple[str, ...]


_OFFICE = "application/vnd.openxmlformats-officedocument"
_ALL = (
    Format("pdf", "PDF文件", "application/pdf", ("pdf",)),
    Format("ofd", "OFD文件", "application/ofd", ("ofd",)),
    Format("jpg", "JPG图片", "image/jpeg", ("jpg", "jpeg", "jpe", "jfif")),
    Format("png", "PNG图片", "image/png", ("png",)),
    Format("docx", "Word文档", f"{_OFFICE}.wordprocessingml.document", ("docx",)),
    Format("xlsx", "Excel表格", f"{_OFFICE}.spreadsheetml.sheet", ("xlsx",)),
)
FORMATS = {form.key: form for form in _ALL}
PAPERS = frozenset({"pdf", "ofd", "jpg", "png"})
EVERY = frozenset(FORMATS)

_STARTS = ((b"%PDF-", "pdf"), (b"\xff\xd8\xff", "jpg"), (b"\x89PNG\r\n\x1a\n", "png"))
_MEMBERS = (("OFD.xml", "ofd"), ("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx"))


def recognise(data: bytes) -> Format | None:
    """The format of these bytes; None when it is none of ours."""
    if data.startswith(b"PK\x03\x04"):
        return _packed(data)
    return next((FORMATS[key] for start, key in _STARTS if data.startswith(start)), None)


def _packed(data: bytes) -> Format | None:
    try:
        names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return None
    return next((FORMATS[key] for member, key in _MEMBERS if member in names), None)
