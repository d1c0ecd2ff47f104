"""接口说明: the OpenAPI description as a page to read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tongban.api.site import site
from tongban.ui import access


@access.public
def docs(request: HttpRequest) -> HttpResponse:
    """Every operation by the one who may call it, with what goes in and out."""
    schema = site.get_openapi_schema()
    groups: dict[str, list[dict]] = {}
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            told = {"method": method.upper(), "path": path, **operation}
            groups.setdefault(operation["tags"][0], []).append(told | {"body": _body(operation)})
    shapes = schema["components"]["schemas"]
    return render(request, "api/docs.html", {"groups": groups, "shapes": shapes, "shape_of": shape_of})


def _body(operation: dict) -> str:
    content = operation.get("requestBody", {}).get("content", {})
    return next((shape_of(media["schema"]) for media in content.values()), "")


def shape_of(schema: dict) -> str:
    """The name of a shape, for people: `CaseShape`, `[PaperLine]`, `string（date）`."""
    if "$ref" in schema:
        return schema["$ref"].rpartition("/")[2]
    if "anyOf" in schema:
        return " | ".join(shape_of(one) for one in schema["anyOf"])
    if schema.get("type") == "array":
        return f"[{shape_of(schema.get('items', {}))}]"
    named = schema.get("format")
    return f"{schema.get('type', 'any')}（{named}）" if named else str(schema.get("type", "any"))
