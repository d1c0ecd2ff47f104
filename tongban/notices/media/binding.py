"""绑定微信: where to send somebody for his consent, and who came back; in development without a platform."""

from urllib.parse import urlencode

from django.conf import settings

from tongban.notices.media import wechat
from tongban.notices.media.chosen import SINK


def consent(back: str, state: str) -> str:
    """The address at which he consents, and which leads him back."""
    if settings.NOTICE_WECHAT == SINK:
        return f"{back}?{urlencode({'code': 'simulated', 'state': state})}"
    return wechat.consent(back, state)


def openid(code: str) -> str:
    """Who came back with the code; raises Refused or Unreachable."""
    return f"openid-{code}" if settings.NOTICE_WECHAT == SINK else wechat.openid(code)
