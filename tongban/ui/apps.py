"""Registration with Django."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """The shared page layer."""

    name = "tongban.ui"
    label = "ui"
