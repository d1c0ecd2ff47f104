"""Papers are numbered once, kept as they were, and copied only as copies."""

import datetime as dt
import io
import re
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pypdf
import pytest
from django.db import IntegrityError, transaction

from tests.papers import samples
from tongban.files import queries as files
from tongban.files.models import File
from tongban.journal.actions import SYSTEM
from tongban.journal.models import Line
from tongban.papers import actions, kinds, queries, typeset
from tongban.papers.models import Paper

AT = dt.datetime(2026, 11, 22, 10, 5, tzinfo=ZoneInfo("Asia/Shanghai"))
AGENCY = SimpleNamespace(**samples.AGENCY)
SUBJECT = "case:00000000-0000-0000-0000-000000000001"


def issued(kind: str = "acceptance", at: dt.datetime = AT, **data: object) -> Paper:
    given = {
        key: samples.MINIMAL[kind][key] for key in samples.MINIMAL[kind] if key not in ("agency", "date")
    }
    return actions.issue(kind, SUBJECT, AGENCY, {**given, **data}, by=SYSTEM, at=at)


def text(pdf: bytes) -> str:
    return re.sub(r"\s", "", "".join(p.extract_text() for p in pypdf.PdfReader(io.BytesIO(pdf)).pages))


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_issue_registers_numbers_and_keeps_the_pdf(db, kind):
    paper = Paper.objects.get(pk=issued(kind).pk)
    assert re.fullmatch(rf"云市监{kinds.KINDS[kind].mark}〔2026〕\d{{6,}}号", paper.number)
    assert (paper.kind, paper.subject, paper.agency_code) == (kind, SUBJECT, AGENCY.code)
    assert (paper.issued_at, paper.issued_by, paper.copies_printed) == (AT, "system", 0)
    assert paper.title == samples.MINIMAL[kind].get("title", kinds.KINDS[kind].title)
    assert paper.file.name == f"{paper.title} {paper.number}.pdf"
    assert paper.file.media_type == "application/pdf"
    printed = text(files.content(paper.file))
    assert f"{paper.code[:4]}-{paper.code[4:8]}-{paper.code[8:]}" in printed
    assert files.content(paper.file) == typeset.pdf(kind, paper.data)


def test_numbers_and_codes_are_never_given_twice(db):
    papers = [issued() for _ in range(5)]
    assert len({paper.number for paper in papers}) == 5
    assert len({paper.code for paper in papers}) == 5


def test_number_takes_the_year_of_the_place(db):
    assert "〔2027〕" in issued(at=dt.datetime(2026, 12, 31, 16, 0, tzinfo=dt.UTC)).number


def test_agency_without_a_mark_is_named_in_the_number(db):
    agency = SimpleNamespace(**{**samples.AGENCY, "mark": ""})
    paper = actions.register("withdrawal", SUBJECT, agency, samples.MINIMAL["withdrawal"], by=SYSTEM, at=AT)
    assert paper.number.startswith("市市场监管局撤〔2026〕")


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_paper_that_lacks_what_the_law_wants_is_not_issued(db, kind):
    for key in kinds.KINDS[kind].needs:
        with pytest.raises(actions.Incomplete) as refused:
            issued(kind, **{key: None})
        assert key in refused.value.sentence
    assert (Paper.objects.count(), File.objects.count()) == (0, 0)


def test_paper_with_a_missing_glyph_leaves_nothing(db):
    with pytest.raises(typeset.GlyphMissing):
        issued(applicant="𠮷野")
    assert (Paper.objects.count(), File.objects.count()) == (0, 0)


def test_dates_may_be_given_as_dates(db):
    paper = issued(accepted_on=dt.date(2026, 11, 20))
    assert paper.data["accepted_on"] == "2026-11-20"
    assert "自2026年11月20日起予以受理" in text(files.content(paper.file))


def test_registered_paper_is_completed_once(db):
    given = samples.MINIMAL["acceptance"]
    paper = actions.register("acceptance", SUBJECT, AGENCY, given, by=SYSTEM, at=AT)
    assert Paper.objects.get(pk=paper.pk).file is None
    first = actions.complete(paper, by=SYSTEM, at=AT).file
    assert actions.complete(Paper.objects.get(pk=paper.pk), by=SYSTEM, at=AT).file == first
    assert File.objects.count() == 1


def test_reprint_is_marked_counted_and_journalled(db):
    paper = issued()
    copies = [actions.reprint(paper, by=SYSTEM, at=AT + dt.timedelta(days=n)) for n in (1, 2)]
    assert ["副本（第1次补打，2026年11月23日）" in text(c) for c in copies] == [True, False]
    assert "副本（第2次补打，2026年11月24日）" in text(copies[1])
    assert Paper.objects.get(pk=paper.pk).copies_printed == 2
    assert "副本" not in text(files.content(paper.file))
    lines = Line.objects.filter(chain=SUBJECT).order_by("seq").values_list("verb", "paper", "data")
    assert list(lines) == [
        ("papers.reprint", paper.pk, {"count": 1, "date": "2026-11-23"}),
        ("papers.reprint", paper.pk, {"count": 2, "date": "2026-11-24"}),
    ]


@pytest.mark.parametrize(
    "change",
    [
        {"number": "云市监受〔2026〕999999号"},
        {"data": {}},
        {"issued_by": "officer:2"},
        {"file": None},
        {"copies_printed": 0},
        {"subject": "case:2"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_database_refuses_to_alter_a_paper(db, change):
    paper = issued()
    actions.reprint(paper, by=SYSTEM, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Paper.objects.filter(pk=paper.pk).update(**change)


def test_database_refuses_to_remove_a_paper(db):
    paper = issued()
    with pytest.raises(IntegrityError), transaction.atomic():
        Paper.objects.filter(pk=paper.pk).delete()


def test_database_refuses_an_unknown_kind(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        Paper.objects.create(
            kind="other", number="1", subject=SUBJECT, agency_code="", data={}, code="1", issued_at=AT
        )


def test_papers_of_a_subject_come_in_order(db):
    later, first = issued("grant", AT + dt.timedelta(days=3)), issued("acceptance", AT)
    actions.issue("acceptance", "case:2", AGENCY, samples.MINIMAL["acceptance"], by=SYSTEM, at=AT)
    assert list(queries.for_subject(SUBJECT)) == [first, later]


def test_verification_finds_the_paper_of_a_typed_code(db):
    paper = issued()
    assert queries.verified(f"{paper.code[:4].lower()}-{paper.code[4:8]} {paper.code[8:]}") == paper
    assert queries.verified("7K3M9QX2ABC" + "?") is None
    assert queries.verified("") is None
    other = "2" if paper.code[0] != "2" else "3"
    assert queries.verified(other + paper.code[1:]) is None
