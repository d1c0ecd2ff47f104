"""Telling, sending, rewording. Telling is no act of law and writes no journal; changing the words does."""

from tongban.notices.actions.rewording import restore_words, reword
from tongban.notices.actions.sending import attempt, claim, retry, settle, try_out
from tongban.notices.actions.telling import (
    Recipient,
    bind_wechat,
    prefer,
    read,
    read_all,
    tell,
    unbind_wechat,
)

__all__ = [
    "Recipient",
    "attempt",
    "bind_wechat",
    "claim",
    "prefer",
    "read",
    "read_all",
    "restore_words",
    "retry",
    "reword",
    "settle",
    "tell",
    "try_out",
    "unbind_wechat",
]
