import pytest
import yaml

from tests.catalogue.samples import BODY, code
from tongban.catalogue.importing import mapping
from tongban.catalogue.importing.profiles import Profile
from tongban.catalogue.importing.sources import Row
from tongban.catalogue.parts import Limit

LEAST = {"code": "code", "name": "name", "kind": "kind", "agency.name": "org"}
ROW = {"code": code(1), "name": "甲", "kind": "行政许可", "org": "云溪市市场监督管理局"}


def draft(values, elements="", **more):
    profile = Profile.model_validate(
        {"source": "某市", "null_words": ["无", "/"], "elements": LEAST | (yaml.safe_load(elements) or {})}
        | more
    )
    return mapping.draft(Row(7, ROW | values), profile)


def told(result):
    return [(w.what, w.column) for w in result.warnings]


def test_the_least_row_becomes_a_guide():
    result = draft({})
    definition = result.definition
    assert (result.faults, result.warnings) == ([], [])
    assert (result.code, result.level, result.agency_code, result.agency_name) == (
        code(1),
        "3",
        BODY,
        "云溪市市场监督管理局",
    )
    assert (definition.name, definition.kind, definition.papers_known, definition.fee_known) == (
        "甲",
        "01",
        False,
        False,
    )
    assert (definition.accepts_online, definition.extra) == (False, {})


@pytest.mark.parametrize(
    ("values", "column"),
    [
        ({"code": ""}, "code"),
        ({"code": "无"}, "code"),
        ({"code": None}, "code"),
        ({"code": "123"}, "code"),
        ({"code": ["a", {"b": 1}]}, "code"),
        ({"name": " "}, "name"),
        ({"name": "长" * 501}, "name"),
        ({"kind": "行政垄断"}, "kind"),
        ({"org": "无"}, "org"),
        ({"org": "长" * 121}, "org"),
    ],
)
def test_rows_without_what_is_needed_are_refused_by_column(values, column):
    result = draft(values)
    assert result.definition is None
    assert {place for place, _ in result.faults} == {column}


@pytest.mark.parametrize("value", ["44", "4401", "440100", "440103001", "440103001001"])
def test_region_codes_of_every_length_are_padded(value):
    result = draft({"area": value}, "region.code: area")
    assert (result.faults, result.region_code) == ([], value.ljust(12, "0"))


@pytest.mark.parametrize("value", ["", "4", "44010", "44010x", "4401030010011", "广东省"])
def test_wrong_region_codes_are_refused(value):
    assert [column for column, _ in draft({"area": value}, "region.code: area").faults] == ["area"]


def test_fields_without_a_place_are_kept_and_repeats_are_not():
    result = draft(
        {
            "flag": True,
            "number": 3.0,
            "tags": ["a", "b"],
            "deep": {"x": {"y": 1}},
            "empty": "",
            "none": "无",
            "title": "甲",
            "other": "乙",
            "secret": "略去",
        },
        extra={"number": "数量"},
        repeats={"title": "name", "other": "name"},
        ignore=["secret"],
    )
    assert result.definition.extra == {
        "flag": "1",
        "数量": "3",
        "tags": "a；b",
        "deep": '{"x": {"y": 1}}',
        "other": "乙",
    }


def test_paths_lead_into_objects_and_the_rest_of_them_is_kept():
    values = {"guide": {"phone": "12345", "more": {"note": "备注", "hours": "9:00"}}, "a.b": "扁平"}
    result = draft(values, "consult: guide.phone\nlimits.note: guide.more.note\nsummary: a.b")
    definition = result.definition
    assert (definition.consult, definition.limits.note, definition.summary) == ("12345", "备注", "扁平")
    assert definition.extra == {"guide.more.hours": "9:00"}


@pytest.mark.parametrize(
    ("words", "rule", "limit"),
    [
        ("20个工作日", "x", (20, "working_day")),
        ("法定20工作日，承诺5工作日", "{from: x, pattern: '承诺(\\S+)'}", (5, "working_day")),
        ("7", "{from: x, unit: natural_day}", (7, "natural_day")),
        (7, "{from: x, unit: natural_day}", (7, "natural_day")),
        ("7", "{from: x, unit_from: u, units: {'1': working_day, '2': natural_day}}", (7, "natural_day")),
    ],
)
def test_limits_by_rule(words, rule, limit):
    result = draft({"x": words, "u": "2"}, f"limits.promised: {rule}", ignore=["u"])
    assert result.definition.limits.promised == Limit(value=limit[0], unit=limit[1])
    assert (result.warnings, result.definition.extra) == ([], {})


def test_a_limit_not_understood_is_kept_with_a_warning():
    result = draft({"x": "按规定办理"}, "limits.statutory: x", extra={"x": "法定时限原文"})
    assert told(result) == [("limit_not_understood", "x")]
    assert (result.definition.limits.statutory, result.definition.extra) == (
        None,
        {"法定时限原文": "按规定办理"},
    )


@pytest.mark.parametrize(
    ("statutory", "promised", "warnings", "kept"),
    [
        ("20工作日", "5工作日", [], "5工作日"),
        ("5工作日", "5工作日", [], "5工作日"),
        ("5工作日", "6工作日", [("promised_longer", "p")], None),
        ("30自然日", "20工作日", [("mixed_units", "p")], "20工作日"),
    ],
)
def test_a_promise_is_held_against_the_law(statutory, promised, warnings, kept):
    result = draft({"s": statutory, "p": promised}, "limits.statutory: s\nlimits.promised: p")
    assert (result.faults, told(result)) == ([], warnings)
    assert bool(result.definition.limits.promised) is bool(kept)
    assert result.definition.extra == ({} if kept else {"p": promised})


def test_words_of_code_sets_are_mapped_or_kept_with_a_warning():
    result = draft(
        {"who": "自然人、老板;外星人", "theme": ["出生"]},
        "audiences: {from: who, split: '、;', map: {老板: [企业法人, '5']}}\n"
        "person_themes: {from: theme, map: {出生: 生育收养}}",
    )
    assert told(result) == [("unknown_word", "who")]
    assert result.definition.audiences == ("1", "2", "5")
    assert result.definition.person_themes == ("005",)
    assert result.definition.extra == {"who": "自然人、老板;外星人"}


@pytest.mark.parametrize(("who", "themes"), [("自然人", ()), ("自然人；企业法人", ("005",))])
def test_a_rule_for_certain_audiences_counts_only_for_them(who, themes):
    result = draft(
        {"who": who, "t": "设立变更"}, "audiences: who\nfirm_themes: {from: t, audiences: ['2', '3']}"
    )
    assert result.definition.firm_themes == themes


def test_words_may_be_dropped_where_the_profile_says_so():
    result = draft({"t": "人才"}, "firm_themes: {from: t, unknown: drop}")
    assert (result.warnings, result.definition.firm_themes) == ([], ())


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("申请表；身份证\n照片", ["申请表", "身份证", "照片"]),
        (["申请表；副本", "无"], ["申请表；副本"]),
        ("无", []),
        ("", []),
    ],
)
def test_papers_from_texts_and_lists(value, names):
    definition = draft({"m": value}, "papers: m").definition
    assert [paper.name for paper in definition.papers] == names
    assert definition.papers_known is bool(names)


def test_a_word_that_says_there_are_none_is_kept():
    definition = draft({"m": "无"}, "papers: {from: m, absent: [无]}").definition
    assert (definition.papers, definition.papers_known, definition.extra) == ((), False, {"m": "无"})


def test_papers_from_objects():
    rule = """
    papers:
      from: list
      fields:
        name: title
        originals: copies.original
        necessity: {from: need, map: {"1": 必要, "3": 容缺后补}}
    """
    value = [
        {"title": "申请表", "copies": {"original": 2}, "need": 1},
        {"title": "照片", "need": "9", "size": "2寸"},
        {"title": ""},
    ]
    result = draft({"list": value}, rule)
    first, second = result.definition.papers
    assert (first.key, first.name, first.originals, first.necessity) == ("paper1", "申请表", 2, "required")
    assert (second.key, second.name, second.necessity) == ("paper2", "照片", "required")
    assert told(result) == [("unknown_word", "list.need")]
    assert [*result.definition.extra] == ["list"]  # 2寸 and the nameless paper are in it


def test_fees_places_basis_and_questions():
    result = draft(
        {
            "fee": [{"n": "工本费", "yuan": "40元"}],
            "addr": "地址：人民路1号",
            "law": "食品安全法",
            "q": [{"q": "要多久？", "a": "8个工作日"}, {"q": "在哪里？"}],
        },
        "fee.charges: {from: fee, fields: {name: n, amount: yuan}}\n"
        "places: {from: addr, pattern: '^(?:地址：)?(.*)$'}\nbasis: law\n"
        "faq: {from: q, fields: {question: q, answer: a}}",
    )
    definition = result.definition
    assert (definition.fee_known, definition.fee.charged) == (True, True)
    assert [(charge.name, charge.amount) for charge in definition.fee.charges] == [("工本费", 4000)]
    assert [place.address for place in definition.places] == ["人民路1号"]
    assert [basis.title for basis in definition.basis] == ["食品安全法"]
    assert [(faq.question, faq.answer) for faq in definition.faq] == [("要多久？", "8个工作日")]
    assert list(definition.extra) == ["q"]  # the question without an answer is in it


def test_constants_and_second_choices():
    result = draft(
        {"a": "无", "b": "备用"}, "summary: [a, b]\nproject_type: {const: 承诺件}\nchannels: {const: window}"
    )
    definition = result.definition
    assert (definition.summary, definition.project_type, definition.channels) == (
        "备用",
        "promised",
        ("window",),
    )


def test_hostile_text_stays_text_and_is_remarked_on():
    result = draft({"name": "<script>alert(1)</script>甲\x00\ud800", "note": "=cmd()"}, "summary: note")
    assert (result.definition.name, result.definition.summary) == ("<script>alert(1)</script>甲", "=cmd()")
    assert told(result) == [("stray_characters", "name"), ("markup", "name")]


def test_a_body_whose_code_fails_its_check_is_remarked_on():
    wrong = "11990100MB0000018L3000131001000"
    assert told(draft({"code": wrong})) == [("credit_code_check", "code")]


def test_a_level_that_the_code_gainsays_is_remarked_on():
    result = draft({"lv": "省级"}, "level: lv")
    assert (result.level, told(result)) == ("2", [("level_differs", "lv")])


def test_aliases_are_distinct_and_not_the_name():
    definition = draft({"x": "甲，乙，乙，开店"}, "aliases: {from: [x, y], split: '，'}").definition
    assert definition.aliases == ("乙", "开店")
