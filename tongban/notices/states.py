"""Media, and how a sending stands."""

from django.db.models import TextChoices


class Medium(TextChoices):
    """告知渠道 beside the message centre."""

    SMS = "sms", "短信"
    MAIL = "mail", "电子邮件"
    WECHAT = "wechat", "微信"


IN_APP = "in_app"  # the message centre, as preferences name it
CHANNELS = (IN_APP, *Medium.values)


class Standing(TextChoices):
    """发送状态."""

    QUEUED = "queued", "待发送"
    SENT = "sent", "已发送"
    FAILED = "failed", "发送失败"
    SUPPRESSED = "suppressed", "没有发送"
