"""A case that is at several stages, on the desk."""

from tests import make, pages

SITUATION = {"source": ["ground"], "amount": ["large"], "third_party": ["yes"]}


def test_another_post_sees_every_stage_that_is_open(town):
    case = make.case_now("accepted", item="water_intake", by="xu", situation=SITUATION, stage="total")
    address = f"/desk/cases/{case.number}/"
    page = pages.words(make.client("chiqing").get(address))
    assert "现在是“论证报告审查、取水总量复核、第三者权益会签”环节" in page
