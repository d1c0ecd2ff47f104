from django.apps import AppConfig


class CounterConfig(AppConfig):
    name = "tongban.counter"
    label = "counter"
