"""Items and certificates, for everybody."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router

from tongban.api import shapes, showing
from tongban.catalogue import documents, queries, search
from tongban.licences.models import Certificate

router = Router(tags=["公开"], auth=None)


@router.get("items", response=shapes.ItemPage, summary="查找事项")
def items(request: HttpRequest, q: str = "", page: int = 1):
    """The items that answer a question best, twenty a page."""
    found = search.find(q, page=max(1, min(page, 10_000)))
    return {"total": found.total, "items": [showing.item_line(item) for item in found.items]}


@router.get("items.schema.json", response=dict, summary="事项定义文件的格式")
def schema(request: HttpRequest):
    """JSON Schema 2020-12 of the files that `tongban items export` writes."""
    return documents.schema()


@router.get("items/{code}", response=shapes.Guide, summary="办事指南")
def item(request: HttpRequest, code: str):
    """The published definition of an item."""
    found = get_object_or_404(queries.published().select_related("agency", "current"), code=code)
    return {
        "code": found.code,
        "version": found.current.number,
        "digest": found.current.digest,
        "effective_from": found.current.effective_from,
        "published_at": found.current.published_at,
        "agency": found.agency.name,
        "definition": found.current.definition,
    }


@router.get("certificates/{identifier}", response=shapes.Verified, summary="核验证照")
def certificate(request: HttpRequest, identifier: str):
    """Is it valid? Shows only what the law lets anybody know."""
    found = Certificate.objects.select_related("agency").filter(identifier=identifier).first()
    if found is None:
        raise Http404
    return showing.certificate(found)
