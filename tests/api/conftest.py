import json
import uuid

import pytest

from tests.town.people import PASSWORD


class Caller:
    """A program that speaks to the API with the token of one account."""

    def __init__(self, client, login: str = "", password: str = PASSWORD) -> None:
        self.client, self.headers = client, {}
        if login:
            answer = self.post("tokens", {"login": login, "password": password}, key="")
            self.headers = {"Authorization": f"Bearer {answer.json()['token']}"}

    def get(self, address: str, **query):
        return self.client.get(f"/api/v1/{address}", query, headers=self.headers)

    def post(self, address: str, body: dict | None = None, key: str | None = None):
        key = str(uuid.uuid4()) if key is None else key
        headers = self.headers | ({"Idempotency-Key": key} if key else {})
        data = json.dumps(body or {})
        return self.client.post(f"/api/v1/{address}", data, content_type="application/json", headers=headers)


@pytest.fixture
def caller(town, client):
    """Makes callers: `caller("lin")`; without a login a stranger."""
    return lambda login="": Caller(client, login)
