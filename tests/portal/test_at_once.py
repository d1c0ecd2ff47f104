"""One form sent several times at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from tests import make, pages
from tongban.cases.models import Case
from tongban.journal.models import Line

SENDERS, ROUNDS = 4, 3


@pytest.fixture
def own_database(fresh_town, settings):
    settings.ALLOWED_HOSTS = ["testserver"]


@pytest.mark.usefixtures("own_database")
def test_one_form_sent_at_once_makes_one_case():
    clients = [make.client("lin") for _sender in range(SENDERS)]
    for _round in range(ROUNDS):
        draft, start = pages.filled(clients[0]), Barrier(SENDERS)

        def send(client, draft=draft, start=start) -> tuple[int, str]:
            start.wait()
            answer = client.post(f"/drafts/{draft}/submit/", {"commitment": "true"})
            connection.close()
            return answer.status_code, answer.get("Location", "")

        with ThreadPoolExecutor(SENDERS) as pool:
            answers = set(pool.map(send, clients))
        case = Case.objects.get(submission=draft)
        assert answers == {(302, f"/cases/{case.number}/receipt/")}
        assert case.materials.count() == 2
    assert Case.objects.count() == Line.objects.filter(verb="cases.submit").count() == ROUNDS
