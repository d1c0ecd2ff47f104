import pytest

from tongban.catalogue.importing import profiles

LEAST = """
source: 某市
elements:
  code: CODE
  name: NAME
  kind: KIND
  agency.name: ORG
"""


def load(tmp_path, text):
    path = tmp_path / "source.yaml"
    path.write_text(text, "utf-8")
    return profiles.load(str(path))


def test_the_shipped_profiles_are_right():
    shipped = sorted(path.stem for path in profiles.SHIPPED.glob("*.yaml"))
    assert shipped == ["gdzwfw", "sheet"]
    assert [profiles.load(name).source for name in shipped] == ["gdzwfw.gov.cn", "sheet"]


def test_a_field_name_stands_for_a_whole_rule(tmp_path):
    profile = load(tmp_path, LEAST)
    assert profile.elements["code"] == profiles.Rule(source=("CODE",))
    assert profile.used == {"CODE", "NAME", "KIND", "ORG"}


@pytest.mark.parametrize("name", ["unknown", "../profiles/gdzwfw", "/none/such.yaml", "", "x.yml"])
def test_an_unknown_profile_is_named(name):
    with pytest.raises(profiles.BadProfile, match="没有配置"):
        profiles.load(name)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "整个文件"),
        ("- a", "整个文件"),
        ("a: [", "不是正确的YAML"),
        ("!!python/object/apply:os.system [ls]", "不是正确的YAML"),
        (LEAST.replace("  name: NAME\n", ""), "elements.name：缺少这个要素"),
        (LEAST.replace("source: 某市", ""), "source：缺少这个键"),
        (LEAST + "  nmae: X\n", "elements.nmae：没有这个要素"),
        (LEAST + "  papers: {from: A, fields: {title: B}}\n", "elements.papers.fields.title：没有这个要素"),
        (LEAST + "  summary: {form: X}\n", "elements.summary.form：没有这个键"),
        (LEAST + "  summary: {from: X, pattern: '('}\n", "elements.summary.pattern：不是正则表达式"),
        (LEAST + "  summary: {from: X, pattern: 'a'}\n", "elements.summary.pattern：须恰有一个括号组"),
        (LEAST + "  limits.promised: {from: X, unit: day}\n", "elements.limits.promised.unit：不是允许的值"),
        (LEAST + "colour: red\n", "colour：没有这个键"),
        (LEAST + "  audiences: {from: X, map: {居民: 居民}}\n", "elements.audiences.map.居民：“居民”不是"),
        (LEAST + "  audiences: {from: X, map: {居民: ['1', '8']}}\n", "elements.audiences.map.居民：“8”不是"),
        (LEAST + "  limits.promised: {const: 尽快}\n", "elements.limits.promised.map.const：“尽快”不是"),
    ],
)
def test_a_bad_profile_names_the_key(tmp_path, text, words):
    with pytest.raises(profiles.BadProfile) as refusal:
        load(tmp_path, text)
    assert words in refusal.value.sentence
