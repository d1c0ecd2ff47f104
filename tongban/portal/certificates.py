"""我的证照: a certificate sent to its holder."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from tongban.licences import queries
from tongban.portal import acting
from tongban.ui import access, downloads


@access.person
def certificate(request: HttpRequest, certificate_id: uuid.UUID) -> HttpResponse:
    """电子证照 as PDF, for its holder and who acts for him."""
    own = queries.held_by(*acting.parties(request)).select_related("paper__file")
    found = get_object_or_404(own, pk=certificate_id)
    if found.paper is None or found.paper.file is None:
        raise Http404
    return downloads.answer(request, found.paper.file)
