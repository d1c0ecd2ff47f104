"""tongban items bpmn, tongban items read-bpmn."""

import pytest

from tests.catalogue.bpmn.samples import definition, file, lines, nodes
from tests.catalogue.samples import code, publication, publish
from tongban import cli
from tongban.catalogue import bpmn, commands

FLOW = definition(
    {"key": "a", "name": "审查", "limit": {"value": 3}},
    {"key": "d", "name": "决定", "act": "decide", "post": "decide"},
    limits={"promised": {"value": 5}},
)
READ = ["flow.bpmn：读出2个环节", "  a 审查 · 审查 · 审查岗 · 3个工作日", "  d 决定 · 决定 · 决定岗"]


def test_the_flow_of_an_item_is_written_and_read(db, tmp_path, capsys):
    publish(publication(1, "甲类许可", flow=FLOW.flow, limits=FLOW.limits))
    path = tmp_path / "flow.bpmn"

    assert commands.run(["bpmn", code(1), str(path)]) == 0
    assert path.read_bytes() == bpmn.write(FLOW)
    assert commands.run(["read-bpmn", str(path)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"“甲类许可”的流程已写到{path}",
        *READ,
        "  略过（不影响流程）：association1、textAnnotation1",
        "共1个文件：读出1个，不能读入0个。没有写入任何内容。",
    ]


def test_a_folder_is_read_file_by_file(tmp_path, capsys):
    (tmp_path / "b.bpmn").write_bytes(b"<a/>")
    (tmp_path / "a.bpmn").write_bytes(file(nodes("scriptTask:x") + lines("s>x", "x>e")))
    (tmp_path / "c.txt").write_bytes(b"")

    assert cli.main(["items", "read-bpmn", str(tmp_path)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "a.bpmn：不能读入，1处",
        "  scriptTask“X”（x）：脚本任务：不运行任何脚本，请改成由岗位办理的环节",
        "b.bpmn：不能读入，1处",
        "  definitions（无标识）：根元素是“a”，不是BPMN 2.0的“definitions”",
        "共2个文件：读出0个，不能读入2个。没有写入任何内容。",
    ]


def test_a_file_may_not_command_the_terminal(tmp_path, capsys):
    path = tmp_path / "a.bpmn"
    path.write_bytes(file(nodes() + "<task id='a' name='x\u009b31m\u202ey'/>" + lines("s>a", "a>e")))

    commands.run(["read-bpmn", str(path)])
    assert capsys.readouterr().out.splitlines()[1] == "  stage_1 x 31m y · 决定 · 岗位未写明"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "所给的文件夹里没有.bpmn文件。\n"),
        ("gone.bpmn", "文件“{path}”读不出来：No such file or directory。\n"),
    ],
)
def test_nothing_to_read(name, sentence, tmp_path, capsys):
    path = tmp_path / name

    assert cli.main(["items", "read-bpmn", str(path)]) == 1
    assert capsys.readouterr().err == sentence.format(path=path)


def test_only_writing_looks_up_an_item():
    asked = [commands.needs_database([word, "x"]) for word in ("bpmn", "read-bpmn")]

    assert asked == [True, False]
