"""The addresses of the API."""

from django.urls import path

from tongban.api import describing
from tongban.api.site import site

urlpatterns = [path("api/v1/docs", describing.docs, name="api_docs"), path("api/v1/", site.urls)]
