"""Jobs that keep the others going."""

from django.conf import settings
from procrastinate.contrib.django import app


@app.periodic(cron="* * * * *")
@app.task(name="journal.jobs.pick_up", queueing_lock="journal.jobs.pick_up")
async def pick_up(timestamp: int) -> None:
    """Queue again what a worker that was killed left half done; it may, for every job is idempotent."""
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=settings.WORKER_SILENCE):
        await app.job_manager.retry_job(job)
