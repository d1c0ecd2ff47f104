"""文书和材料: the files of a case, for officers who may open it."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from tongban.desk import cases
from tongban.papers import queries as papers
from tongban.ui import access, downloads


@access.staff
@require_safe
def paper(request: HttpRequest, number: str, pk: uuid.UUID) -> HttpResponse:
    """A legal paper of the case."""
    issued = get_object_or_404(papers.for_subject(cases.found(request, number).chain), pk=pk)
    if issued.file is None:
        raise Http404
    return downloads.answer(request, issued.file)


@access.staff
@require_safe
def material(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """A file that the applicant handed in."""
    handed = get_object_or_404(cases.found(request, number).materials.select_related("file"), pk=pk)
    if handed.file is None:
        raise Http404
    return downloads.answer(request, handed.file)
