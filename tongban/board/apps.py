from django.apps import AppConfig


class BoardConfig(AppConfig):
    name = "tongban.board"
    label = "board"
