"""The page of one's subscriptions: who may, what a form leaves, what it costs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import make, pages
from tongban.supervision.models import Subscription

CITY, HEAD, CLERK = "chengjian", "chenli", "zhouming"
ADDRESS = "/subscriptions/"
FORM = {
    "matter": "light:red", "agency": "all", "post": "all", "rhythm": "weekly", "hour": "9", "weekday": "4",
}  # fmt: skip


@pytest.mark.parametrize(("login", "status"), [(CITY, 200), (HEAD, 200), (CLERK, 403), ("lin", 403)])
def test_supervisors_and_heads_subscribe(town, login, status):
    client = make.client(login)
    assert client.get(ADDRESS).status_code == status
    assert client.post(ADDRESS, FORM).status_code == (302 if status == 200 else 403)
    assert Subscription.objects.count() == (status == 200)


def test_what_was_chosen_is_kept_shown_and_ended(town):
    client = make.client(CITY)
    client.post(ADDRESS, FORM)
    one = Subscription.objects.get()
    assert (one.matter, one.level, one.rhythm, one.hour, one.weekday) == ("light", "red", "weekly", 9, 4)
    words = pages.words(client.get(ADDRESS))
    assert [said in words for said in ("亮灯：超期", "监察或者负责的全部范围", "每周五9:00")] == [True] * 3
    ending = f"{ADDRESS}{one.pk}/ending/"
    assert make.client(HEAD).post(ending).status_code == 302
    assert Subscription.objects.filter(ended_at=None).count() == 1
    assert [client.post(ending).status_code for _ in range(2)] == [302, 302]
    assert Subscription.objects.filter(ended_at=None).count() == 0


@pytest.mark.parametrize(
    "said", [{"matter": ""}, {"matter": "light:blue"}, {"agency": "x"}, {"hour": "25"}, {"rhythm": "\0"}]
)
def test_a_form_that_says_nothing_sensible_is_shown_again(town, said):
    answer = make.client(CITY).post(ADDRESS, FORM | said)
    assert answer.status_code == 422
    assert Subscription.objects.count() == 0


def test_one_row_and_three_ask_the_same_queries(town):
    client, counts = make.client(CITY), []
    for matters in (["light:red"], ["sign", "urging"]):
        for matter in matters:
            client.post(ADDRESS, FORM | {"matter": matter})
        client.get(ADDRESS)
        with CaptureQueriesContext(connection) as asked:
            client.get(ADDRESS)
        counts.append(len(asked))
    assert counts[0] == counts[1]
