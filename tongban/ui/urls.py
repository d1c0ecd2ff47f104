"""Routes of the shared layer; the house includes them under `/`."""

from django.urls import path

from tongban.ui import messages, subscriptions, views

app_name = "ui"
urlpatterns = [
    path("preferences/<slug:name>/<slug:value>/", views.preference, name="preference"),
    path("preferences/post/", views.post, name="post"),
    path("divisions/", views.divisions, name="divisions"),
    path("messages/", messages.messages, name="messages"),
    path("messages/reading/", messages.all_read, name="messages_read"),
    path("messages/settings/", messages.settings, name="message_settings"),
    path("messages/<uuid:pk>/reading/", messages.reading, name="message_reading"),
    path("subscriptions/", subscriptions.subscriptions, name="subscriptions"),
    path("subscriptions/<uuid:pk>/ending/", subscriptions.ending, name="subscription_ending"),
    path("outbox/", messages.outbox, name="outbox"),
    path("ui/", views.components, name="gallery"),
    path("ui/paper/", views.paper, name="gallery_paper"),
    path("ui/staff/", views.staff_components, name="gallery_staff"),
]
