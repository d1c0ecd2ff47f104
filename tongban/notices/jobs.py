"""What is sent by the clock."""

from django.utils import timezone
from procrastinate.contrib.django import app

from tongban.notices import actions

BATCH = 500  # of one minute, so that other work is not kept waiting


@app.periodic(cron="* * * * *")
@app.task(name="notices.jobs.send", queueing_lock="notices.jobs.send")
def send(timestamp: int) -> None:
    """发送 what is due; a medium that does not answer is left alone until the next minute."""
    silent: set[str] = set()
    for _ in range(BATCH):
        sending = actions.claim(at=timezone.now(), without=silent)
        if sending is None:
            return
        if not actions.attempt(sending, at=timezone.now()):
            silent.add(sending.medium)


@app.periodic(cron="10 4 * * *")
@app.task(name="notices.jobs.settle", queueing_lock="notices.jobs.settle")
def settle(timestamp: int) -> None:
    """了结 what will not be sent any more."""
    actions.settle(at=timezone.now())
