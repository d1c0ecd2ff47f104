"""Routes of the shared layer; the house includes them under `/`."""

from django.urls import path

from tongban.ui import views

app_name = "ui"
urlpatterns = [
    path("preferences/<slug:name>/<slug:value>/", views.preference, name="preference"),
    path("preferences/post/", views.post, name="post"),
    path("divisions/", views.divisions, name="divisions"),
    path("ui/", views.components, name="gallery"),
    path("ui/paper/", views.paper, name="gallery_paper"),
    path("ui/staff/", views.staff_components, name="gallery_staff"),
]
