"""What may be stored is stored once and clean; what may not is refused with a reason and leaves nothing."""

import datetime as dt
import hashlib
import io
import random
import socket
import threading

import pytest
from PIL import Image

from tests.files import samples
from tongban.files import actions, clamd, formats, images, pdfs, queries, refusals, storage
from tongban.files.models import File
from tongban.journal.actions import Author

AT = dt.datetime(2026, 11, 22, 10, 0, tzinfo=dt.UTC)
BY = Author(key="person:1", name="林小安")
GOOD = {
    "pdf": samples.pdf,
    "ofd": samples.ofd,
    "jpg": samples.jpg,
    "png": samples.png,
    "docx": samples.docx,
    "xlsx": samples.xlsx,
}
SEEN = []


def stored(data: bytes, name: str, allowed=formats.EVERY) -> File:
    return actions.store(data, name, by=BY, at=AT, allowed=allowed)


def finds_nothing(data: bytes) -> None:
    SEEN.append(data)


def finds_a_virus(data: bytes) -> str:
    return "Eicar"


def is_away(data: bytes) -> None:
    raise ConnectionRefusedError


def test_what_the_house_made_is_kept_as_it_is(db):
    file = actions.keep(b"made", "x.pdf", "application/pdf", by=BY, at=AT)

    assert queries.content(file) == b"made"
    assert (file.size, file.media_type, file.uploaded_by, file.created_at) == (
        4,
        "application/pdf",
        BY.key,
        AT,
    )


@pytest.mark.parametrize("key", formats.FORMATS)
def test_every_format_is_stored_and_read_back(db, key):
    file = File.objects.get(pk=stored(GOOD[key](), f"材料.{key}").pk)
    data = queries.content(file)
    assert (file.name, file.media_type) == (f"材料.{key}", formats.FORMATS[key].media_type)
    assert (file.size, file.sha256) == (len(data), hashlib.sha256(data).hexdigest())
    assert (file.uploaded_by, file.created_at) == ("person:1", AT)


def test_a_stream_is_read_and_an_ending_added(db):
    data = samples.pdf()
    file = actions.store(io.BytesIO(data), "申请书", by=BY, at=AT)
    assert (file.name, queries.content(file)) == ("申请书.pdf", data)


def test_equal_bytes_have_two_rows_and_one_place(db):
    first, second = stored(samples.pdf(2), "甲.pdf"), stored(samples.pdf(2), "乙.pdf")
    assert (first.pk != second.pk, first.sha256 == second.sha256) == (True, True)
    assert len(list(storage.path(first.sha256).parent.iterdir())) == 1


def huge_archive() -> bytes:
    return samples.ofd(**{"Doc_0/a.bin": bytes(20 * 1024**2)})


def locked_archive() -> bytes:
    data = bytearray(samples.ofd())
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


REFUSED = {
    "empty": (lambda: b"", "a.pdf", refusals.Empty),
    "a program": (lambda: b"MZ\x90" + bytes(60), "a.pdf", refusals.NotAllowed),
    "a page": (lambda: b"<html><script>alert(1)</script></html>", "a.html", refusals.NotAllowed),
    "a drawing": (lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.svg", refusals.NotAllowed),
    "a plain archive": (lambda: samples.archive({"a.txt": b"x"}), "a.zip", refusals.NotAllowed),
    "half an archive": (lambda: samples.ofd()[:90], "a.ofd", refusals.NotAllowed),
    "a picture called PDF": (samples.png, "a.pdf", refusals.NameDiffers),
    "a PDF called picture": (samples.pdf, "a.jpg", refusals.NameDiffers),
    "a PDF called program": (samples.pdf, "a.pdf.exe", refusals.NameDiffers),
    "half a PDF": (lambda: samples.pdf()[:60], "a.pdf", refusals.Broken),
    "a PDF of nonsense": (lambda: b"%PDF-1.7\n" + bytes(200), "a.pdf", refusals.Broken),
    "a PDF without pages": (lambda: samples.pdf(0), "a.pdf", refusals.Broken),
    "half a JPG": (lambda: samples.jpg()[: len(samples.jpg()) // 2], "a.jpg", refusals.Broken),
    "half a PNG": (lambda: samples.png()[: len(samples.png()) // 2], "a.png", refusals.Broken),
    "a locked PDF": (samples.locked_pdf, "a.pdf", refusals.Encrypted),
    "a locked archive": (locked_archive, "a.ofd", refusals.Encrypted),
    "a PDF with a script": (samples.scripted_pdf, "a.pdf", refusals.Active),
    "a PDF with a disguised script": (samples.disguised_pdf, "a.pdf", refusals.Active),
    "a PDF with a packed script": (samples.packed_pdf, "a.pdf", refusals.Active),
    "a PDF that starts a program": (lambda: samples.opening_pdf("/Launch"), "a.pdf", refusals.Active),
    "a document with macros": (
        lambda: samples.docx(**{"word/vbaProject.bin": b"x"}),
        "a.docx",
        refusals.Active,
    ),
    "a bomb": (huge_archive, "a.ofd", refusals.Swollen),
    "too many members": (
        lambda: samples.ofd(**{f"Doc_0/{i}": b"" for i in range(5_001)}),
        "a.ofd",
        refusals.Swollen,
    ),
    "a huge picture": (samples.huge_png, "a.png", refusals.Swollen),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused_file_leaves_nothing_and_says_why(db, case):
    make, name, reason = REFUSED[case]
    before = set(storage.stored())
    with pytest.raises(reason) as refused:
        stored(make(), name)
    assert (type(refused.value), File.objects.count(), set(storage.stored())) == (reason, 0, before)
    assert refused.value.sentence.startswith(f"文件“{name}”")
    assert "没有保存。请" in refused.value.sentence


@pytest.mark.parametrize("key", formats.FORMATS)
def test_damaged_files_are_stored_or_refused_but_never_crash(db, key):
    chance = random.Random(key)  # noqa: S311 (a repeatable one is wanted)
    whole, ends = GOOD[key](), {"stored": 0, "refused": 0}
    for _ in range(150):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 6)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            stored(bytes(data[: chance.choice([len(data), chance.randrange(1, len(data))])]), f"a.{key}")
            ends["stored"] += 1
        except refusals.Refused:
            ends["refused"] += 1
    assert sum(ends.values()) == 150
    assert ends["refused"] > 30


def test_too_large_is_refused_at_the_limit(db, settings):
    data = samples.pdf()
    settings.FILE_SIZE_LIMIT = len(data)
    stored(data, "a.pdf")
    settings.FILE_SIZE_LIMIT = len(data) - 1
    with pytest.raises(refusals.TooLarge):
        actions.store(io.BytesIO(data), "a.pdf", by=BY, at=AT)


def test_format_that_is_not_asked_for_is_refused(db):
    with pytest.raises(refusals.NotAllowed, match="请上传JPG图片、PNG图片。"):
        stored(samples.pdf(), "a.pdf", allowed={"jpg", "png"})


def test_pdf_of_too_many_parts_is_refused_before_they_are_read(db, monkeypatch):
    monkeypatch.setattr(pdfs, "OBJECTS", 3)
    with pytest.raises(refusals.Swollen):
        stored(samples.pdf(4), "a.pdf")


def test_pdf_that_opens_at_a_page_is_stored(db):
    assert stored(samples.opening_pdf("/GoTo"), "a.pdf").size > 0


def test_photo_loses_place_and_camera_and_keeps_its_picture(db):
    given = samples.jpg(6)
    kept = queries.content(stored(given, "a.jpg"))
    assert [word in kept for word in (b"SecretCamera", b"home address")] == [False, False]
    assert dict(Image.open(io.BytesIO(kept)).getexif()) == {0x0112: 6}
    assert Image.open(io.BytesIO(kept)).tobytes() == Image.open(io.BytesIO(given)).tobytes()


def test_picture_loses_its_texts_and_keeps_its_picture(db):
    kept = queries.content(stored(samples.png(), "a.png"))
    assert b"SecretAuthor" not in kept
    assert Image.open(io.BytesIO(kept)).tobytes() == Image.open(io.BytesIO(samples.png())).tobytes()


def test_cleaning_a_clean_picture_changes_nothing():
    for key in ("jpg", "png"):
        clean = images.untraced(GOOD[key](), key)
        assert images.untraced(clean, key) == clean


@pytest.mark.parametrize(
    ("given", "tidy"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\用户\\材料.pdf", "材料.pdf"),
        ("a\u202efdp.exe\x00.pdf", "afdp.exe.pdf"),
        ("长" * 300 + ".pdf", "长" * 120 + ".pdf"),
        ("", "未命名"),
        ("..", "未命名"),
        ("材料", "材料"),
        (".pdf", "pdf"),
        ('<script>"x"</script>.pdf', "script>.pdf"),
    ],
)
def test_names_are_tidied(given, tidy):
    assert actions.tidy(given) == tidy


@pytest.mark.parametrize(
    ("scanner", "reason"), [("finds_a_virus", refusals.Infected), ("is_away", refusals.ScannerAway)]
)
def test_scanner_can_refuse(db, settings, scanner, reason):
    settings.FILE_SCANNER = f"{__name__}.{scanner}"
    with pytest.raises(reason):
        stored(samples.pdf(), "a.pdf")
    assert File.objects.count() == 0


def test_scanner_sees_the_bytes(db, settings):
    settings.FILE_SCANNER = f"{__name__}.finds_nothing"
    stored(samples.pdf(), "a.pdf")
    assert [samples.pdf()] == SEEN


@pytest.mark.parametrize(
    ("answer", "verdict"), [(b"stream: OK\0", None), (b"stream: Eicar-Test FOUND\0", "Eicar-Test")]
)
def test_clamd_is_sent_the_file_and_understood(settings, answer, verdict):
    with clamd_answering(answer) as (address, received):
        settings.CLAMD_ADDRESS = address
        assert clamd.scan(b"x" * 100_000) == verdict
    assert received[0].startswith(b"zINSTREAM\0" + (1 << 16).to_bytes(4, "big") + b"xxx")
    assert len(received[0]) == len(b"zINSTREAM\0") + 100_000 + 3 * 4


def test_clamd_that_fails_is_no_clean_verdict(settings):
    with clamd_answering(b"INSTREAM size limit exceeded. ERROR\0") as (address, _):
        settings.CLAMD_ADDRESS = address
        with pytest.raises(OSError, match="size limit"):
            clamd.scan(b"x")


class clamd_answering:  # noqa: N801 (used as a word in a sentence)
    """A clamd on loopback that takes one file and gives that answer."""

    def __init__(self, answer: bytes) -> None:
        self.answer, self.received = answer, []

    def __enter__(self):
        self.door = socket.create_server(("127.0.0.1", 0))
        self.thread = threading.Thread(target=self.listen)
        self.thread.start()
        return f"127.0.0.1:{self.door.getsockname()[1]}", self.received

    def listen(self) -> None:
        line, _ = self.door.accept()
        with line:
            got = b""
            while not got.endswith(bytes(4)):
                got += line.recv(1 << 16)
            self.received.append(got)
            line.sendall(self.answer)

    def __exit__(self, *_) -> None:
        self.thread.join(5)
        self.door.close()
