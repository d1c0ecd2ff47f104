"""When a subscription is due: facts in, verdict out."""

import datetime as dt

SETTLED = dt.timedelta(minutes=5)  # until a pass that was writing has ended
DAY, WEEK = dt.timedelta(1), dt.timedelta(7)


def until(rhythm: str, hour: int, weekday: int, told: dt.datetime, now: dt.datetime) -> dt.datetime | None:
    """Up to which moment is to be told now; None while nothing is due. Moments are local."""
    settled = now - SETTLED
    if rhythm == "at_once":
        return settled if settled > told else None
    slot = settled.replace(hour=hour, minute=0, second=0, microsecond=0)
    back = (settled.weekday() - weekday) % 7 if rhythm == "weekly" else 0
    slot -= back * DAY
    if slot > settled:
        slot -= WEEK if rhythm == "weekly" else DAY
    return slot if slot > told else None
