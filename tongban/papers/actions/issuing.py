"""制发: an act's journal line is its caller's and names the paper; a reprint writes one."""

import datetime as dt
import json

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from tongban.core import errors
from tongban.files import actions as files
from tongban.files import formats
from tongban.identity.models import Agency
from tongban.journal import actions as journal
from tongban.journal.actions import Author
from tongban.papers import codes, kinds, typeset
from tongban.papers.models import Paper, Serving
from tongban.papers.rules import Method


class Incomplete(errors.Problem):
    """要素不全: the paper would lack what the law wants it to say."""

    status = 422


def issue(
    kind: str, subject: str, agency: Agency, data: dict, *, entered: bool = False, by: Author, at: dt.datetime
) -> Paper:
    """制发: number, register and typeset a paper in the caller's transaction."""
    with transaction.atomic():
        paper = register(kind, subject, agency, data, entered=entered, by=by, at=at)
        return complete(paper, by=by, at=at)


def register(
    kind: str, subject: str, agency: Agency, data: dict, *, entered: bool = False, by: Author, at: dt.datetime
) -> Paper:
    """登记: number it, fix what it says; `entered` at once where its addressee, who agreed, reads it."""
    printed = _complete(kind, data)
    code = codes.fresh()
    day = timezone.localdate(at)
    printed = {
        "title": kinds.KINDS[kind].title,
        **printed,
        "number": _number(kind, agency, day.year),
        "agency": {"name": agency.name, "short_name": agency.short_name, "code": agency.code},
        "date": day.isoformat(),
        "code": code,
        "links": {"verify": f"{settings.SITE_URL}/verify/{code}", **printed.get("links", {})},
    }
    paper = Paper.objects.create(
        kind=kind,
        number=printed["number"],
        subject=subject,
        agency_code=agency.code,
        data=printed,
        code=code,
        issued_at=at,
        issued_by=by.key,
    )
    if kinds.KINDS[kind].served:
        _owe(paper, entered)
    return paper


def _complete(kind: str, data: dict) -> dict:
    """What is printed, as plain data; raises Incomplete where the law wants more."""
    printed = json.loads(json.dumps(data, cls=DjangoJSONEncoder))
    missing = [key for key in kinds.KINDS[kind].needs if printed.get(key) in (None, "")]
    if missing:
        raise Incomplete(
            _("文书“%(title)s”缺少内容（%(keys)s），没有制发，办件没有变化。请补全后再办。")
            % {"title": kinds.KINDS[kind].title, "keys": "、".join(missing)}
        )
    return printed


def _owe(paper: Paper, entered: bool) -> None:
    """待送达, or on its way already."""
    way = {"method": Method.ELECTRONIC, "began_at": paper.issued_at} if entered else {}
    Serving.objects.create(paper=paper, agency_code=paper.agency_code, owed_at=paper.issued_at, **way)


def complete(paper: Paper, *, by: Author, at: dt.datetime) -> Paper:
    """制作: typeset a registered paper and keep its PDF; a completed one stays as it is."""
    if paper.file is None:
        pdf = typeset.pdf(paper.kind, paper.data)
        paper.file = files.keep(pdf, file_name(paper), formats.FORMATS["pdf"].media_type, by=by, at=at)
        paper.save(update_fields=["file"])
    return paper


def reprint(paper: Paper, *, by: Author, at: dt.datetime) -> bytes:
    """补打: the same paper, marked as a copy, counted and journalled."""
    with transaction.atomic():
        Paper.objects.filter(pk=paper.pk).update(copies_printed=F("copies_printed") + 1)
        paper.refresh_from_db(fields=["copies_printed"])
        copy = {"count": paper.copies_printed, "date": timezone.localdate(at).isoformat()}
        journal.append("papers.reprint", paper.subject, by=by, at=at, paper=paper.pk, **copy)
        return typeset.pdf(paper.kind, {**paper.data, "copy": copy})


def file_name(paper: Paper) -> str:
    """受理通知书 云市监受〔2026〕000123号.pdf."""
    return f"{paper.title} {paper.number}.pdf"


def _number(kind: str, agency: Agency, year: int) -> str:
    """文号: unique by a sequence; a gapless counter would make all writers wait for each other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('papers_number')")
        value = cursor.fetchone()[0]
    return f"{agency.mark or agency.short_name or agency.name}{kinds.KINDS[kind].mark}〔{year}〕{value:06d}号"
