"""Proposals of the town, brought by the verbs to where a test begins."""

import datetime as dt

from tests import make
from tongban.catalogue.models import Item, Proposal
from tongban.catalogue.proposals import actions

AT = dt.datetime(2026, 9, 18, 1, 12, tzinfo=dt.UTC)
FOOD = "食品经营许可（首次）"
FURTHER = {
    "handed_in": ("yanzheng", actions.check),
    "checked": ("fangzhengyan", actions.review_legality),
    "legal": ("hengping", actions.review_establishment),
}


def item(name: str = FOOD) -> Item:
    """An item of the town."""
    return Item.objects.get(name=name)


def drafted(name: str = FOOD, *, by: str = "jianning", at: dt.datetime = AT) -> Proposal:
    """A proposal with nothing changed yet."""
    return actions.propose(item(name), reason="依据新修订的办法", by=make.desk(by), at=at)


def revised(
    proposal: Proposal, *, by: str = "jianning", at: dt.datetime = AT, **elements: object
) -> Proposal:
    """Its text with other elements."""
    document = proposal.definition | elements
    return actions.revise(proposal, document, seen=proposal.revision, by=make.desk(by), at=at)


def handed_in(name: str = FOOD, *, begins: dt.date | None = None, **elements: object) -> Proposal:
    """With another summary, handed in for its checks."""
    proposal = revised(
        drafted(name), **({"summary": "开办餐饮、食品销售单位的，应当取得本许可。"} | elements)
    )
    actions.hand_in(proposal, effective_from=begins, seen=proposal.revision, by=make.desk("jianning"), at=AT)
    proposal.refresh_from_db()
    return proposal


def approved(proposal: Proposal, until: str = "published", *, at: dt.datetime = AT) -> Proposal:
    """With one approval after the other, up to a state."""
    while proposal.state in FURTHER and proposal.state != until:
        login, verb = FURTHER[proposal.state]
        verb(proposal, opinion="同意", seen=proposal.revision, by=make.desk(login), at=at)
        proposal.refresh_from_db()
    return proposal
