"""Cases with special procedures."""

import datetime as dt

DAY = dt.timedelta(days=1)
