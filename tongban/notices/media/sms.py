"""短信 by a gateway of the house: POST {phone, text}, signed."""

from django.conf import settings

from tongban.notices.media import signed
from tongban.notices.media.message import Message


def send(address: str, message: Message) -> None:
    """Hand it to the gateway at TONGBAN_SMS."""
    body = {"phone": address, "text": message.sms}
    moment = str(int(message.at.timestamp()))
    headers = {
        "Idempotency-Key": message.key,
        "X-Timestamp": moment,
        "X-Signature": signed.signature(settings.NOTICE_SMS_KEY, moment, body),
    }
    signed.post(settings.NOTICE_SMS, body, headers)
