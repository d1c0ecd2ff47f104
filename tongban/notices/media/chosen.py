"""Which media are set up, and who carries them: what the settings leave empty is not set up."""

from collections.abc import Callable

from django.conf import settings

from tongban.notices.media import mail, sink, sms, wechat
from tongban.notices.media.message import Message, Unreachable
from tongban.notices.states import Medium

SINK = "sink"
Carrier = Callable[[str, Message], None]
CARRIERS: dict[str, tuple[str, Carrier]] = {
    Medium.SMS: ("http", sms.send),
    Medium.MAIL: ("smtp", mail.send),
    Medium.WECHAT: ("http", wechat.send),
}


def _setting(medium: str) -> str:
    return getattr(settings, f"NOTICE_{medium.upper()}")


def set_up() -> list[str]:
    """The media that can be used here."""
    return [medium for medium in Medium.values if _setting(medium)]


def carrier(medium: str) -> tuple[str, Carrier]:
    """Who carries it, by name; raises Unreachable where it is not set up (any more)."""
    if not _setting(medium):
        raise Unreachable("没有接通")
    return (SINK, sink.send) if _setting(medium) == SINK else CARRIERS[medium]
