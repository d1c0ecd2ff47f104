"""Tables of cases: what is filled in, the case, the record of every act."""

from tongban.cases.models.acts import (
    Acceptance,
    Act,
    Correction,
    Decision,
    Delivery,
    Gap,
    GapFile,
    Hold,
    NonAcceptance,
    Review,
    Withdrawal,
)
from tongban.cases.models.case import Case, CaseSet, Material
from tongban.cases.models.drafts import Draft, DraftFile

__all__ = [
    "Acceptance",
    "Act",
    "Case",
    "CaseSet",
    "Correction",
    "Decision",
    "Delivery",
    "Draft",
    "DraftFile",
    "Gap",
    "GapFile",
    "Hold",
    "Material",
    "NonAcceptance",
    "Review",
    "Withdrawal",
]
