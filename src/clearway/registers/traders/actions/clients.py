"""A party's machine clients: made, given another secret, revoked, by the party itself."""

import secrets
from datetime import datetime

from django.db import transaction
from oauth2_provider.models import AccessToken, Application

from clearway.platform.events import log
from clearway.platform.identity.permissions import scopes_for, scopes_for_office
from clearway.registers.traders import events, models
from clearway.registers.traders.contracts import MadeClient
from clearway.registers.traders.errors import AddressUnfit, PartyUnknown, ScopeUnfit


@transaction.atomic
def make(
    name: str,
    scopes: tuple[str, ...],
    *,
    party: str = "",
    office: str = "",
    kind: str = "agency",
    is_sandbox: bool,
    by: str,
    at: datetime,
) -> MadeClient:
    """A client for one integration, with the scopes chosen; its secret is told once, here.

    ``kind`` is that of the office, where it is an office's.
    """
    allowed = _allowed(party) if party else scopes_for_office(kind)
    if not scopes or not set(scopes) <= set(allowed):
        raise ScopeUnfit(scopes=", ".join(allowed))
    secret = secrets.token_urlsafe(32)
    application = Application.objects.create(
        client_id=f"{party or office}-{secrets.token_hex(4)}",
        client_secret=secret,
        client_type=Application.CLIENT_CONFIDENTIAL,
        authorization_grant_type=Application.GRANT_CLIENT_CREDENTIALS,
        name=name,
    )
    models.MachineClient.objects.create(
        application=application,
        party_id=party or None,
        office=office,
        name=name,
        scopes=list(scopes),
        is_sandbox=is_sandbox,
        made_at=at,
    )
    told = events.ClientMade(client=application.client_id, scopes=scopes, is_sandbox=is_sandbox)
    log.record(told, subject=_subject(party, office), actor=by, at=at)
    return MadeClient(application.client_id, secret)


@transaction.atomic
def rotate(client: int, *, party: str = "", office: str = "", by: str, at: datetime) -> MadeClient | None:
    """Another secret, told once; the old one, and every token given for it, is worth nothing at once."""
    row = _own(client, party, office)
    if row is None:
        return None
    secret = secrets.token_urlsafe(32)
    _reset(row, secret)
    told = events.ClientRotated(client=row.application.client_id)
    log.record(told, subject=_subject(party, office), actor=by, at=at)
    return MadeClient(row.application.client_id, secret)


@transaction.atomic
def revoke(client: int, *, party: str = "", office: str = "", by: str, at: datetime) -> None:
    """The client is worth nothing from this moment; it stays in the list."""
    row = _own(client, party, office)
    if row is None:
        return
    _reset(row, secrets.token_urlsafe(32))
    row.revoked_at = at
    row.save(update_fields=["revoked_at"])
    told = events.ClientRevoked(client=row.application.client_id)
    log.record(told, subject=_subject(party, office), actor=by, at=at)


@transaction.atomic
def register_site(name: str, redirects: tuple[str, ...], *, by: str, at: datetime) -> MadeClient:
    """A partner's site may let people sign in with this house; it learns who they are and whom they act for."""
    if not redirects or not all(one.startswith(("https://", "http://")) and "#" not in one for one in redirects):
        raise AddressUnfit
    secret = secrets.token_urlsafe(32)
    application = Application.objects.create(
        client_id=f"site-{secrets.token_hex(6)}",
        client_secret=secret,
        client_type=Application.CLIENT_CONFIDENTIAL,
        authorization_grant_type=Application.GRANT_AUTHORIZATION_CODE,
        algorithm=Application.RS256_ALGORITHM,
        redirect_uris=" ".join(redirects),
        name=name,
    )
    told = events.SiteRegistered(client=application.client_id, addresses=redirects)
    log.record(told, subject=f"site/{application.client_id}", actor=by, at=at)
    return MadeClient(application.client_id, secret)


def _allowed(party: str) -> tuple[str, ...]:
    entry = models.Party.objects.filter(id=party, is_active=True).first()
    if entry is None:
        raise PartyUnknown(party=party)
    return scopes_for(entry.roles)


def _own(client: int, party: str, office: str) -> models.MachineClient | None:
    rows = models.MachineClient.objects.select_for_update(of=("self",)).select_related("application")
    return rows.filter(id=client, party_id=party or None, office=office, revoked_at=None).first()


def _reset(row: models.MachineClient, secret: str) -> None:
    row.application.client_secret = secret
    row.application.save()
    AccessToken.objects.filter(application=row.application).delete()


def _subject(party: str, office: str) -> str:
    return f"party/{party}" if party else f"office/{office}"
