"""逐级比较: from the city over county, agency and kind of post to the clerk, each beside its like."""

import datetime as dt

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongban.cases.worklists import LIGHTS
from tongban.catalogue import codes
from tongban.supervision import comparing, live
from tongban.ui import queues

HEADINGS = {
    "region": gettext_lazy("各区县"),
    "agency": gettext_lazy("各机关"),
    "post": gettext_lazy("各岗位"),
    "person": gettext_lazy("各经办人"),
}
CITY = "00"  # the end of the six digits of a city
Counts = dict[str, list[live.Count]]


def level(wish: live.Wish, counts: Counts) -> str:
    """What is compared next."""
    if wish.post or wish.person:
        return "person"
    if wish.agency is not None:
        return "post"
    return "agency" if wish.region or len(counts["region"]) < 2 else "region"


def compared(request: HttpRequest, agencies: list[int], wish: live.Wish, counts: Counts) -> dict:
    """The lines of one level: open cases by light, how much of the limits is used, what ended this month."""
    here, month = level(wish, counts), _month(timezone.localtime())
    ended = comparing.ended(agencies, wish, here, month)
    lines = [
        {
            "name": name_of(count),
            "url": queues.onward(request, **{here: count.key}),
            "current": here == "person" and count.key == str(wish.person or ""),
            "lights": [count.lights[light] for light in LIGHTS],
            "total": count.total,
            "used": count.used,
            "ended": ended.get(count.key, (0, 0))[0],
            "late": share(*ended.get(count.key, (0, 0))),
        }
        for count in counts[here]
    ]
    return {"level": here, "heading": HEADINGS[here], "lines": lines}


def share(ended: int, late: int) -> float | None:
    """超期率; none where nothing has ended."""
    return late / ended if ended else None


def name_of(count: live.Count) -> str:
    """A county, an agency or a person by name, a kind of post as the register calls it."""
    if count.by == "post":
        return codes.POSTS.get(count.key, count.key)
    if count.by == "region" and count.key.endswith(CITY):
        return _("%(name)s本级") % {"name": count.name}
    return count.name or count.key


def above(request: HttpRequest, wish: live.Wish, counts: Counts) -> list[tuple[str, str]]:
    """The way back up: what has been chosen, each with the address that forgets all below it."""
    made, kept = [], {}
    for each in live.LEVELS:
        chosen = getattr(wish, each)
        if not chosen:
            continue
        kept[each] = str(chosen)
        name = next((name_of(count) for count in counts[each] if count.key == kept[each]), kept[each])
        forgotten = dict.fromkeys(live.LEVELS, "") | kept
        made.append((name, queues.onward(request, **forgotten)))
    all_of_them = queues.onward(request, **dict.fromkeys(live.LEVELS, ""))
    return [(_("全部"), all_of_them), *made] if made else []


def _month(now: dt.datetime) -> dt.datetime:
    return now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
