"""送达的要求: what each way of service must be able to show. Pure."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Method(TextChoices):
    """送达方式."""

    WINDOW = "window", "直接送达"
    POST = "post", "邮寄送达"
    ELECTRONIC = "electronic", "电子送达"
    NOTICE = "notice", "公告送达"
    LEFT = "left", "留置送达"


@dataclass(frozen=True, slots=True)
class Handing:
    """How a paper is brought to its addressee, as it is recorded."""

    method: str
    receiver: str = ""
    relation: str = ""
    checked: bool = False
    proof_id: uuid.UUID | None = None
    place: str = ""
    tracking: str = ""
    reason: str = ""
    witness: str = ""
    until: dt.date | None = None  # of a public notice: its last day


NEEDS = {
    Method.WINDOW: ("receiver", "relation"),
    Method.POST: ("place", "tracking"),
    Method.ELECTRONIC: (),
    Method.NOTICE: ("place", "reason"),
    Method.LEFT: ("place", "reason", "witness"),
}
AT_ONCE = (Method.WINDOW, Method.LEFT)  # served as soon as it is done
ASKED = {
    "receiver": gettext_lazy("请写明收件人"),
    "relation": gettext_lazy("请写明收件人与受送达人的关系"),
    "place": gettext_lazy("请写明送达的地点或者地址"),
    "tracking": gettext_lazy("请填写邮件号"),
    "reason": gettext_lazy("请写明这样送达的事由"),
    "witness": gettext_lazy("请写明见证人的姓名和单位"),
}


def lacking(given: Handing) -> list[tuple[str, str]]:
    """What the record lacks, as (key, sentence); nothing when the way can be proved."""
    if given.method not in Method.values:
        return [("method", _("请选择送达方式"))]
    found = [(key, str(ASKED[key])) for key in NEEDS[Method(given.method)] if not getattr(given, key).strip()]
    if given.method == Method.WINDOW and not given.checked and given.proof_id is None:
        found.append(("checked", _("请核对收件人的身份证件，或者上传签收的回证")))
    return found
