"""Every page of notices: its audience, its permission, what may be sent to it."""

from typing import Final

from django.urls import path

from clearway.clearance.notices import inbox, live, log, webhooks
from clearway.clearance.opening import opened
from clearway.platform.theme.page import Page

_OWN: Final = "own-account"
_MANAGE: Final = "party:manage"
_BOTH: Final = ("GET", "POST")
_ONE = "party/webhooks/<int:number>"

PAGES: Final[tuple[Page, ...]] = (
    Page("notices", "inbox", inbox.inbox, "person", _OWN, _BOTH),
    Page("notices/live", "notices-live", live.live, "person", _OWN),
    Page("notices/choices", "notice-choices", inbox.choices, "person", _OWN, _BOTH),
    Page("notices/sent", "notices-sent", log.sent, "person", _OWN),
    Page("notices/sent/<uuid:delivery>", "notice-sent", log.one_sent, "person", _OWN, _BOTH),
    Page("party/webhooks", "webhooks", webhooks.listed, "trader", _MANAGE, _BOTH),
    Page(_ONE, "webhook", webhooks.one, "trader", _MANAGE, _BOTH),
    Page(f"{_ONE}/secret", "webhook-secret", webhooks.rotate, "trader", _MANAGE, ("POST",)),
    Page(f"{_ONE}/remove", "webhook-remove", webhooks.remove, "trader", _MANAGE, ("POST",)),
    Page(f"{_ONE}/try", "webhook-try", webhooks.ping, "trader", _MANAGE, ("POST",)),
    Page(f"{_ONE}/again", "webhook-again", webhooks.again_since, "trader", _MANAGE, ("POST",)),
    Page(f"{_ONE}/sent/<uuid:delivery>", "webhook-sent", webhooks.one_sent, "trader", _MANAGE, _BOTH),
)

urlpatterns = [path(page.path, opened(page), name=page.name) for page in PAGES]
