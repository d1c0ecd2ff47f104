"""Items, their versions, the proposals to change them, and the registers beside them."""

from tongban.catalogue.models.items import Item, SearchEntry, Version
from tongban.catalogue.models.proposals import Proposal, ProposalAct, ProposalSet, Revision

__all__ = ["Item", "Proposal", "ProposalAct", "ProposalSet", "Revision", "SearchEntry", "Version"]
