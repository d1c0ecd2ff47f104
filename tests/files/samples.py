"""Small files of every format, good and bad, made on the spot."""

import io
import struct
import zipfile
import zlib

import pypdf
from PIL import Image, PngImagePlugin
from pypdf import generic

_PICTURE = Image.effect_noise((64, 48), 40).convert("RGB")
_CORNER = {1: "N", 2: (30.0, 15.0, 0.0), 3: "E", 4: (103.0, 30.0, 0.0)}
_GPS, _ORIENTATION, _MODEL = 0x8825, 0x0112, 0x0110


def archive(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, body in members.items():
            packed.writestr(name, body)
    return out.getvalue()


def ofd(**more: bytes) -> bytes:
    return archive({"OFD.xml": b"<ofd:OFD/>", "Doc_0/Document.xml": b"<ofd:Document/>", **more})


def docx(**more: bytes) -> bytes:
    return archive({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:document/>", **more})


def xlsx() -> bytes:
    return archive({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"})


def jpg(orientation: int = 6) -> bytes:
    exif = Image.Exif()
    exif[_ORIENTATION], exif[_MODEL] = orientation, "SecretCamera"
    exif[_GPS] = _CORNER
    out = io.BytesIO()
    _PICTURE.save(out, "JPEG", exif=exif, comment=b"home address")
    return out.getvalue()


def png() -> bytes:
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", "SecretAuthor")
    out = io.BytesIO()
    _PICTURE.save(out, "PNG", pnginfo=text)
    return out.getvalue()


def huge_png() -> bytes:
    """A picture of 60000 × 60000 in a few bytes."""
    head = b"IHDR" + struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    body = b"IDAT" + zlib.compress(b"")
    parts = (head, body, b"IEND")
    chunks = [struct.pack(">I", len(p) - 4) + p + struct.pack(">I", zlib.crc32(p)) for p in parts]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _written(writer: pypdf.PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def pdf(pages: int = 1) -> bytes:
    writer = pypdf.PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    return _written(writer)


def locked_pdf() -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf()))
    writer.encrypt("secret", algorithm="AES-256")
    return _written(writer)


def scripted_pdf() -> bytes:
    """A script in the list that a viewer runs by name."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf()))
    script = generic.DictionaryObject({generic.NameObject("/JS"): generic.TextStringObject("app.alert(1)")})
    names = generic.DictionaryObject({generic.NameObject("/JavaScript"): script})
    writer.root_object[generic.NameObject("/Names")] = names
    return _written(writer)


def opening_pdf(action: str) -> bytes:
    """A PDF that does something when it is opened; the kind of action stands in an object of its own."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf()))
    kind = writer._add_object(generic.NameObject(action))
    deed = generic.DictionaryObject({generic.NameObject("/S"): kind})
    writer.root_object[generic.NameObject("/OpenAction")] = deed
    return _written(writer)


def disguised_pdf() -> bytes:
    """A script whose name is written with an escape."""
    return scripted_pdf().replace(b"/JavaScript", b"/J#61vaScript").replace(b"/JS", b"/J#53")


def packed_pdf() -> bytes:
    """A script inside a compressed object stream."""
    inner = b"4 0 << /S /JavaScript /JS (app.alert(1)) >>"
    packed = zlib.compress(inner)
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R /OpenAction 4 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
        5: b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream"
        % (len(packed), packed),
    }
    out, places = b"%PDF-1.5\n", {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    rows = [
        (0, 0, 65535),
        *((1, places[n], 0) for n in (1, 2, 3)),
        (2, 5, 0),
        (1, places[5], 0),
        (1, len(out), 0),
    ]
    table = b"".join(struct.pack(">BIH", *row) for row in rows)
    head = b"<< /Type /XRef /Size 7 /Root 1 0 R /W [1 4 2] /Length %d >>" % len(table)
    body = b"6 0 obj\n%s\nstream\n%s\nendstream\nendobj\n" % (head, table)
    return out + body + b"startxref\n%d\n%%%%EOF" % len(out)
