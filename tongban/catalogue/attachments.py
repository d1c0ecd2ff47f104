"""附件: blank forms, filled samples and specimens that definitions name by digest.

A file is taken in once, checked by its content like every file, and its pages are drawn then, so that showing
them costs nothing and a file that cannot be opened is never published.
"""

import datetime as dt
import re
from collections.abc import Collection, Iterator

from django.db import transaction
from django.utils.translation import gettext as _

from tongban.catalogue.definition import Definition
from tongban.catalogue.models import Attachment
from tongban.catalogue.parts import Attachment as Named
from tongban.core import identifiers, text
from tongban.files import actions as files
from tongban.files import pages, refusals
from tongban.files.models import File
from tongban.journal.actions import Author

ALLOWED = {
    "blank": frozenset({"pdf", "docx", "xlsx", "ofd"}),
    "sample": frozenset({"pdf", "jpg", "png"}),
}
PICTURES = {"image/jpeg", "image/png"}
ID_NUMBER = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")


class Personal(refusals.Refused):
    """示例里有真实的个人信息."""

    def __init__(self, name: str, number: str) -> None:
        shown = {"name": name, "number": text.mask_id(number)}
        super().__init__(
            _(
                "文件“%(name)s”里有身份证号%(number)s，可能是真实的个人信息，没有保存。请换成虚构的号码或者遮盖后上传。"
            )
            % shown
        )


@transaction.atomic
def attach(sent: bytes | files.Sent, name: str, use: str, *, by: Author, at: dt.datetime) -> Named:
    """收存 a file as `blank` or `sample`; the same bytes are kept once."""
    file = files.store(sent, name, by=by, at=at, allowed=ALLOWED[use])
    known = Attachment.objects.filter(digest=file.sha256).first()
    if known is None:
        known = Attachment(digest=file.sha256, file=file)
        _draw(known, by, at)
        known.save(force_insert=True)
    if use == "sample":
        _impersonal(known, file.name)
    return Named(name=file.name, digest=known.digest)


def named(definition: Definition) -> Iterator[tuple[str, Named]]:
    """Every file that a definition names, with its element."""
    for paper in definition.papers:
        for use, one in (("blank", paper.blank), ("sample", paper.sample)):
            if one:
                yield f"papers.{paper.key}.{use}", one
    if definition.result.sample:
        yield "result.sample", definition.result.sample


def faults(definition: Definition, besides: Collection[str] = ()) -> list[tuple[str, str]]:
    """Files that are named and not there, as (element, sentence); `besides` are about to come."""
    wanted = list(named(definition))
    missing = {one.digest for _element, one in wanted} - set(besides)
    if missing:
        missing -= set(Attachment.objects.filter(digest__in=missing).values_list("digest", flat=True))
    return [
        (element, f"没有文件“{one.name}”（摘要{one.digest[:12]}），请先上传")
        for element, one in wanted
        if one.digest in missing
    ]


def found(one: Named) -> Attachment | None:
    """The file of that digest, with its pages."""
    return Attachment.objects.select_related("file").filter(digest=one.digest).first()


def _draw(made: Attachment, by: Author, at: dt.datetime) -> None:
    data = files.storage.path(made.digest).read_bytes()
    if made.file.media_type in PICTURES:
        made.pages, made.texts = [made.file.pk], [""]
    elif made.file.media_type == "application/pdf":
        drawn = pages.drawn(data, made.file.name)
        kept = [_kept(page, number, made.file, by, at) for number, page in enumerate(drawn, 1)]
        made.pages, made.texts = kept, [page.text for page in drawn]


def _kept(page: pages.Page, number: int, file: File, by: Author, at: dt.datetime):
    return files.keep(page.picture, f"{file.name}-{number}.png", "image/png", by=by, at=at).pk


def _impersonal(made: Attachment, name: str) -> None:
    """Raise `Personal` where a number may be somebody's: no division has a code from 90 on."""
    for number in ID_NUMBER.findall("\n".join(made.texts)):
        if number < "9" and identifiers.is_citizen_id(number):
            raise Personal(name, number)
