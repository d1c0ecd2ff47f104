"""The Django application of this slice."""

from django.apps import AppConfig


class Papers(AppConfig):
    name = "tongban.papers"
    label = "papers"
