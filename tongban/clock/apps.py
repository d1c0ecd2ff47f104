from django.apps import AppConfig


class ClockConfig(AppConfig):
    name = "tongban.clock"
    label = "clock"
