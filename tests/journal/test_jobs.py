"""Jobs left behind by a worker that died."""

from asgiref.sync import async_to_sync
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from tongban.journal import jobs

WORKERS = """
INSERT INTO procrastinate_workers (last_heartbeat)
VALUES (now() - interval '31 seconds'), (now()) RETURNING id
"""
JOB = """
INSERT INTO procrastinate_jobs (queue_name, task_name, status, worker_id) VALUES ('default', %s, 'doing', %s)
"""


def test_jobs_of_workers_that_died_are_queued_again(db):
    with connection.cursor() as cursor:
        cursor.execute(WORKERS)
        (silent,), (alive,) = cursor.fetchall()
        cursor.executemany(JOB, [("silent", silent), ("gone", None), ("alive", alive)])
    async_to_sync(jobs.pick_up.func)(timestamp=0)
    status = dict(ProcrastinateJob.objects.values_list("task_name", "status"))
    assert status == {"silent": "todo", "gone": "todo", "alive": "doing"}
