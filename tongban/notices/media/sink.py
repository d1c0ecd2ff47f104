"""留存: for development, nothing leaves the house; what would be sent is seen at `/outbox/`."""

from tongban.notices.media.message import Message


def send(address: str, message: Message) -> None:
    """The log of sendings keeps it."""
