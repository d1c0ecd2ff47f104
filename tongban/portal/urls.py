"""Addresses of the portal, module by module."""

from django.urls import URLPattern, URLResolver, path

from tongban.portal import signing

app_name = "portal"

signing_urls = [
    path("sign-in/landing/", signing.landing, name="landing"),
    path("sign-out/", signing.sign_out, name="sign_out"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    *signing_urls,
]
