"""Every page of the administrator: its address, its permission, what may be sent to it."""

from typing import Final

from django.urls import URLPattern, path

from clearway.clearance.administrator import event_log, law, offices, parties, sites
from clearway.clearance.opening import View, opened
from clearway.platform.identity.permissions import Permission
from clearway.platform.theme.page import Page

_PARTY: Final = "administrator/parties/<str:number>"
_OFFICE: Final = "administrator/offices/<str:code>"
_OFFICER: Final = f"{_OFFICE}/officers/<int:officer>"


def _page(address: str, name: str, view: View, *methods: str, permission: Permission = "registers:manage") -> Page:
    return Page(address, f"administrator-{name}", view, "administrator", permission, methods or ("GET",))


PAGES: Final = (
    _page("administrator", "parties", parties.parties),
    _page("administrator/parties", "party-register", parties.register_party, "POST"),
    _page(_PARTY, "party", parties.party),
    _page(f"{_PARTY}/invite", "party-invite", parties.invite, "POST"),
    _page(f"{_PARTY}/deactivate", "party-deactivate", parties.deactivate, "POST"),
    _page(f"{_PARTY}/reactivate", "party-reactivate", parties.reactivate, "POST"),
    _page("administrator/offices", "offices", offices.offices),
    _page(_OFFICE, "office", offices.office),
    _page(f"{_OFFICE}/invite", "office-invite", offices.invite, "POST"),
    _page(f"{_OFFICE}/invitations/<str:handle>", "office-withdraw", offices.withdraw, "POST"),
    _page(f"{_OFFICER}/role", "officer-role", offices.change, "POST"),
    _page(f"{_OFFICER}/presence", "officer-presence", offices.presence, "POST"),
    _page(f"{_OFFICER}/remove", "officer-remove", offices.remove, "POST"),
    _page("administrator/sites", "sites", sites.sites, "GET", "POST"),
    _page("administrator/law", "law", law.law, permission="law:manage"),
    _page("administrator/events", "events", event_log.events, permission="events:read"),
)


def urlpatterns() -> list[URLPattern]:
    """The pages at their addresses."""
    return [path(page.path, opened(page), name=page.name) for page in PAGES]
