"""The data of the papers of a hearing, and the text by which the public is told."""

import datetime as dt

from django.conf import settings
from django.utils import timezone

from tongban.cases import hearings, wording
from tongban.cases.models import Case, Hearing, HearingNotice
from tongban.clock.terms import TERMS


def right(case: Case, matter: str, interested: list[str], until: dt.date) -> dict:
    """听证告知书: the right, until when it can be used, and that it costs nothing."""
    term = TERMS["hearing_request"]
    return {
        **wording.base(case),
        "matter": matter,
        "interested": interested,
        "days": term.value,
        "until": until,
        "law": term.basis,
    }


def notice(
    case: Case, hearing: Hearing, meets_at: dt.datetime, place: str, chair: str, announcement: str
) -> dict:
    """听证通知书: when, where and before whom."""
    return {
        **wording.base(case),
        "reason": hearing.reason,
        "meets": moment(meets_at),
        "venue": place,
        "chair": chair,
        "announcement": announcement,
        "law": TERMS["hearing_notice"].basis,
    }


def announcement(case: Case, hearing: Hearing, meets_at: dt.datetime, place: str) -> str:
    """听证公告: what the public is told of a hearing that the agency calls."""
    return (
        f"{case.agency.name}将于{moment(meets_at)}在{place}就“{case.item_name}”（办件编号{case.number}）"
        f"举行听证。举行听证的理由：{hearing.reason.rstrip('。')}。"
        f"公民、法人和其他组织需要参加的，请与本机关联系，电话{case.agency.phone or settings.SITE['name']}。"
    )


def minutes(case: Case, notice: HearingNotice, held_on: dt.date, said: dict[str, str]) -> dict:
    """听证笔录, as it is filed: the text itself, or that it is kept as a scan."""
    return {
        **wording.base(case),
        "held_on": held_on,
        "venue": notice.place,
        "chair": notice.chair.name,
        "text": said["text"] or "笔录原件的扫描件存入本办件的案卷。",
        "signed_by": said["signed_by"],
        "result": said["result"],
    }


def rests_on(case: Case) -> dict:
    """听证笔录 that a decision names, for it is made on them (行政许可法 48)."""
    held = [
        f"{each.held_on.year}年{each.held_on.month}月{each.held_on.day}日的听证笔录（{each.paper.number}）"
        for each in hearings.minutes(case)
        if each.paper
    ]
    return {"minutes": held} if held else {}


def moment(at: dt.datetime) -> str:
    """2026年10月20日9时30分."""
    local = timezone.localtime(at)
    minute = f"{local.minute}分" if local.minute else ""
    return f"{local.year}年{local.month}月{local.day}日{local.hour}时{minute}"
