"""微信模板消息: a token for the app, then the message; errors come as numbers in a good answer."""

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


def _asked(path: str, body: dict) -> dict:
    answer = signed.post(settings.NOTICE_WECHAT + path, body, {})
    code = answer.get("errcode", 0)
    if code in LATER:
        raise Unreachable(f"对方暂时不能服务，错误码{code}")
    if code:
        raise Refused(f"对方拒绝，错误码{code}")
    return answer
