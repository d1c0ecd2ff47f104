"""One case from search to rating over HTTP, in the demo town, as programs of four people would."""

import base64
import importlib
import uuid
from collections.abc import Iterator

import httpx

from tongban.core import errors
from tongban.launch import paths

ITEM = "小餐饮登记"
APPLICANT, CLERK, REVIEWER, HEAD = "he", "shenqing", "zhouming", "chenli"
PHOTO = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4////fwAJ+wP9KobjigAAAABJRU5ErkJggg=="
)


class Stumbled(errors.Problem):
    """The walk could not go on."""


class Caller:
    """Somebody who speaks to the API."""

    def __init__(self, http: httpx.Client, login: str = "") -> None:
        self.http, self.headers = http, {}
        if login:
            passwords = {row[1]: row[2] for row in importlib.import_module("tests.town").ACCOUNTS}
            granted = self.post("tokens", {"login": login, "password": passwords[login]})
            self.headers = {"Authorization": f"Bearer {granted['token']}"}

    def get(self, address: str, **query: str) -> dict:
        """What is there."""
        return self._told(self.http.get(address, params=query, headers=self.headers))

    def post(self, address: str, body: dict | None = None) -> dict:
        """Do something, once."""
        headers = self.headers | {"Idempotency-Key": str(uuid.uuid4())}
        return self._told(self.http.post(address, json=body or {}, headers=headers))

    def upload(self, name: str, data: bytes) -> str:
        """The number of an uploaded file."""
        files = {"file": (name, data)}
        return self._told(self.http.post("files", files=files, headers=self.headers))["id"]

    def _told(self, answer: httpx.Response) -> dict:
        if answer.is_success:
            return answer.json()
        raise Stumbled(
            f"{answer.request.method} {answer.request.url} 答复{answer.status_code}：{answer.text[:500]}"
        )


def steps(url: str = "") -> Iterator[str]:
    """Each step as a sentence, once it is done; raises Stumbled."""
    site = url.rstrip("/") or _running()
    try:
        with httpx.Client(base_url=f"{site}/api/v1/", timeout=30) as http:
            yield from _steps(http)
    except httpx.HTTPError as failure:
        raise Stumbled(
            f"{site} 没有应答（{type(failure).__name__}）。请先运行 make run，再走一遍。"
        ) from failure


def _running() -> str:
    lock = paths.var() / "run.lock"
    address = lock.read_text().strip() if lock.exists() else ""
    if not address:
        raise Stumbled("没有正在运行的站点。请先运行 make run，或者用 --url 说明地址。")
    return address


def _steps(http: httpx.Client) -> Iterator[str]:
    stranger = Caller(http)
    found = stranger.get("items", q=ITEM)["items"][0]
    yield f"查找“{ITEM}”：{found['name']}（{found['agency']}），编码{found['code']}"
    guide = stranger.get(f"items/{found['code']}")["definition"]
    yield f"办事指南：承诺{guide['limits']['promised']['value']}个工作日，材料{len(guide['papers'])}份"
    applicant = Caller(http, APPLICANT)
    number, firm = _apply(applicant, found["code"])
    yield f"提交申请：办件编号{number}"
    clerk, reviewer, head = Caller(http, CLERK), Caller(http, REVIEWER), Caller(http, HEAD)
    accepted = clerk.post(f"cases/{number}/acceptance")
    yield f"受理：最晚{accepted['due_on']}办结，法定{accepted['statutory_due_on']}"
    reviewer.post(
        f"cases/{number}/reviews", {"verdict": "agree", "opinion": "材料齐全，符合法定形式，拟同意。"}
    )
    yield "审查：同意"
    decided = head.post(f"cases/{number}/decision", {"granted": True})
    yield f"决定：准予，证照标识{decided['certificate']}"
    verified = stranger.get(f"certificates/{decided['certificate']}")
    if verified["standing"] != "valid":
        raise Stumbled(f"刚发的证照核验不是有效，而是{verified['standing']}。")
    yield f"核验证照：{verified['title']}，{verified['holder']}，有效"
    clerk.post(f"cases/{number}/delivery", {"method": "electronic", "recipient": "何秀英"})
    yield "送达：电子送达"
    applicant.post(f"cases/{number}/rating?firm={firm}", {"grade": 5, "indicators": ["513"]})
    yield "评价：非常满意"
    told = applicant.get(f"cases/{number}", firm=firm)
    yield f"办理记录{len(told['events'])}行，文书{len(told['papers'])}份，现在是“{told['state_label']}”"


def _apply(applicant: Caller, item: str) -> tuple[str, str]:
    """The number of the new case and the code of the firm."""
    firm = next(
        one for one in importlib.import_module("tests.town.people").FIRMS.values() if "何记" in one.name
    )
    form = {
        "firm_name": firm.name,
        "credit_code": firm.code,
        "operator": "何秀英",
        "premises": firm.address,
        "area": 36.5,
        "staff_count": 2,
        "dishes": "汤面、炒面",
        "phone": "13900000018",
        "delivery": "electronic",
    }
    body = {
        "item": item,
        "firm": firm.code,
        "answers": {"premises": ["own"]},
        "form": form,
        "files": {"shop_photos": [applicant.upload("门头.png", PHOTO)]},
    }
    return applicant.post("cases", body)["number"], firm.code
