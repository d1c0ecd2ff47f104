"""Every address of the site, surface by surface."""

urlpatterns: list = []
