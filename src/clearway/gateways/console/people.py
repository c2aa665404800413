"""The people who work in the demonstration, and the codes of their second factors, all invented.

Officers, agencies and administrators cannot work without a second factor. So that a newcomer needs no app, the
demonstration's are made with them, kept in the data folder, and ``clearway code NAME`` says what an app would show.
"""

import secrets
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from django.conf import settings

from clearway.gateways.console.files import err, out
from clearway.platform.calendar import now
from clearway.platform.identity import codes
from clearway.platform.identity.permissions import ROLES, SECOND_FACTOR
from clearway.registers.offices import public as offices
from clearway.registers.traders import public as traders
from clearway.watch.cases import public as watch

KEPT = "demonstration-people.json"


class Person(msgspec.Struct, forbid_unknown_fields=True):
    """Somebody who works in an office, or for a party."""

    name: str
    role: str
    office: str = ""
    party: str = ""
    #: The desks of the watch that they look after.
    desks: tuple[str, ...] = ()


class NewOffice(msgspec.Struct, forbid_unknown_fields=True):
    """An office that stands in no table of the country, and where somebody works."""

    code: str
    kind: str
    titles: dict[str, str]


class People(msgspec.Struct, forbid_unknown_fields=True):
    """Everybody of the demonstration's file."""

    offices: tuple[NewOffice, ...] = ()
    people: tuple[Person, ...] = ()


class Login(msgspec.Struct):
    """What one person needs to come in: a password, and the secret of an app where a second factor is asked for."""

    password: str
    secret: str = ""


def set_up(folder: Path, var: Path) -> list[str]:
    """Make the people, once; says how each comes in."""
    path = folder / "people.toml"
    if not path.exists():
        return []
    offices.load_offices(folder.parent)
    named = msgspec.toml.decode(path.read_bytes(), type=People)
    people = named.people
    for one in named.offices:
        offices.add_office(one.code, kind=one.kind, titles=one.titles, by="demonstration", at=now())
    logins = _logins(var / KEPT, people)
    for person in people:
        _make(person, logins[person.name])
        _seat(person)
    with_code = [person.name for person in people if logins[person.name].secret]
    lines = [f"sign in as {person.name} with {logins[person.name].password}" for person in people]
    return [*lines, f"the code that {', '.join(with_code)} are asked for: clearway code NAME"] if with_code else lines


def code(name: Annotated[str, typer.Argument(help="A user name of the demonstration.")]) -> None:
    """Say the code that a demonstration person's app would show now."""
    path = Path(settings.CLEARWAY_VAR) / KEPT
    logins = msgspec.json.decode(path.read_bytes(), type=dict[str, Login]) if path.exists() else {}
    if name not in logins or not logins[name].secret:
        err.print(f"{name} is nobody of the demonstration who needs a code.")
        raise typer.Exit(1)
    out.print(codes.shown_now(logins[name].secret, at=now()))


def _make(person: Person, login: Login) -> None:
    if person.office:
        offices.add_officer(person.office, person.name, login.password, role=person.role)
    else:
        traders.add_member(person.party, person.name, login.password, role=person.role)
    if login.secret:
        codes.give_app(person.name, login.secret)


def _seat(person: Person) -> None:
    """The desks go to whom the file names as long as the government has named nobody for any."""
    if any(one.official for one in watch.posts(person.office)):
        return
    for desk in person.desks:
        watch.name_official(
            desk, person.name, tenant=person.office, among=(person.name,), by="demonstration", at=now()
        )


def _logins(path: Path, people: tuple[Person, ...]) -> dict[str, Login]:
    """The logins as kept; those of people who are new are made."""
    logins = msgspec.json.decode(path.read_bytes(), type=dict[str, Login]) if path.exists() else {}
    for person in people:
        if person.name not in logins:
            secret = codes.new_secret() if ROLES[person.role].audience in SECOND_FACTOR else ""
            logins[person.name] = Login(secrets.token_urlsafe(12), secret)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_bytes(msgspec.json.encode(logins))
    return logins
