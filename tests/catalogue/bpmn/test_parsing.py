"""Files that were not made to be read."""

import random
import re
import time
from itertools import pairwise

import pytest

from tests.catalogue.bpmn.samples import BRANCHED, HEAD, definition, file, lines, nodes
from tongban.catalogue import bpmn
from tongban.catalogue.bpmn import parsing

GOOD = file(nodes("task:a") + lines("s>a", "a>e"))
DOCTYPE = "文件带有文档类型声明（DOCTYPE），可能夹带实体，没有读取。请删去后再试"
LAUGHS = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "不是完整的XML，错在第1行第1个字符"),
        (b"not xml", "不是完整的XML，错在第1行第1个字符"),
        (b"\x00" * 50, "不是完整的XML，错在第1行第1个字符"),
        (b"PK\x03\x04", "不是完整的XML，错在第1行第3个字符"),
        (GOOD[:-3], f"不是完整的XML，错在第1行第{GOOD.rindex(b'</') + 1}个字符"),
        (b"<a xmlns='b:c' xmlns:x=''/>", "不是完整的XML，错在第1行第1个字符"),
        (b"<?xml version='1.0' encoding='nothing'?><a/>", "文字编码无法识别，请存成UTF-8"),
        (b"<?xml version='1.0' encoding='utf-7'?><a/>", "文字编码无法识别，请存成UTF-8"),
        (b"<html><script/></html>", "根元素是“html”，不是BPMN 2.0的“definitions”"),
        (b"<definitions/>", "根元素是“definitions”，不是BPMN 2.0的“definitions”"),
        (b"<!DOCTYPE a><a/>", DOCTYPE),
        (f'<!DOCTYPE a [<!ENTITY l0 "ha">{LAUGHS}]><a>&l9;</a>'.encode(), DOCTYPE),
        (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', DOCTYPE),
        (b'<!DOCTYPE a SYSTEM "http://127.0.0.1:1/x.dtd"><a/>', DOCTYPE),
        (b'<!DOCTYPE a [<!ENTITY % x SYSTEM "http://127.0.0.1:1/x"> %x;]><a/>', DOCTYPE),
        (b"<a>&nbsp;</a>", "不是完整的XML，错在第1行第4个字符"),
        (b"<a>" * 61, "元素嵌套超过60层，没有读取"),
        (b"<a>" + b"<b/>" * 100_000, "元素超过100000个，没有读取。请只导出一个流程"),
        (GOOD + b" " * 5_000_000, "文件超过5 MB，没有读取。请只导出一个流程"),
    ],
    ids=range(19),
)
def test_a_file_that_cannot_be_read(data, why):
    begun = time.monotonic()
    reading = bpmn.read(data)

    assert reading == bpmn.Reading(refused=(bpmn.Refusal("definitions", "", "", why),))
    assert time.monotonic() - begun < 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_encodings_of_the_common_tools(encoding):
    declared = "utf-8" if encoding == "utf-8-sig" else encoding
    text = f'<?xml version="1.0" encoding="{declared}"?>{GOOD.decode()}'

    assert [stage.name for stage in bpmn.read(text.encode(encoding)).stages] == ["A"]


def test_references_to_other_files_are_not_followed(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    include = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{secret}" parse="text"/>'
    root = parsing.parse(f"{HEAD}{include}</definitions>".encode())
    imported = f'<import importType="x" location="{secret}" namespace="y"/>'

    assert "secret" not in "".join(root.itertext())
    assert bpmn.read(file(nodes("task:a") + lines("s>a", "a>e"), imported)).refused == (
        bpmn.Refusal("import", "", str(secret), "引用别的文件：不会去取，请把需要的内容写在这个文件里"),
    )


def test_large_flows_are_refused_and_quickly():
    many = [f"a{i}" for i in range(600)]
    path = ["s", *many, "e"]
    chain = [f"{one}>{other}" for one, other in pairwise(path)]
    begun = time.monotonic()
    reading = bpmn.read(file(nodes(*(f"task:{one}" for one in many)) + lines(*chain)))

    assert [(one.element, one.why) for one in reading.refused] == [("process", "流程超过500个节点，没有读取")]
    assert time.monotonic() - begun < 2


def test_damaged_files_are_read_or_refused():
    chance = random.Random(20260922)  # noqa: S311 repeatable
    whole = bpmn.write(definition(*BRANCHED))
    quoted = re.findall(rb'"[^"]*"', whole)
    for _ in range(300):
        damaged = whole.splitlines()
        for _ in range(chance.randrange(1, 4)):
            place = chance.randrange(len(damaged))
            damaged[place : place + 1] = chance.choice([[], [damaged[place]] * 2])
        data = b"\n".join(damaged).replace(chance.choice(quoted), chance.choice(quoted), 1)
        reading = bpmn.read(data)

        assert bool(reading.stages) != bool(reading.refused)
