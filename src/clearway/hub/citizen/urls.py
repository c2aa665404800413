"""Every page of the citizen: its audience, its permission, what may be sent to it."""

from collections.abc import Callable
from typing import Any, Final

from django.urls import URLPattern, path

from clearway.hub.citizen import accesses, allowing, delegates, saved, wallet, whole
from clearway.hub.citizen.showing import of_citizens
from clearway.platform.theme.page import Page

_OWN: Final = "own-account"
_BOTH: Final = ("GET", "POST")
_CONSENT = "me/consents/<uuid:consent>"
_ACCESS = "me/accesses/<uuid:access>"

PAGES: Final[tuple[Page, ...]] = (
    Page("me/accesses", "accesses", of_citizens(accesses.listed), "person", _OWN),
    Page("me/accesses/list", "accesses-list", of_citizens(whole.listed), "person", _OWN),
    Page(_ACCESS, "access", of_citizens(accesses.one), "person", _OWN, _BOTH),
    Page(f"{_ACCESS}/proof", "access-proof", of_citizens(accesses.proof), "person", _OWN),
    Page("me/consents", "consents", of_citizens(allowing.listed), "person", _OWN),
    Page(_CONSENT, "consent", of_citizens(allowing.one), "person", _OWN, _BOTH),
    Page(f"{_CONSENT}/receipt", "consent-receipt", of_citizens(allowing.receipt), "person", _OWN),
    Page("me/wallet", "wallet", of_citizens(wallet.listed), "person", _OWN, _BOTH),
    Page("me/wallet/send", "wallet-send", of_citizens(wallet.send), "person", _OWN, _BOTH),
    Page("me/wallet/<uuid:document>", "wallet-document", of_citizens(wallet.one), "person", _OWN, _BOTH),
    Page("me/delegates", "delegates", of_citizens(delegates.listed), "person", _OWN, _BOTH),
    Page("me/delegates/<uuid:delegation>/revoke", "delegate-revoke", of_citizens(delegates.revoke), "person", _OWN,
         ("POST",)),
    Page("me/savings", "my-savings", of_citizens(saved.mine), "person", _OWN),
    Page("savings", "savings", saved.everybody, "public", None),
)  # fmt: skip


def urlpatterns(opened: Callable[[Page], Callable[..., Any]]) -> list[URLPattern]:
    """The addresses; ``opened`` asks what a row of the table says before the page is shown."""
    return [path(page.path, opened(page), name=page.name) for page in PAGES]
