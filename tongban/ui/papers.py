"""文书和材料: the files of a case, for officers who may open it."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tongban.ui import access, applications, casework, downloads


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


@access.staff
@require_safe
def application(request: HttpRequest, number: str) -> HttpResponse:
    """申请表 as PDF."""
    return applications.of_case(casework.found(request, number))


@access.staff
@require_safe
def signature(request: HttpRequest, number: str) -> HttpResponse:
    """签名 under the application, as it was drawn."""
    return applications.drawing(request, casework.found(request, number))
