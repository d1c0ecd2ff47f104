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
from tongban.cases.actions.correcting import ask_more_time, lapse, prolong_correction
from tongban.cases.actions.deciding import decide, deliver
from tongban.cases.actions.declining import decline
from tongban.cases.actions.drafting import (
    Unsigned,
    attach,
    begin,
    begin_again,
    detach,
    discard,
    renew,
    save,
    sign,
)
from tongban.cases.actions.extending import ask_extension, extend, refuse_extension
from tongban.cases.actions.pausing import begin_procedure, end_procedure
from tongban.cases.actions.reading import read_identifiers
from tongban.cases.actions.recomputing import recompute
from tongban.cases.actions.reviewing import hold, lift, review, send_back, settle
from tongban.cases.actions.step import NotEntitled, receipt
from tongban.cases.actions.submitting import Incomplete, form_gaps, gaps, submit
from tongban.cases.actions.withdrawing import answer, retract, supplement, withdraw

__all__ = [
    "Incomplete",
    "NotEntitled",
    "Unsigned",
    "accept",
    "answer",
    "ask_extension",
    "ask_for_person",
    "ask_more_time",
    "attach",
    "begin",
    "begin_again",
    "begin_procedure",
    "decide",
    "decline",
    "deem_accepted",
    "deliver",
    "detach",
    "discard",
    "end_procedure",
    "extend",
    "finish",
    "form_gaps",
    "gaps",
    "hold",
    "judge",
    "lapse",
    "lift",
    "pause_automatic",
    "prolong_correction",
    "read_identifiers",
    "receipt",
    "recheck",
    "recompute",
    "refuse_extension",
    "renew",
    "resume_automatic",
    "retract",
    "return_for_correction",
    "review",
    "save",
    "send_back",
    "settle",
    "sign",
    "submit",
    "supplement",
    "take_over",
    "withdraw",
]
