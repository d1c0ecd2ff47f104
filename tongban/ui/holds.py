"""等待事项 on the page of a case: what it waits for, a fee with its notice or the charges to be assessed."""

from tongban.cases.actions import charging
from tongban.cases.models import Case
from tongban.core import money


def shown(case: Case) -> list[dict]:
    """All of them, the one placed first at the top."""
    holds = case.holds.select_related("notice__paper").order_by("placed_at")
    return [
        {
            "hold": held,
            "notice": getattr(held, "notice", None),
            "total": money.yuan(held.notice.total) if hasattr(held, "notice") else "",
            "asked": charging.assessable(case) if held.kind == "fee" and not hasattr(held, "notice") else [],
        }
        for held in holds
    ]
