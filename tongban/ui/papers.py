"""文书和材料: the files of a case, for officers who may open it."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tongban.ui import access, casework, downloads


@access.staff
@require_safe
def paper(request: HttpRequest, number: str, pk: uuid.UUID) -> HttpResponse:
    """A legal paper of the case."""
    return downloads.paper(request, casework.found(request, number), pk)


@access.staff
@require_safe
def material(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """A file that the applicant handed in."""
    return downloads.material(request, casework.found(request, number), pk)
