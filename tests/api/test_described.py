"""Whatever is sent to an operation, within its description or beside it, the server does not fail."""

import json

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, given, settings

from tongban.api.site import site

DESCRIBED = json.loads(json.dumps(site.get_openapi_schema(), default=str))
SCHEMA = schemathesis.openapi.from_dict(DESCRIBED)
OPERATIONS = {result.ok().label: result.ok() for result in SCHEMA.get_all_operations()}
FEW = settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


def sent(client, case, headers: dict) -> int:
    """The status of the answer."""
    request = requests.Request(**case.as_transport_kwargs(base_url="http://testserver")).prepare()
    kind = request.headers.get("Content-Type", "application/json")
    answer = client.generic(
        request.method, request.path_url, request.body or b"", content_type=kind, headers=headers
    )
    return answer.status_code


@pytest.mark.parametrize("login", ["", "he", "shenqing"])
@pytest.mark.parametrize("label", OPERATIONS)
def test_no_operation_fails(caller, client, label, login):
    headers = caller(login).headers | {"Idempotency-Key": "0123456789abcdef"}
    client.raise_request_exception = False
    answers = []

    @FEW
    @given(case=OPERATIONS[label].as_strategy())
    def send(case):
        answers.append((sent(client, case, headers), case.path_parameters, case.query, case.body))

    send()
    assert [answer for answer in answers if answer[0] >= 500] == []
