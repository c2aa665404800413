"""Cases as a Django app."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Keeps what officials did about findings, and who looks after which of them."""

    name = "clearway.watch.cases"
    label = "watch_cases"
