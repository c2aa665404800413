"""Who is told: the parties of a declaration and their people, officers who have a part in it, supervisors."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

import msgspec

from clearway.clearance.notices.kinds import Role
from clearway.platform.events.readers import Happened
from clearway.platform.identity import external
from clearway.platform.identity.permissions import ROLES
from clearway.registers.offices.public import officers as offices
from clearway.registers.traders.public import members as traders
from clearway.stations.controls import public as controls
from clearway.stations.declarations import public as declarations
from clearway.stations.declarations.public import DeclarationFile
from clearway.stations.permits import public as permits

#: A member who may not read the party's declarations is told nothing about them.
READS = "declarations:read"
#: Whose agreement a decision against the lane needs.
OVERRIDES = "files:override"


class Addressees(msgspec.Struct, frozen=True):
    """People by user name, and the parties whose software is told."""

    people: frozenset[str] = frozenset()
    parties: frozenset[str] = frozenset()


class Directory:
    """Looks up who is who, each thing once while it lasts."""

    def __init__(self, at: datetime, events: Sequence[Happened]) -> None:
        self._at = at
        self._persons = external.users_of(_persons(events))
        self._files: dict[str, DeclarationFile | None] = {}
        self._members: dict[str, frozenset[str]] = {}

    def of(self, event: Happened, roles: tuple[Role, ...]) -> Addressees:
        """Everybody in some roles towards an event."""
        found = [_ROLES[role](self, event) for role in roles]
        parties = frozenset().union(*(one.parties for one in found))
        people = frozenset().union(*(one.people for one in found), *(self.members(party) for party in parties))
        return Addressees(people, parties)

    def person(self, number: str) -> frozenset[str]:
        """The user names of a person."""
        return self._persons.get(number, frozenset())

    def file(self, mrn: str) -> DeclarationFile | None:
        """The file of a declaration."""
        if mrn not in self._files:
            self._files[mrn] = declarations.find(mrn)
        return self._files[mrn]

    def members(self, party: str) -> frozenset[str]:
        """The people of a party who may read what it declares."""
        if party not in self._members:
            self._members[party] = frozenset(
                one.username
                for one in traders.members_of(party)
                if one.role in ROLES and READS in ROLES[one.role].permissions
            )
        return self._members[party]

    def parties(self, mrn: str) -> Addressees:
        """The parties of a declaration: who sent it, who declares, who imports and exports."""
        file = self.file(mrn)
        if file is None:
            return Addressees()
        named = {file.submitter, file.declarant, file.importer, file.exporter}
        return Addressees(parties=frozenset(named - {""}))

    def control_officers(self, event: Happened) -> Addressees:
        """The officers who check a declaration at the moment."""
        file = self.file(str(event.facts["mrn"]))
        if file is None:
            return Addressees()
        checks = controls.case_of(file.id, at=self._at).controls
        return Addressees(frozenset(one.officer for one in checks if one.officer and one.closed_at is None))

    def supervisors(self, event: Happened) -> Addressees:
        """Those of a declaration's office who may decide against a lane, but for whoever asks it."""
        file = self.file(str(event.facts["mrn"]))
        if file is None:
            return Addressees()
        people = (one for one in offices.officers_of(file.office) if OVERRIDES in _permissions(one.role))
        return Addressees(frozenset(one.username for one in people if f"user:{one.username}" != event.actor))


def _persons(events: Sequence[Happened]) -> set[str]:
    """The personal numbers that events speak of."""
    subjects = {event.subject.partition("/")[2] for event in events if event.subject.startswith("person/")}
    return subjects | {str(event.facts["delegate"]) for event in events if "delegate" in event.facts}


def _permissions(role: str) -> frozenset[str]:
    return frozenset(ROLES[role].permissions) if role in ROLES else frozenset()


def _named(fact: str) -> Callable[[Directory, Happened], Addressees]:
    """A party that the event names itself."""

    def found(directory: Directory, event: Happened) -> Addressees:
        return Addressees(parties=frozenset({str(event.facts[fact])} - {""}))

    return found


def _parties(directory: Directory, event: Happened) -> Addressees:
    return directory.parties(str(event.facts["mrn"]))


def _payer(directory: Directory, event: Happened) -> Addressees:
    """Money is for a declaration, or it is for an account and then only its bank statement tells of it."""
    kind, _, number = event.subject.partition("/")
    return directory.parties(number) if kind == "declaration" else Addressees()


def _permit_holder(directory: Directory, event: Happened) -> Addressees:
    permit = permits.find(str(event.facts["permit"]), agency=str(event.facts["agency"]))
    return Addressees(parties=frozenset({permit.holder} - {""})) if permit else Addressees()


def _assigned(directory: Directory, event: Happened) -> Addressees:
    return Addressees(frozenset({str(event.facts["officer"])} - {""}))


def _self(directory: Directory, event: Happened) -> Addressees:
    kind, _, name = event.actor.partition(":")
    return Addressees(frozenset({name}) if kind == "user" else frozenset())


def _person(directory: Directory, event: Happened) -> Addressees:
    """Whom it is about, if they sign in here with a verified number."""
    kind, _, number = event.subject.partition("/")
    return Addressees(directory.person(number) if kind == "person" else frozenset())


def _delegate(directory: Directory, event: Happened) -> Addressees:
    return Addressees(directory.person(str(event.facts["delegate"])))


def _data_holders(directory: Directory, event: Happened) -> Addressees:
    """Those who decide for a holder; of an event about one organisation, for that."""
    office = str(event.facts.get("holder") or event.facts["organisation"])
    people = (one for one in offices.officers_of(office) if "hub:hold" in _permissions(one.role))
    return Addressees(frozenset(one.username for one in people))


def _members(directory: Directory, event: Happened) -> Addressees:
    """Those who take an organisation aboard, be it a party or an office."""
    organisation = str(event.facts["organisation"])
    people = (*offices.officers_of(organisation), *traders.members_of(organisation))
    return Addressees(frozenset(one.username for one in people if "hub:join" in _permissions(one.role)))


_ROLES: Mapping[Role, Callable[[Directory, Happened], Addressees]] = {
    "parties": _parties,
    "holder": _named("holder"),
    "permit holder": _permit_holder,
    "payer": _payer,
    "trader": _named("trader"),
    "agent": _named("agent"),
    "assigned officer": _assigned,
    "control officers": lambda directory, event: directory.control_officers(event),
    "supervisors": lambda directory, event: directory.supervisors(event),
    "self": _self,
    "person": _person,
    "delegate": _delegate,
    "data holders": _data_holders,
    "members": _members,
    "privacy officers": lambda directory, event: Addressees(offices.people_who_may("hub:privacy")),
}
