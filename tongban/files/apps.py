"""The Django application of this slice."""

from django.apps import AppConfig


class Files(AppConfig):
    name = "tongban.files"
    label = "files"
