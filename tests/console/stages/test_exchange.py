"""The flow to a file and back: read or refused by element, seen before it replaces anything."""

import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.catalogue.bpmn import samples
from tests.catalogue.proposing import drafted, handed_in, revised
from tests.console.stages.samples import FORK, SEQUENCE, rows
from tests.console.stages.test_pages import address
from tests.make import client
from tests.pages import words
from tongban.catalogue import bpmn
from tongban.catalogue.models import Proposal, Revision

pytestmark = pytest.mark.usefixtures("town")
QUESTION = {
    "key": "size",
    "text": "多大？",
    "options": [{"value": "b", "label": "大"}, {"value": "s", "label": "小"}],
}
NODES = samples.nodes("task:a", "task:b")
LINES = samples.lines("s>a", "a>b", "b>e")
ENTITY = b'<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>'
SCRIPTED = NODES.replace('<task id="a" name="A"/>', '<scriptTask id="a"><script>run()</script></scriptTask>')


def read(proposal: Proposal, data: bytes | None, by: str = "jianning"):
    """Choose a file and have it read."""
    given = {"revision": proposal.revision}
    given |= {} if data is None else {"file": SimpleUploadedFile("流程.bpmn", data)}
    return client(by).post(f"{address(proposal)}reading/", given)


def kept(answer) -> str:
    return html.unescape(re.search(r'name="kept" value="([^"]+)"', answer.content.decode())[1])


def test_what_is_exported_comes_back_as_it_was():
    flow = rows(FORK)
    flow[1] |= {
        "act": "countersign",
        "procedures": ["听证"],
        "limit": {"value": 2},
        "presence": "当面",
        "note": "说明",
    }
    flow[2] |= {"act": "visit", "when": {"size": ["b"]}}
    proposal = revised(drafted(), flow=flow, questions=[QUESTION], special_procedures=["听证"])
    answer = client("jianning").get(f"{address(proposal)}bpmn/")
    assert (
        answer.status_code,
        "attachment" in answer["Content-Disposition"],
        "no-store" in answer["Cache-Control"],
    ) == (
        200,
        True,
        True,
    )
    stages = bpmn.read(answer.content).stages
    assert [stage.model_dump(mode="json", exclude_defaults=True) for stage in stages] == flow
    shown = words(read(proposal, answer.content))
    assert ("与修订稿的流程相同" in shown, "用文件里的流程" in shown) == (True, False)


def test_a_file_replaces_the_flow_after_its_difference_was_seen():
    proposal = revised(drafted(), flow=rows(SEQUENCE))
    answer = read(proposal, samples.file(NODES + LINES))
    shown = words(answer)
    assert (answer.status_code, Revision.objects.count()) == (200, 2)
    assert ["办理环节 › “D” 删去" in shown, "2个环节" in shown, "没有写明由哪个岗位办理" in shown] == [
        True
    ] * 3
    given = {"revision": proposal.revision, "kept": kept(answer)}
    assert client("jianning").post(f"{address(proposal)}replacement/", given).url == address(proposal)
    proposal.refresh_from_db()
    assert [(row["name"], row["act"]) for row in proposal.definition["flow"]] == [
        ("A", "review"),
        ("B", "decide"),
    ]


def test_a_file_read_before_somebody_saved_replaces_nothing_unseen():
    proposal = revised(drafted(), flow=rows(SEQUENCE))
    answer = read(proposal, samples.file(NODES + LINES))
    revised(proposal, by="xunuo", flow=rows("a d!"))
    given = {"revision": proposal.revision, "kept": kept(answer)}
    again = client("jianning").post(f"{address(proposal)}replacement/", given)
    assert (again.status_code, "别人也改了" in words(again)) == (409, True)
    assert [row["key"] for row in Proposal.objects.get().definition["flow"]] == ["a", "d"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "不是完整的XML"),
        (b"hello", "不是完整的XML"),
        (b"<a/>", "根元素是"),
        (b"PK\x03\x04" + b"\0" * 99, "不是完整的XML"),
        (ENTITY + samples.file(NODES + LINES), "DOCTYPE"),
        (samples.file(SCRIPTED + LINES), "不运行任何脚本"),
        (samples.file(NODES + samples.lines("s>a", "a>b", "b>a", "b>e")), "几条连线"),
        (b" " * 5_000_001, "超过5 MB"),
        (samples.file(samples.nodes()), "没有连到下一步"),
    ],
    ids=["empty", "text", "other", "zip", "entity", "script", "circle", "large", "no stage"],
)
def test_what_is_no_flow_is_refused_by_element(data, said):
    proposal = drafted()
    answer = read(proposal, data)
    assert (answer.status_code, said in words(answer), "修订稿没有变化" in words(answer)) == (422, True, True)
    assert ('name="kept"' in answer.content.decode(), Revision.objects.count()) == (False, 1)


def test_names_from_a_file_are_shown_as_text():
    told = samples.nodes("task:a").replace('name="A"', 'name="&lt;script&gt;x()&lt;/script&gt;"')
    answer = read(drafted(), samples.file(told + samples.lines("s>a", "a>e")))
    assert (answer.status_code, "<script>x()" in answer.content.decode()) == (200, False)


def test_no_file_was_chosen():
    answer = read(drafted(), None)
    assert (answer.status_code, "没有选择文件" in words(answer)) == (422, True)


@pytest.mark.parametrize("given", ["", "x:y:z", "W10:1:x"])
def test_what_we_did_not_read_replaces_nothing(given):
    proposal = drafted()
    answer = client("jianning").post(f"{address(proposal)}replacement/", {"revision": 1, "kept": given})
    assert (answer.status_code, "重新选择文件" in words(answer), Revision.objects.count()) == (409, True, 1)


def test_a_flow_that_is_not_written_is_not_exported():
    proposal = revised(drafted(), flow=[{"key": "a"}])
    for flow in ([{"key": "a"}], [], rows("a:b b:a")):
        proposal = revised(proposal, flow=flow)
        proposal.refresh_from_db()
        answer = client("jianning").get(f"{address(proposal)}bpmn/")
        assert (answer.status_code in (409, 422), "把环节" in words(answer)) == (True, True)


def test_handed_in_a_file_is_read_and_not_taken():
    proposal = handed_in()
    answer = read(proposal, samples.file(NODES + LINES))
    assert (answer.status_code, "用文件里的流程" in words(answer), "只能查看" in words(answer)) == (
        200,
        False,
        True,
    )
