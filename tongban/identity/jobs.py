"""What is done by the clock."""

from django.utils import timezone
from procrastinate.contrib.django import app

from tongban.identity import limits


@app.periodic(cron="17 * * * *")
@app.task(name="identity.jobs.forget", queueing_lock="identity.jobs.forget")
def forget(timestamp: int) -> None:
    """Drop the counts of tries that are over."""
    limits.forget(at=timezone.now())
