from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JournalConfig(AppConfig):
    name = "tongban.journal"
    label = "journal"

    def ready(self) -> None:
        """Reactions and jobs are known once every slice is loaded."""
        autodiscover_modules("reactions", "jobs")
