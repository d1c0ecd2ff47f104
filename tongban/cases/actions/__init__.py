"""The verbs of a case, a file for each kind: `from tongban.cases import actions` → `actions.accept(...)`."""

from tongban.cases.actions.accepting import accept, deem_accepted, return_for_correction
from tongban.cases.actions.automatic import (
    ask_for_person,
    finish,
    judge,
    pause_automatic,
    recheck,
    resume_automatic,
    take_over,
)
from tongban.cases.actions.charging import assess_fee
from tongban.cases.actions.committing import check_commitment, commit, take_ordinary_way
from tongban.cases.actions.correcting import ask_more_time, lapse, prolong_correction
from tongban.cases.actions.deciding import decide
from tongban.cases.actions.declining import decline
from tongban.cases.actions.delivering import deliver
from tongban.cases.actions.drafting import (
    Unsigned,
    attach,
    begin,
    begin_again,
    detach,
    discard,
    keep,
    renew,
    save,
    sign,
)
from tongban.cases.actions.extending import ask_extension, extend, refuse_extension
from tongban.cases.actions.hearing_rights import (
    call_hearing,
    request_hearing,
    tell_hearing_right,
    waive_hearing,
)
from tongban.cases.actions.hearings import cancel_hearing, hold_hearing, schedule_hearing
from tongban.cases.actions.keeping import give_back, keep_originals, pass_on
from tongban.cases.actions.pausing import begin_procedure, end_procedure
from tongban.cases.actions.prereviewing import ask_pre_review, pre_review
from tongban.cases.actions.reading import read_identifiers
from tongban.cases.actions.reassigning import reassign
from tongban.cases.actions.recomputing import recompute
from tongban.cases.actions.renewing import choose_certificate, deem_renewed
from tongban.cases.actions.reopening import reopen
from tongban.cases.actions.reviewing import hold, lift, review, send_back, settle
from tongban.cases.actions.revoking import announce_revocation, defend, drop_revocation, revoke
from tongban.cases.actions.serving import (
    NotAgreed,
    choose_service,
    confirm_service,
    fail_service,
    read_paper,
    serve,
)
from tongban.cases.actions.step import NotEntitled, receipt
from tongban.cases.actions.submitting import Incomplete, form_gaps, gaps, submit
from tongban.cases.actions.terminating import terminate
from tongban.cases.actions.tolerating import (
    end_tolerance,
    reject_supply,
    retract_undertaking,
    supply,
    undertake,
)
from tongban.cases.actions.voiding import ask_void, refuse_void, void
from tongban.cases.actions.withdrawing import answer, retract, supplement, withdraw

__all__ = [
    "Incomplete",
    "NotAgreed",
    "NotEntitled",
    "Unsigned",
    "accept",
    "announce_revocation",
    "answer",
    "ask_extension",
    "ask_for_person",
    "ask_more_time",
    "ask_pre_review",
    "ask_void",
    "assess_fee",
    "attach",
    "begin",
    "begin_again",
    "begin_procedure",
    "call_hearing",
    "cancel_hearing",
    "check_commitment",
    "choose_certificate",
    "choose_service",
    "commit",
    "confirm_service",
    "decide",
    "decline",
    "deem_accepted",
    "deem_renewed",
    "defend",
    "deliver",
    "detach",
    "discard",
    "drop_revocation",
    "end_procedure",
    "end_tolerance",
    "extend",
    "fail_service",
    "finish",
    "form_gaps",
    "gaps",
    "give_back",
    "hold",
    "hold_hearing",
    "judge",
    "keep",
    "keep_originals",
    "lapse",
    "lift",
    "pass_on",
    "pause_automatic",
    "pre_review",
    "prolong_correction",
    "read_identifiers",
    "read_paper",
    "reassign",
    "receipt",
    "recheck",
    "recompute",
    "refuse_extension",
    "refuse_void",
    "reject_supply",
    "renew",
    "reopen",
    "request_hearing",
    "resume_automatic",
    "retract",
    "retract_undertaking",
    "return_for_correction",
    "review",
    "revoke",
    "save",
    "schedule_hearing",
    "send_back",
    "serve",
    "settle",
    "sign",
    "submit",
    "supplement",
    "supply",
    "take_ordinary_way",
    "take_over",
    "tell_hearing_right",
    "terminate",
    "undertake",
    "void",
    "waive_hearing",
    "withdraw",
]
