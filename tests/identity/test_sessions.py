"""Sessions looked up by hand."""

import pytest

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
