"""Every address names who may open it."""

import pytest
from django.urls import URLPattern, get_resolver

# Addresses that begin so are answered for elsewhere, with the reason.
ELSEWHERE = {"api/v1/": "tokens; tests/api/test_access.py calls every operation without one"}


def routes(patterns=None, prefix: str = "") -> list[tuple[str, object]]:
    found = []
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            found.append((address, pattern.callback))
        else:
            found += routes(pattern.url_patterns, address)
    return found


@pytest.mark.parametrize(("address", "view"), routes(), ids=[address or "/" for address, _ in routes()])
def test_the_route_names_its_permission(address, view):
    named = getattr(view, "access", None) in {"public", "person", "staff"}

    assert named or address.startswith(tuple(ELSEWHERE))
