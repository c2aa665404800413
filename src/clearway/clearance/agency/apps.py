"""The agency's pages as a Django app."""

from django.apps import AppConfig


class AgencyPagesConfig(AppConfig):
    """Keeps the templates of the agency's pages."""

    name = "clearway.clearance.agency"
    label = "clearance_agency"
