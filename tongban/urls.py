"""Every address of the site, surface by surface."""

from django.urls import include, path

from tongban.portal import signing

urlpatterns = [
    path("sign-in/", signing.sign_in, name="account_login"),  # a name the sign-in library asks for
    path("", include("tongban.ui.urls")),
    path("", include("tongban.portal.urls")),
    path("", include("tongban.counter.urls")),
    path("", include("tongban.desk.urls")),
    path("", include("tongban.console.urls")),
    path("", include("tongban.board.urls")),
    path("", include("tongban.api.urls")),
]

handler400 = "tongban.ui.views.bad_request"
handler403 = "tongban.ui.views.not_allowed"
handler404 = "tongban.ui.views.not_found"
handler429 = "tongban.ui.views.too_many"
handler500 = "tongban.ui.views.failed"
