"""Items, their versions, the proposals to change them, and the registers beside them."""

from tongban.catalogue.models.items import Item, SearchEntry, Version
from tongban.catalogue.models.measures import Measure, MeasureAct, MeasureSet
from tongban.catalogue.models.proposals import Batch, Proposal, ProposalAct, ProposalSet, Revision, Waiver
from tongban.catalogue.models.quality import Flaw, Quality, QualityDay, SearchTally

__all__ = [
    "Batch",
    "Flaw",
    "Item",
    "Measure",
    "MeasureAct",
    "MeasureSet",
    "Proposal",
    "ProposalAct",
    "ProposalSet",
    "Quality",
    "QualityDay",
    "Revision",
    "SearchEntry",
    "SearchTally",
    "Version",
    "Waiver",
]
