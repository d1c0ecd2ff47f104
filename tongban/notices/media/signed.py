"""A signed JSON POST, a plain GET: how the adapters that speak HTTP speak it."""

import hashlib
import hmac
import json
from collections.abc import Callable, Mapping

import httpx

from tongban.notices.media.message import TIMEOUT, Refused, Unreachable

LATER = frozenset({408, 425, 429})  # refusals that are over after a while


def post(address: str, body: Mapping, headers: Mapping[str, str]) -> dict:
    """The answer as an object; raises Refused or Unreachable."""
    content = json.dumps(body, ensure_ascii=False).encode()
    headers = {"Content-Type": "application/json; charset=utf-8", **headers}
    return _answer(lambda: httpx.post(address, content=content, headers=headers, timeout=TIMEOUT))


def ask(address: str, query: Mapping[str, str]) -> dict:
    """The same of a plain question."""
    return _answer(lambda: httpx.get(address, params=dict(query), timeout=TIMEOUT))


def _answer(asked: Callable[[], httpx.Response]) -> dict:
    try:
        answer = asked()
    except httpx.TimeoutException as silent:
        raise Unreachable("没有在时限内答复") from silent
    except httpx.HTTPError as failure:
        raise Unreachable(f"连接不上：{type(failure).__name__}") from failure
    if 400 <= answer.status_code < 500 and answer.status_code not in LATER:
        raise Refused(f"对方拒绝，状态码{answer.status_code}")
    if not answer.is_success:
        raise Unreachable(f"对方出错，状态码{answer.status_code}")
    return _object(answer)


def _object(answer: httpx.Response) -> dict:
    try:
        told = answer.json()
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def signature(key: str, moment: str, body: Mapping) -> str:
    """HMAC-SHA256 over moment and body, as the gateway recomputes it from what it received."""
    content = json.dumps(body, ensure_ascii=False)
    return hmac.new(key.encode(), f"{moment}.{content}".encode(), hashlib.sha256).hexdigest()
