"""What is done by the clock."""

from django.utils import timezone
from procrastinate.contrib.django import app

from tongban.supervision import detecting, subscribing, sweeping, waiting


@app.periodic(cron="5,15,25,35,45,55 * * * *")
@app.task(name="supervision.jobs.sweep", queueing_lock="supervision.jobs.sweep")
def sweep(timestamp: int) -> None:
    """预警、报警, and the ladder of what was urged."""
    sweeping.sweep(timezone.now())


@app.periodic(cron="50 * * * *")
@app.task(name="supervision.jobs.watch", queueing_lock="supervision.jobs.watch")
def watch(timestamp: int) -> None:
    """该办未办 of procedures, extensions and hearings."""
    waiting.tell(timezone.now())


@app.periodic(cron="*/5 * * * *")
@app.task(name="supervision.jobs.digest", queueing_lock="supervision.jobs.digest")
def digest(timestamp: int) -> None:
    """订阅: what is due of each."""
    subscribing.tell(timezone.now())


@app.periodic(cron="40 2 * * *")
@app.task(name="supervision.jobs.detect", queueing_lock="supervision.jobs.detect")
def detect(timestamp: int) -> None:
    """疑点筛查, each night."""
    detecting.detect(timezone.now())
