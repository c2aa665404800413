"""Who is in the register, who acts for whom, and with which software."""

from typing import Any

from django.db.models import F, Q
from oauth2_provider.models import Application

from clearway.registers.traders import models
from clearway.registers.traders.contracts import ClientEntry, GivenMandate, MemberEntry, Membership, PartyEntry
from clearway.registers.traders.errors import PartyUnknown

_PARTY = ("id", "name", "country", "roles", "authorisations", "is_active", "registered_on", "requires_second_factor")
#: No list on a page is longer.
MOST = 200


def memberships_of(user: int) -> tuple[Membership, ...]:
    """The active parties a person acts for."""
    rows = models.Member.objects.filter(user_id=user, party__is_active=True).order_by("party_id")
    fields = ("party_id", "party__name", "role", "party__requires_second_factor")
    return tuple(Membership(*row) for row in rows.values_list(*fields))


def parties_of(user: int) -> tuple[tuple[str, str], ...]:
    """The parties a person acts for, and in which role."""
    return tuple((one.party, one.role) for one in memberships_of(user))


def party(number: str) -> PartyEntry:
    """A party's entry."""
    row = models.Party.objects.filter(id=number).values(*_PARTY).first()
    if row is None:
        raise PartyUnknown(party=number)
    return _entry(row)


def search(text: str, *, after: str = "", limit: int = 25) -> tuple[PartyEntry, ...]:
    """The parties whose number begins with a text, or whose name holds it, in the order of their numbers."""
    rows = models.Party.objects.filter(Q(id__startswith=text) | Q(name__icontains=text), id__gt=after)
    return tuple(_entry(row) for row in rows.order_by("id").values(*_PARTY)[:limit])


def mandates_of(number: str) -> tuple[GivenMandate, ...]:
    """The mandates a party gave or holds, the latest first."""
    rows = models.Mandate.objects.filter(Q(trader_id=number) | Q(agent_id=number)).select_related("trader", "agent")
    return tuple(_mandate(row) for row in rows.order_by("-since", "-id")[:MOST])


def members_of(number: str) -> tuple[MemberEntry, ...]:
    """The people who act for a party."""
    rows = models.Member.objects.filter(party_id=number, user__is_active=True).order_by("user__username")
    return tuple(
        MemberEntry(*row) for row in rows.values_list("id", "user__username", "role", "user__last_login")[:MOST]
    )


def clients_of(*, party: str = "", office: str = "") -> tuple[ClientEntry, ...]:
    """The machine clients of a party or an office; those that were revoked last."""
    rows = models.MachineClient.objects.filter(party_id=party or None, office=office)
    fields = ("id", "application__client_id", "name", "scopes", "is_sandbox", "made_at", "revoked_at")
    rows = rows.order_by(F("revoked_at").desc(nulls_first=True), "id")
    return tuple(
        ClientEntry(number, client, name, tuple(scopes), is_sandbox, made, revoked)
        for number, client, name, scopes, is_sandbox, made, revoked in rows.values_list(*fields)[:MOST]
    )


def sites() -> tuple[ClientEntry, ...]:
    """The partners' sites that let people sign in with this house."""
    rows = Application.objects.filter(authorization_grant_type=Application.GRANT_AUTHORIZATION_CODE).order_by("name")
    fields = ("id", "client_id", "name", "created")
    return tuple(
        ClientEntry(number, client, name, (), False, made, None)
        for number, client, name, made in rows.values_list(*fields)[:MOST]
    )


def _entry(row: dict[str, Any]) -> PartyEntry:
    return PartyEntry(**{**row, "roles": tuple(row["roles"]), "authorisations": tuple(row["authorisations"])})


def _mandate(row: models.Mandate) -> GivenMandate:
    return GivenMandate(
        id=row.id,
        trader=row.trader_id,
        trader_name=row.trader.name,
        agent=row.agent_id,
        agent_name=row.agent.name,
        regimes=tuple(row.regimes),
        since=row.since,
        until=row.until,
        revoked_on=row.revoked_on,
    )
