"""微信模板消息: a token for the app, then the message; errors come as numbers in a good answer.

Whom it may reach has bound his account first: he consents on the platform and comes back with a code.
"""

from urllib.parse import urlencode

from django.conf import settings

from tongban.notices.media import signed
from tongban.notices.media.message import Message, Refused, Unreachable

WIDEST = 20  # characters of a value in a template
# 对方暂时不能服务, 令牌刚刚失效, 调用太频繁
LATER = frozenset({-1, 40001, 40014, 42001, 45009, 45011})


def send(address: str, message: Message) -> None:
    """Hand it to the platform at TONGBAN_WECHAT."""
    body = {
        "touser": address,
        "template_id": settings.NOTICE_WECHAT_TEMPLATE,
        "url": message.link,
        "client_msg_id": message.key[:32],
        "data": {
            "thing1": {"value": message.title[:WIDEST]},
            "time2": {"value": f"{message.at:%Y-%m-%d %H:%M}"},
        },
    }
    _asked(f"/cgi-bin/message/template/send?access_token={_token()}", body)


def _token() -> str:
    asked = {
        "grant_type": "client_credential",
        "appid": settings.NOTICE_WECHAT_APP,
        "secret": settings.NOTICE_WECHAT_KEY,
    }
    token = _asked("/cgi-bin/stable_token", asked).get("access_token")
    if not isinstance(token, str):
        raise Unreachable("没有得到访问令牌")
    return token


def consent(back: str, state: str) -> str:
    """Where somebody lets the account know him; from there he comes back with a code."""
    asked = {
        "appid": settings.NOTICE_WECHAT_APP,
        "redirect_uri": back,
        "response_type": "code",
        "scope": "snsapi_base",
        "state": state,
    }
    return f"{settings.NOTICE_WECHAT_OPEN}/connect/oauth2/authorize?{urlencode(asked)}#wechat_redirect"


def openid(code: str) -> str:
    """Who came back with the code; raises Refused or Unreachable."""
    asked = {
        "appid": settings.NOTICE_WECHAT_APP,
        "secret": settings.NOTICE_WECHAT_KEY,
        "code": code,
        "grant_type": "authorization_code",
    }
    found = _checked(signed.ask(settings.NOTICE_WECHAT + "/sns/oauth2/access_token", asked)).get("openid")
    if not isinstance(found, str) or not found:
        raise Unreachable("没有得到微信账号")
    return found


def _asked(path: str, body: dict) -> dict:
    return _checked(signed.post(settings.NOTICE_WECHAT + path, body, {}))


def _checked(answer: dict) -> dict:
    code = answer.get("errcode", 0)
    if code in LATER:
        raise Unreachable(f"对方暂时不能服务，错误码{code}")
    if code:
        raise Refused(f"对方拒绝，错误码{code}")
    return answer
