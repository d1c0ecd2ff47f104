import pytest

from tests.town import items
from tongban.catalogue import rules, visits
from tongban.catalogue.definition import Definition

PAPER = {"key": "lease", "name": "租赁合同", "originals": 1, "medium": "paper"}
STAGE = {"key": "decide", "name": "决定", "act": "decide", "post": "decide"}
APPLY, COLLECT = ("apply", "channels"), ("collect", "result.delivery")


def definition(**elements) -> Definition:
    return Definition.model_validate({"name": "甲", "kind": "01", "online": True} | elements)


@pytest.mark.parametrize(
    ("elements", "count", "reasons"),
    [
        ({}, 0, []),
        ({"online": False}, 1, [APPLY]),
        ({"online": False, "channels": ("window",)}, 1, [APPLY]),
        ({"online": False, "kind": "20"}, 0, []),  # used, and not applied for
        ({"online": False, "kind": "20", "channels": ("window",)}, 1, [APPLY]),
        ({"online": False, "kind": "20", "papers": (PAPER | {"copies": 1, "originals": 0},)}, 1, [APPLY]),
        ({"online": False, "channels": ("window", "post")}, 0, []),
        ({"online": False, "channels": ("mobile",)}, 0, []),
        ({"online": False, "result": {"delivery": ("post",)}}, 0, []),
        ({"online": False, "channels": ("window",), "result": {"delivery": ("post",)}}, 1, [APPLY]),
        ({"papers": (PAPER,)}, 1, [("apply", "papers.lease")]),
        ({"papers": (PAPER,), "channels": ("web", "post")}, 0, []),
        ({"papers": (PAPER | {"medium": "both"},)}, 0, []),
        ({"papers": (PAPER | {"originals": 0, "copies": 1},)}, 0, []),
        ({"papers": (PAPER | {"source": "licence"},)}, 0, []),
        ({"papers": (PAPER,), "online": False}, 1, [APPLY, ("apply", "papers.lease")]),
        ({"result": {"delivery": ("window",)}}, 1, [COLLECT]),
        ({"result": {"delivery": ("window", "post")}}, 0, []),
        ({"online": False, "result": {"delivery": ("window",)}}, 2, [APPLY, COLLECT]),
        ({"flow": (STAGE | {"presence": "核验指纹"},)}, 1, [("stage", "flow.decide")]),
        (
            {"flow": (STAGE | {"key": "a", "presence": "面谈"}, STAGE | {"presence": "核验指纹"})},
            2,
            [("stage", "flow.a"), ("stage", "flow.decide")],
        ),
        ({"conditions": ("本人须到窗口拍照。",)}, 1, [("apply", "conditions.0")]),
        ({"conditions": ("申请人应当到登记机关窗口办理。",)}, 1, [("apply", "conditions.0")]),
        ({"conditions": ("不需本人到场，可以代办。", "申请人应当年满18周岁。")}, 0, []),
        ({"visits": {"count": 1, "reason": "领证时核验指纹"}}, 1, [("stated", "visits")]),
        ({"visits": {"count": 2}}, 2, [("stated", "visits")]),
        ({"visits": {"count": 1, "reason": "领证"}, "online": False}, 1, [APPLY]),
    ],
)
def test_visits_and_their_reasons(elements, count, reasons):
    found = visits.computed(definition(**elements))

    assert (found.count, [(r.point, r.element) for r in found.reasons]) == (count, reasons)


@pytest.mark.parametrize(
    ("claim", "elements", "refuted", "unexplained"),
    [
        ({}, {"online": False}, False, False),
        ({"count": 0}, {}, False, False),
        ({"count": 0}, {"online": False}, True, False),
        ({"count": 1}, {"online": False}, False, False),
        ({"count": 1}, {}, False, True),
        ({"count": 1, "reason": "领证时核验指纹"}, {}, False, False),
        ({"count": 1}, {"online": False, "result": {"delivery": ("window",)}}, True, False),
    ],
)
def test_claims(claim, elements, refuted, unexplained):
    claimed = definition(visits=claim, **elements)

    assert (visits.refuted(claimed), visits.unexplained(claimed)) == (refuted, unexplained)


@pytest.mark.parametrize(
    ("elements", "unsaid"),
    [
        ({}, ["result.delivery"]),
        ({"papers_known": False}, ["papers", "result.delivery"]),
        ({"online": False, "result": {"delivery": ("post",)}}, ["channels"]),
        ({"papers": ({"key": "lease", "name": "租赁合同"},), "flow": (STAGE,)}, ["papers"]),
        ({"papers": ({"key": "form", "name": "申请表", "source": "system"},), "flow": (STAGE,)}, []),
        ({"papers": (PAPER,), "result": {"delivery": ("post",)}}, []),
    ],
)
def test_what_is_not_said(elements, unsaid):
    assert visits.unsaid(definition(**elements)) == unsaid


@pytest.mark.parametrize(("count", "kind"), [(0, "none"), (1, "one"), (2, "more"), (3, "more")])
def test_kinds(count, kind):
    assert visits.Visits(count, ()).kind == kind


def test_a_situation_may_need_fewer_visits_than_the_item():
    asked = {"questions": ({"key": "home", "text": "房子？", "options": OWN_OR_RENTED},)}
    item = definition(papers=(PAPER | {"when": {"home": ["rented"]}},), **asked)

    counts = [
        visits.computed(item, rules.checklist(item, {"home": [home]}).papers).count
        for home in ("own", "rented")
    ]
    assert (counts, visits.computed(item).count) == ([0, 1], 1)


OWN_OR_RENTED = ({"value": "own", "label": "自有"}, {"value": "rented", "label": "租赁"})


def test_the_town_claims_what_is_so():
    wrong = [
        e.file for e in items.entries() if visits.refuted(e.definition) or visits.unexplained(e.definition)
    ]

    assert wrong == []
