import json

from tests.api.test_path import ITEM
from tongban.catalogue import documents


def test_items_are_found(caller):
    found = caller().get("items", q="小餐饮").json()

    assert found["items"][0]["code"] == ITEM
    assert found["items"][0]["agency"] == "云溪市市场监督管理局"


def test_a_guide_is_the_published_definition(caller):
    guide = caller().get(f"items/{ITEM}").json()

    assert (guide["code"], guide["version"], guide["definition"]["name"]) == (ITEM, 1, "小餐饮登记")


def test_the_form_of_an_items_file_is_published(caller):
    schema = caller().get("items.schema.json").json()

    assert (schema["$schema"], schema["title"]) == (
        "https://json-schema.org/draft/2020-12/schema",
        "通办事项定义",
    )
    assert schema == documents.schema()


def test_what_is_not_there_is_said(caller):
    for address in ("items/none", "certificates/1.2.156.3005.2.x"):
        answer = caller().get(address)
        assert (answer.status_code, answer.json()["type"]) == (404, "urn:tongban:problem:not-found")


def test_the_description_is_openapi_and_names_every_verb(caller):
    described = json.loads(caller().get("openapi.json").content)

    verbs = {operation["operationId"] for path in described["paths"].values() for operation in path.values()}
    assert described["openapi"].startswith("3.1")
    assert len(verbs) == sum(len(path) for path in described["paths"].values())
    assert "/api/v1/cases/{number}/decision" in described["paths"]


def test_the_description_can_be_read_by_people(caller):
    page = caller().get("docs").content.decode()

    assert "POST /api/v1/cases/{number}/decision" in page
    assert 'id="Application"' in page
    assert "统一社会信用代码，代表单位申请时填写" in page
