"""The survey as a Django app."""

from django.apps import AppConfig


class SurveyConfig(AppConfig):
    """Keeps opinions without their authors, and who has given one."""

    name = "clearway.hub.survey"
    label = "survey"
