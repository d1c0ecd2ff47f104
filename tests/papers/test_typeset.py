"""Every template prints what it was given, and nothing else."""

import io
import itertools
import json
import re
import threading

import pypdf
import pytest

from tests.papers import samples
from tongban.papers import kinds, typeset

HOSTILE = (
    '#eval("1")',
    "*粗*",
    "$x$",
    "a\\b",
    "@label <label>",
    "#panic()",
    "[x](y)",
    "= 题",
    "// 注",
    "${x}",
)


def words(pdf: bytes) -> str:
    """The text of a PDF without white space."""
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return re.sub(r"\s", "", "".join(page.extract_text() for page in pages))


def leaves(value):
    """All texts in the data that are printed as they are: not dates, codes or addresses."""
    if isinstance(value, dict):
        for key, part in value.items():
            if key not in ("links", "code", "short_name", "mark"):
                yield from leaves(part)
    elif isinstance(value, list):
        yield from itertools.chain.from_iterable(map(leaves, value))
    elif isinstance(value, str) and not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        yield re.sub(r"\s", "", value)


def short(text: str) -> str:
    """Laws by their short names, however they are cited."""
    return text.replace("《中华人民共和国行政许可法》", "行政许可法")


def test_every_kind_has_a_template():
    found = {path.stem for path in typeset.TEMPLATES.glob("*.typ")} - {"paper", "parts", "data"}
    assert found == set(kinds.KINDS) == set(samples.FULL)


@pytest.mark.parametrize("key", kinds.KINDS)
@pytest.mark.parametrize("given", [samples.MINIMAL, samples.FULL], ids=["minimal", "full"])
def test_paper_prints_all_it_was_given(key, given):
    printed = short(words(typeset.pdf(key, given[key])))
    agency_code = samples.AGENCY["code"]
    assert [
        text for text in map(short, leaves(given[key])) if text not in printed and text != agency_code
    ] == []
    assert given[key].get("title", kinds.KINDS[key].title) in printed
    assert "2026年11月22日" in printed


@pytest.mark.parametrize("key", kinds.KINDS)
def test_paper_of_one_page_is_archivable(key):
    pdf = typeset.pdf(key, samples.FULL[key])
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in pdf
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    assert len(reader.pages) == 1
    assert reader.metadata.title == samples.FULL[key].get("title", kinds.KINDS[key].title)


def test_same_data_gives_the_same_bytes():
    assert typeset.pdf("receipt", samples.FULL["receipt"]) == typeset.pdf("receipt", samples.FULL["receipt"])


@pytest.mark.parametrize("key", sorted(set(kinds.KINDS) - {"certificate", "notice"}))
@pytest.mark.parametrize("name", HOSTILE)
def test_markup_in_a_name_is_printed_as_it_is(key, name):
    printed = words(typeset.pdf(key, {**samples.MINIMAL[key], "applicant": name}))
    assert re.sub(r"\s", "", name) in printed


@pytest.mark.parametrize("name", ["李䶮", "王㛃", "张𬍛", "𰻝", "阿依古丽·买买提", "Müller & Söhne"])
def test_rare_characters_are_printed(name):
    printed = words(typeset.pdf("acceptance", {**samples.MINIMAL["acceptance"], "applicant": name}))
    assert re.sub(r"\s", "", name) in printed


@pytest.mark.parametrize("bad", ["𠮷", "😀", "\u202e", "\u200b", "\x00", "\t", "\ud800"])
def test_character_without_a_glyph_is_refused(bad):
    gaps = [{"paper": "申请书", "problem": f"名称中的{bad}", "action": "改正"}]
    with pytest.raises(typeset.GlyphMissing) as refused:
        typeset.pdf("correction", {**samples.FULL["correction"], "gaps": gaps})
    assert f"U+{ord(bad):04X}" in refused.value.sentence


def test_templates_themselves_need_no_missing_glyph():
    source = "".join(path.read_text() for path in typeset.TEMPLATES.glob("*.typ"))
    assert typeset.missing_glyphs(source) == set()


def test_long_lists_run_over_pages_with_repeated_heads():
    materials = [{"name": f"第{i}份材料"} for i in range(1, 81)]
    pdf = typeset.pdf("receipt", {**samples.FULL["receipt"], "materials": materials})
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    listed = [page for page in pages if "份材料" in page]
    assert (len(pages), len(listed)) == (4, 3)
    assert [page.count("材料名称") for page in listed] == [1, 1, 1]
    assert "第80份材料" in words(pdf)


@pytest.mark.parametrize(
    ("ways", "line"),
    [
        ({"place": "云溪大道88号", "phone": "12345"}, "联系方式：地址：云溪大道88号，电话：12345。"),
        ({"place": "", "phone": "12345"}, "联系方式：电话：12345。"),
        ({"place": "云溪大道88号"}, "联系方式：地址：云溪大道88号。"),
    ],
)
def test_contact_names_what_there_is(ways, line):
    assert line in words(typeset.pdf("extension", {**samples.MINIMAL["extension"], **ways}))


def test_papers_of_other_items_do_not_cite_the_licensing_law():
    for key in sorted(set(kinds.KINDS) - {"certificate", "notice"}):
        given = json.loads(json.dumps(samples.FULL[key]).replace(json.dumps("行政许可法")[1:-1], "X"))
        assert "行政许可法" not in words(typeset.pdf(key, {**given, "licensing": False}))


@pytest.mark.parametrize("basis", ["行政许可法第69条第2款", "《中华人民共和国行政许可法》第69条第2款"])
def test_a_law_is_cited_by_its_title(basis):
    printed = words(typeset.pdf("revocation", {**samples.FULL["revocation"], "basis": basis}))
    assert "依据《中华人民共和国行政许可法》第69条第2款，本机关决定" in printed


def test_threads_typeset_at_once():
    made = {}

    def work(key: str) -> None:
        made[key] = words(typeset.pdf(key, samples.MINIMAL[key]))

    threads = [threading.Thread(target=work, args=(key,)) for key in ("grant", "refusal", "receipt")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {key: kinds.KINDS[key].title in text for key, text in made.items()} == dict.fromkeys(made, True)
    assert len(made) == 3
