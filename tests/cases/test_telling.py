"""Lines of the journal in words."""

import pytest

from tongban.cases import states, telling
from tongban.journal.models import Line

OFFICER = {
    "by": "officer:7",
    "by_name": "综合窗口岗 沈青",
    "channel": "counter",
    "ground": "授权书〔2026〕12号",
}
PERSON = {"by": "person:1", "by_name": "林小安", "channel": "web", "ground": ""}
LINES = [
    ("cases.submit", PERSON, {"number": "1"}, ("提交申请", "网上，林*安")),
    ("cases.accept", OFFICER, {}, ("受理", "综合窗口岗 沈青受理，依据授权书〔2026〕12号。")),
    (
        "cases.return_for_correction",
        OFFICER,
        {"gaps": ["平面图", "合同"]},
        ("一次性告知补正", "综合窗口岗 沈青告知，共2处：平面图、合同。"),
    ),
    (
        "cases.review",
        OFFICER,
        {"stage_name": "审查"},
        ("审查完成", "综合窗口岗 沈青，依据授权书〔2026〕12号。"),
    ),
    ("cases.send_back", OFFICER, {"stage_name": "核查", "next": "审查"}, None),
    ("cases.hold", OFFICER, {"kind": "fee"}, ("等待缴费", "")),
    (
        "cases.decide",
        OFFICER,
        {"granted": True},
        ("作出决定：准予", "综合窗口岗 沈青，依据授权书〔2026〕12号。"),
    ),
    (
        "cases.decide",
        OFFICER,
        {"granted": False},
        ("作出决定：不予许可", "综合窗口岗 沈青，依据授权书〔2026〕12号。"),
    ),
    ("cases.withdraw", PERSON, {"reason": "100%"}, ("撤回申请", "林*安撤回。")),
    ("cases.unheard_of", OFFICER, {}, None),
]


@pytest.mark.parametrize(("verb", "author", "data", "told"), LINES)
def test_tell_the_public(verb, author, data, told):
    found = telling.tell(Line(verb=verb, data=data, **author), public=True)
    assert (found and (found.heading, found.sentence)) == told


SENT_BACK = {"stage_name": "核查", "next": "审查", "reason": "请补拍照片"}


def test_officers_are_told_more():
    line = Line(verb="cases.send_back", data=SENT_BACK, **OFFICER)
    told = telling.tell(line, public=False)
    assert (told.heading, told.sentence) == ("核查退回", "综合窗口岗 沈青，退到审查。理由：请补拍照片")


def test_officers_see_whole_names():
    assert telling.tell(Line(verb="cases.submit", data={}, **PERSON), public=False).sentence == "网上，林小安"


def test_every_verb_is_worded():
    worded = {
        key.removeprefix("cases.").partition(".")[0] for key in telling.WORDINGS if key.startswith("cases.")
    }
    assert set(states.STEPS) <= worded
