"""Sessions looked up by hand, and the account of one."""

import pytest

from tests.town.people import CITIZENS
from tongban.identity.backends import LoginBackend
from tongban.identity.models import Account
from tongban.identity.sessions import SessionStore


def saved(lifetime: int) -> str:
    store = SessionStore()
    store["firm_id"] = "7"
    store.set_expiry(lifetime)
    store.save()
    return store.session_key


@pytest.mark.parametrize(("lifetime", "kept"), [(60, "7"), (-1, None)])
def test_a_session_is_found_until_it_is_over(db, lifetime, kept):
    assert SessionStore(saved(lifetime)).get("firm_id") == kept


def test_a_key_that_is_not_known_is_never_used(db):
    store = SessionStore("x" * 32)
    assert store.load() == {}
    assert store.session_key is None


def test_a_session_is_looked_up_by_one_query(db, django_assert_num_queries):
    key = saved(60)
    with django_assert_num_queries(1):
        assert SessionStore(key)["firm_id"] == "7"


def test_identifiers_stay_sealed_until_asked_for(town):
    login = Account.objects.get(login="lin")
    account = LoginBackend().get_user(login.pk)
    assert account.person.get_deferred_fields() == {"id_number", "phone", "address"}
    assert account.person.id_number == CITIZENS["lin"].id_number
