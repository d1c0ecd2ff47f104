"""What `tongban notices` says."""

from django.db.models import Count
from django.utils import timezone

from tongban.notices import actions, queries
from tongban.notices.media import chosen
from tongban.notices.media.message import Refused, Unreachable
from tongban.notices.models import Sending
from tongban.notices.states import Medium, Standing

SHOWN = 20


def pending() -> int:
    """Print what waits and what has failed, by medium, then the latest failures."""
    ready = set(chosen.set_up())
    counted = Sending.objects.values_list("medium", "state").annotate(Count("pk"))
    sizes = {(medium, state): size for medium, state, size in counted}
    for medium in Medium:
        told = "、".join(f"{state.label}{sizes.get((medium.value, state.value), 0)}" for state in Standing)
        print(f"{medium.label}：{'已接通' if medium.value in ready else '没有接通'}，{told}")
    for sending in queries.log(Standing.FAILED)[:SHOWN]:
        print(
            f"  {sending.get_medium_display()} {sending.masked} {sending.notice.title}："
            f"试了{sending.attempts}次，{sending.error}"
        )
    return 0


def retry(medium: str = "") -> int:
    """Queue again what has failed."""
    print(f"已重新排队{actions.retry(at=timezone.now(), medium=medium)}条，一分钟内开始发送。")
    return 0


def test(medium: str, address: str) -> int:
    """Send one message and print who took it."""
    try:
        via = actions.try_out(medium, address, at=timezone.now())
    except (Refused, Unreachable) as failure:
        print(f"没有发出：{failure}")
        return 1
    print("只留存，没有真的发出。" if via == chosen.SINK else "对方已经收下。")
    return 0
