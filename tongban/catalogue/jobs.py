"""What becomes due by the calendar."""

from django.utils import timezone
from procrastinate.contrib.django import app

from tongban.catalogue import quality
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


@app.periodic(cron="*/10 * * * *")
@app.task(name="catalogue.jobs.refresh_quality", queueing_lock="catalogue.jobs.refresh_quality")
def refresh_quality(timestamp: int) -> None:
    """Judge what was published since."""
    quality.refresh(timezone.now())


@app.periodic(cron="40 1 * * *")
@app.task(name="catalogue.jobs.renew_quality", queueing_lock="catalogue.jobs.renew_quality")
def renew_quality(timestamp: int) -> None:
    """Judge everything, and write the line of the day."""
    quality.renew(timezone.now())
