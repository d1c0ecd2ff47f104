"""Reading items; definitions are kept in process by version, for they never change."""

from functools import lru_cache

from django.db.models import QuerySet

from tongban.catalogue.definition import Definition
from tongban.catalogue.models import Item, Version


@lru_cache(maxsize=4096)
def definition(version_id: int) -> Definition:
    """The definition of a version."""
    return Definition.model_validate(
        Version.objects.values_list("definition", flat=True).get(pk=version_id), strict=False
    )


def published() -> QuerySet[Item]:
    """Items the public may see."""
    return Item.objects.filter(state="active", current__isnull=False)
