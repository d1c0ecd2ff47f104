"""电子邮件 by Django's mail backend."""

import smtplib

from django.conf import settings
from django.core.mail import EmailMessage

from tongban.notices.media.message import Message, Refused, Unreachable


def send(address: str, message: Message) -> None:
    """Hand it to the server at TONGBAN_MAIL."""
    text = f"{message.body}\n\n{message.link}\n"
    headers = {"Message-ID": f"<{message.key}@{settings.NOTICE_MAIL_FROM.rpartition('@')[2]}>"}
    mail = EmailMessage(message.title, text, settings.NOTICE_MAIL_FROM, [address], headers=headers)
    try:
        mail.send()
    except smtplib.SMTPRecipientsRefused as refused:
        raise Refused("对方不收这个地址的邮件") from refused
    except (smtplib.SMTPException, OSError) as failure:
        raise Unreachable(f"邮件服务器没有收下：{type(failure).__name__}") from failure
