"""What becomes due by the calendar."""

from django.utils import timezone
from procrastinate.contrib.django import app

from tongban.catalogue.measures import actions as measures
from tongban.catalogue.proposals import actions


@app.periodic(cron="* * * * *")  # each minute, so that a version is in force from the first minute of its day
@app.task(name="catalogue.jobs.publish_due", queueing_lock="catalogue.jobs.publish_due")
def publish_due(timestamp: int) -> None:
    """施行 what was approved for today."""
    actions.publish_due(timezone.now())


@app.periodic(cron="* * * * *")
@app.task(name="catalogue.jobs.enact_due", queueing_lock="catalogue.jobs.enact_due")
def enact_due(timestamp: int) -> None:
    """施行 the measures whose day has come."""
    measures.enact_due(timezone.now())
