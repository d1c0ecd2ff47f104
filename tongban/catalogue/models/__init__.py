"""Items, their versions, the proposals to change them, and the registers beside them."""

from tongban.catalogue.models.attachments import Attachment
from tongban.catalogue.models.entrusting import Entrustment, EntrustmentAct
from tongban.catalogue.models.items import Item, SearchEntry, Version
from tongban.catalogue.models.measures import Measure, MeasureAct, MeasureSet
from tongban.catalogue.models.proposals import Batch, Proposal, ProposalAct, ProposalSet, Revision, Waiver
from tongban.catalogue.models.quality import Flaw, Quality, QualityDay, SearchTally
from tongban.catalogue.models.registers import BaseItem, Code, CodeSet, Restriction
from tongban.catalogue.models.standards import Standard, StandardCheck

__all__ = [
    "Attachment",
    "BaseItem",
    "Batch",
    "Code",
    "CodeSet",
    "Entrustment",
    "EntrustmentAct",
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
    "Restriction",
    "Revision",
    "SearchEntry",
    "SearchTally",
    "Standard",
    "StandardCheck",
    "Version",
    "Waiver",
]
