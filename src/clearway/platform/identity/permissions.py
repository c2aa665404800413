"""Who may do what: every permission once, every role with its audience. What is not listed is not allowed."""

from collections.abc import Iterable
from typing import Final, Literal, NamedTuple

from django.utils.translation import gettext_noop as noop

#: ``person`` is whoever signed in; ``official`` is who asks the hub, for an agency, a bank or another organisation.
Audience = Literal["public", "person", "trader", "operator", "bank", "agency", "official", "officer", "administrator"]

#: Nobody reads or changes what these see with a password alone.
SECOND_FACTOR: Final[frozenset[Audience]] = frozenset({"agency", "official", "officer", "administrator"})

#: ``own-account`` is what everybody has who signed in.
Permission = Literal[
    "own-account",
    "declarations:read",
    "declarations:write",
    "payments:read",
    "party:manage",
    "cargo:read",
    "cargo:write",
    "payments:notify",
    "permits:read",
    "permits:write",
    "files:read",
    "files:work",
    "files:override",
    "receipts:revoke",
    "money:assign",
    "office:read",
    "registers:manage",
    "law:manage",
    "events:read",
    "hub:ask",
    "hub:receive",
    "hub:tell",
    "hub:oversee",
    "usage:read",
    "consents:configure",
    "consents:record",
    "consents:decide",
    "consents:audit",
    "hub:join",
    "hub:hold",
    "hub:privacy",
    "watch:read",
    "watch:act",
    "watch:oversee",
    "watch:audit",
    "watch:author",
    "watch:deliver",
    "watch:check",
]

PERMISSIONS: Final[dict[Permission, str]] = {
    "own-account": noop("See and change one's own account."),
    "declarations:read": noop("Read the party's declarations, their timeline and explanation."),
    "declarations:write": noop("Lodge, amend and cancel declarations for the party."),
    "payments:read": noop("See what the party owes and has paid."),
    "party:manage": noop("Invite members, give and revoke mandates, keep machine clients."),
    "cargo:read": noop("See the operator's cargo records."),
    "cargo:write": noop("Announce cargo and report arrivals and departures."),
    "payments:notify": noop("Tell of payments as a bank."),
    "permits:read": noop("See the agency's permits."),
    "permits:write": noop("Issue, change and revoke the agency's permits."),
    "files:read": noop("Read the declarations of the office, with the reasons traders may not see."),
    "files:work": noop("Check documents and goods, ask, hold, lift and refuse, in one's own office."),
    "files:override": noop("Agree to what another asks against a lane or a finding; have work given out again."),
    "receipts:revoke": noop("Withdraw the receipt of a release, with a reason that everybody sees."),
    "money:assign": noop("Say what money is for that nobody could allocate, or send it back to its payer."),
    "office:read": noop("See how the office stands: work in hand, clocks, hit rates."),
    "registers:manage": noop("Keep parties, offices and their officers."),
    "law:manage": noop("See and load versions of the country's pack."),
    "events:read": noop("Read the event log."),
    "hub:ask": noop("Look facts up at the agency that holds them, as far as agreements go."),
    "hub:oversee": noop("See what the organisation's officials have looked up, and review their emergencies."),
    "hub:receive": noop("Receive in bulk what other agencies hold, as far as agreements go."),
    "hub:tell": noop("Tell of the organisation's cases and posts, so that honest look-ups are explained."),
    "usage:read": noop("Tell a person, on the person's own behalf, who used their data."),
    "consents:configure": noop("Keep the policies and wordings of what the organisation asks people to allow."),
    "consents:record": noop("Ask people for consents, read and sign what they said, and take it back for them."),
    "consents:decide": noop(
        "Tell what people decided who proved to it who they are; never for one's own organisation."
    ),
    "consents:audit": noop("Read every consent that the organisation asked for, or that is about what it holds."),
    "hub:join": noop(
        "Take the own organisation aboard the hub: keys to try with, certificates, proposals of agreements."
    ),
    "hub:hold": noop("Approve, suspend and end agreements about what one's own organisation holds."),
    "hub:privacy": noop(
        "See objections, reports of misuse and reviews of the whole hub; suspend any agreement at once."
    ),
    "watch:read": noop("See what scenarios have found in the records of the own government, and why."),
    "watch:act": noop("Check what was found, say what was done about it, and except it with evidence."),
    "watch:oversee": noop("See how findings stand, and who looks after which of them."),
    "watch:audit": noop("See findings of the governments that lie within one's own as well."),
    "watch:author": noop("Propose scenarios and changes of them."),
    "watch:deliver": noop("Deliver what changes in a government's systems, for itself and for those within it."),
    "watch:check": noop("Ask what the watch would find in rows before they are saved."),
}

#: What no software is let do: looking after people, clients and each other is for people.
FOR_PEOPLE: Final[frozenset[Permission]] = frozenset(
    {
        "own-account", "party:manage", "hub:oversee", "hub:join", "hub:hold", "hub:privacy",
        "watch:act", "watch:oversee", "watch:audit", "watch:author",
    }
)  # fmt: skip


class Role(NamedTuple):
    """What a member of a party or an officer of an office is there for."""

    name: str
    audience: Audience
    permissions: frozenset[Permission]


def _role(name: str, audience: Audience, *permissions: Permission) -> Role:
    return Role(name, audience, frozenset({"own-account", *permissions}))


ROLES: Final[dict[str, Role]] = {
    role.name: role
    for role in (
        _role("owner", "trader", "declarations:read", "declarations:write", "payments:read", "party:manage"),
        _role("declarant", "trader", "declarations:read", "declarations:write", "payments:read"),
        _role("reader", "trader", "declarations:read", "payments:read"),
        _role("operator", "operator", "cargo:read", "cargo:write"),
        _role("manager", "operator", "cargo:read", "cargo:write", "party:manage"),
        _role("teller", "bank", "payments:notify"),
        _role("permit officer", "agency", "permits:read", "permits:write"),
        _role("loan clerk", "official", "hub:ask"),
        _role("licence clerk", "official", "hub:ask"),
        _role("welfare clerk", "official", "hub:ask"),
        _role("customs clerk", "official", "hub:ask"),
        _role("desk manager", "official", "hub:ask", "hub:tell", "hub:oversee", "hub:join"),
        _role("data holder", "official", "hub:hold", "hub:join"),
        _role("privacy officer", "official", "hub:privacy"),
        _role("data receiver", "official", "hub:receive"),
        _role("usage desk", "official", "usage:read"),
        _role("consent desk", "official", "consents:configure", "consents:record", "consents:audit"),
        _role("citizen desk", "official", "consents:record", "consents:decide"),
        _role("watch official", "official", "watch:read", "watch:act"),
        _role("watch manager", "official", "watch:read", "watch:act", "watch:oversee"),
        _role("watch auditor", "official", "watch:read", "watch:oversee", "watch:audit", "watch:author"),
        _role("record keeper", "official", "watch:deliver", "watch:check"),
        _role("officer", "officer", "files:read", "files:work"),
        _role(
            "supervisor",
            "officer",
            "files:read",
            "files:work",
            "files:override",
            "receipts:revoke",
            "money:assign",
            "office:read",
        ),
        _role("administrator", "administrator", "registers:manage", "law:manage", "events:read", "office:read"),
    )
}

#: Which roles a member of a party may be given, by what the party is registered as; the first of them is its owner's.
ROLES_OF_PARTIES: Final[dict[str, tuple[str, ...]]] = {
    "trader": ("owner", "declarant", "reader"),
    "broker": ("owner", "declarant", "reader"),
    "carrier": ("manager", "operator"),
    "operator": ("manager", "operator"),
    "warehouse": ("manager", "operator"),
    "bank": ("teller", "loan clerk", "desk manager", "consent desk", "data receiver"),
}

#: Which roles an officer may be given, by the kind of office.
ROLES_OF_OFFICES: Final[dict[str, tuple[str, ...]]] = {
    "customs": ("officer", "supervisor", "administrator", "usage desk", "customs clerk", "desk manager"),
    "agency": (
        "permit officer",
        "licence clerk",
        "welfare clerk",
        "desk manager",
        "data holder",
        "consent desk",
        "citizen desk",
        "data receiver",
    ),
    "ministry": ("administrator", "privacy officer"),
    "government": ("watch official", "watch manager", "watch auditor", "record keeper", "data receiver"),
}


def roles_for(registered_as: Iterable[str]) -> tuple[str, ...]:
    """The roles that members of a party may be given, once each."""
    return tuple(dict.fromkeys(role for kind in registered_as for role in ROLES_OF_PARTIES.get(kind, ())))


def scopes_for(registered_as: Iterable[str]) -> tuple[Permission, ...]:
    """What a party's software may be let do: what its people may, but for looking after people and clients."""
    allowed = {one for role in roles_for(registered_as) for one in ROLES[role].permissions}
    return tuple(one for one in PERMISSIONS if one in allowed - FOR_PEOPLE)


#: The kinds of office whose software may be let do something; customs officers act themselves.
_WITH_SOFTWARE: Final = ("agency", "government")


def scopes_for_office(kind: str) -> tuple[Permission, ...]:
    """What the software of an agency or a government may be let do."""
    roles = ROLES_OF_OFFICES[kind] if kind in _WITH_SOFTWARE else ()
    return tuple(one for one in PERMISSIONS if any(one in ROLES[role].permissions - FOR_PEOPLE for role in roles))
