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
from tongban.cases.models.automatic import AutomaticPause, Judgement, Recheck, TakeOver
from tongban.cases.models.case import Case, CaseSet, Material
from tongban.cases.models.commitment import Commitment, CommitmentCheck
from tongban.cases.models.corrections import Prolongation
from tongban.cases.models.drafts import Draft, DraftFile, Signature
from tongban.cases.models.ends import Reopening, Revocation, Termination, Voiding
from tongban.cases.models.hearings import (
    Hearing,
    HearingMinutes,
    HearingNotice,
    HearingParty,
    HearingRight,
)
from tongban.cases.models.interruptions import Extension, Pause
from tongban.cases.models.keeping import Custody, FeeNotice, Original
from tongban.cases.models.prereviews import PreReview, PreReviewPoint
from tongban.cases.models.tolerance import Deferral, Undertaking
from tongban.cases.models.turns import Reassignment, Turn

__all__ = [
    "Acceptance",
    "Act",
    "AutomaticPause",
    "Case",
    "CaseSet",
    "Commitment",
    "CommitmentCheck",
    "Correction",
    "Custody",
    "Decision",
    "Deferral",
    "Delivery",
    "Draft",
    "DraftFile",
    "Extension",
    "FeeNotice",
    "Gap",
    "GapFile",
    "Hearing",
    "HearingMinutes",
    "HearingNotice",
    "HearingParty",
    "HearingRight",
    "Hold",
    "Judgement",
    "Material",
    "NonAcceptance",
    "Original",
    "Pause",
    "PreReview",
    "PreReviewPoint",
    "Prolongation",
    "Reassignment",
    "Recheck",
    "Reopening",
    "Review",
    "Revocation",
    "Signature",
    "TakeOver",
    "Termination",
    "Turn",
    "Undertaking",
    "Voiding",
    "Withdrawal",
]
