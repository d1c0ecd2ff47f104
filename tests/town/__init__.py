"""云溪市, a small invented city: the test world, the seed of `make run` and the demo.

`seed()` founds it and `ACCOUNTS` says who may come in. For tests of what must fail:

- 方远 (`fangyuan`): reviewer of 市市场监管局 whose delegation ended on 1 January of the founding year.
- 季冬 (`jidong`): editor of 市市场监管局 whose delegation ended on the same day.
- 林溪 (`linxi`): editor of 临江县市场监管局, who must not touch items of the city; 秦直 and 邵平 review
  what the county, its towns and villages write.
- 韩冬 (`handong`): reviewer too, but of 临江县市场监管局, which has no power over items of the city.
- 罗蕾: as citizen `luo` she may apply, as officer `luolei` she sits at window 03 and must not touch her case.
- 张大勇 (`zhang`): neighbour of 林小安; nothing of hers may ever be shown to him.
- 苏禾 and the other windows may decide only the instant items named in their second delegation.
"""

import datetime as dt
from zoneinfo import ZoneInfo

from django.db import transaction

from tests.town import certificates, founding, items
from tests.town.people import PASSWORD, STAFF
from tests.town.places import AGENCIES

OPENED = dt.datetime(2026, 1, 5, 9, tzinfo=ZoneInfo("Asia/Shanghai"))


@transaction.atomic
def seed(at: dt.datetime = OPENED) -> None:
    """Found the town, or add what is missing of it; a second run changes nothing."""
    regions = founding.regions()
    agencies = founding.agencies(regions, at)
    citizens = founding.citizens(at)
    founding.firms(citizens, at)
    certificates.issue(agencies, citizens, at)
    founding.base_catalogue(at)
    entries = items.entries()
    items.publish(entries, agencies, regions, at)
    officers = founding.staff(agencies, citizens, items.instant_codes(entries), at)
    founding.entrustments(agencies, officers, at)
    founding.accounts(citizens, officers)


def _account(role: str, login: str, use: str, path: str) -> tuple[str, str, str, str, str]:
    return role, login, PASSWORD, use, path


_USES = {
    "lin": ("企业法定代表人", "林小安，青禾餐饮法定代表人：申请食品经营许可，也办自己的事"),
    "xu": ("企业经办人", "许晓红，橘里书店经办人：申请出版物零售经营许可"),
    "zhao": ("企业法定代表人", "赵启明，橘里书店法定代表人"),
    "ma": ("企业法定代表人", "马力，顺达货运法定代表人：申请道路货运许可，两级审查"),
    "he": ("个体工商户", "何秀英，何记面馆经营者：小餐饮登记"),
    "wang": ("老年人", "王桂兰，1941年生：高龄津贴"),
    "fang": ("学生", "方一鸣：居民身份证补领，收费40元"),
    "yan": ("个人", "刘䶮，名字里有生僻字：居住证申领"),
    "luo": ("个人", "罗蕾，同时是窗口人员（luolei），不能受理自己的申请"),
    "zhang": ("个人", "张大勇，林小安的邻居，看不到她的办件"),
}
_PLACES = {
    "window": ("窗口人员", "/counter/"),
    "issue": ("出件人员", "/counter/"),
    "editor": ("事项管理人员", "/console/"),
    "checker": ("部门审核人员", "/console/"),
    "legal": ("法制审核人员", "/console/"),
    "establishment": ("机构编制审核人员", "/console/"),
    "keeper": ("标准和清单管理人员", "/console/"),
    "supervisor": ("监察人员", "/board/"),
}
ACCOUNTS = [_account(role, login, use, "/") for login, (role, use) in _USES.items()] + [
    _account(role, one.login, f"{one.name}，{AGENCIES[one.agency].short_name}{one.post}", path)
    for one in STAFF
    if one.login
    for role, path in [_PLACES.get(one.kind, ("审批人员", "/desk/"))]
]
