"""clearway hub: taking an organisation or a holder aboard from a terminal, step by step or on one road.

Whoever runs the house does here what organisations do for themselves on the pages of coming aboard.
"""

from datetime import date, datetime
from typing import Annotated, Any, NoReturn

import typer

from clearway.core.kernel.period import Period
from clearway.core.share import Agreement
from clearway.gateways.console.files import err, out
from clearway.gateways.console.road import Road
from clearway.hub.agreements import public as agreements
from clearway.hub.agreements.public import AgreementError, files
from clearway.hub.boarding import public as boarding
from clearway.hub.boarding.public import BoardingError
from clearway.platform.calendar import day_in, now
from clearway.platform.identity.errors import PeopleError
from clearway.registers.lawbook import public as lawbook
from clearway.registers.offices import public as offices
from clearway.registers.traders.public import clients, parties

app = typer.Typer(no_args_is_help=True, help="Take organisations and holders aboard the hub.")
_BY = "terminal"
Code = Annotated[str, typer.Argument(help="The number of a party, or the code of an office.")]
Names = Annotated[str, typer.Option(help="Fields and questions of the kind, by commas.")]


@app.command()
def join(
    code: Code,
    name: Annotated[str, typer.Option(help="What it is called.")],
    agency: Annotated[bool, typer.Option("--agency", help="An agency; else a party registered as a bank.")] = False,
    live: Annotated[bool, typer.Option("--live", help="Keys for real look-ups; else to try with.")] = False,
) -> None:
    """Register an organisation and make its first keys; the secret is shown once."""
    at = now()
    try:
        _register(code, name, is_agency=agency, at=at)
        of: dict[str, Any] = {"office": code} if agency else {"party": code}
        made = clients.make(name, ("hub:ask",), **of, is_sandbox=not live, by=_BY, at=at)
    except PeopleError as error:
        _refuse(error)
    _say(f"{code} {name} is registered")
    _say(f"client {made.client_id} with secret {made.secret} ({'real look-ups' if live else 'to try with'})")


@app.command()
def holder(
    code: Annotated[str, typer.Argument(help="The holder's code in the catalogue.")],
    address: Annotated[str, typer.Argument(help="https://…, postgresql:#schema or file:///folder")],
    kind: Annotated[str, typer.Option(help="The kind to try it with.")] = "",
    key: Annotated[str, typer.Option(help="The key of a record made for trying.")] = "",
) -> None:
    """Name the address of a holder's system, and try it with a record that is about nobody."""
    at = now()
    try:
        boarding.name_system(code, address, by=_BY, at=at, is_operator=True)
        _say(f"{code} is asked at {address}")
        if kind:
            tried = boarding.try_system(code, kind, key, by=_BY, at=at)
            _say(f"{tried.outcome} in {tried.millis} ms; missing: {', '.join(tried.missing) or 'nothing'}")
            if not tried.is_well:
                raise typer.Exit(1)
    except BoardingError as error:
        _refuse(error)


@app.command()
def propose(
    code: Code,
    kind: Annotated[str, typer.Option(help="The kind of information.")],
    names: Names,
    article: Annotated[str, typer.Option(help="The article that sets the task.")],
    role: Annotated[list[str], typer.Option(help="A role that may ask; several are allowed.")],
    case: Annotated[list[str] | None, typer.Option(help="A kind of case that is asked for.")] = None,
    exemption: Annotated[str, typer.Option(help="The article that needs no consent.")] = "",
    until: Annotated[str, typer.Option(help="The last day, as 2027-12-31; none is until further notice.")] = "",
) -> None:
    """Ask a holder for an agreement, and say where less would be enough."""
    at = now()
    book = lawbook.current(at)
    known = book.sharing.kinds.get(kind)
    grants = frozenset(one.strip() for one in names.split(",") if one.strip())
    today = day_in(book.country.time_zone, at)
    wanted = Agreement(
        "", 0, kind, code, article, grants, frozenset(role), Period(today, _day(until)),
        case_kinds=frozenset(case or ()), exemption=exemption,
        assurance=known.least_assurance(grants) if known else 1,
    )  # fmt: skip
    try:
        written = files.ask(wanted, book.sharing, today=today, by=_BY, at=at)
    except AgreementError as error:
        _refuse(error)
    for one in files.smaller(book.sharing.kinds[kind], grants):
        _say(f"less may be enough: {' or '.join(one.instead)} instead of {one.field}")
    _say(f"{written.name} waits for {book.sharing.kinds[kind].holder}")


@app.command()
def approve(
    name: Annotated[str, typer.Argument(help="Number and version, as 2026-0001/1.")],
    holder: Annotated[str, typer.Option(help="The holder that approves.")],
) -> None:
    """Approve an agreement in its holder's name."""
    number, _, version = name.partition("/")
    try:
        agreements.move(
            number, int(version) if version.isdigit() else 0, "approved", holder=holder, reason="", by=_BY, at=now()
        )
    except AgreementError as error:
        _refuse(error)
    _say(f"{name} is in use")


@app.command()
def certificate(code: Code, path: Annotated[typer.FileText, typer.Argument(help="A certificate in PEM.")]) -> None:
    """Put a member's certificate on file; its end is announced before."""
    try:
        found = boarding.add_certificate(code, path.read(), by=_BY, at=now())
    except BoardingError as error:
        _refuse(error)
    _say(f"{found.subject} is on file, good for {found.days} days")


@app.command()
def road(
    portal: Annotated[str, typer.Argument(help="Where the portal answers, as http://127.0.0.1:8000.")],
    code: Annotated[str, typer.Option(help="The organisation's code.")],
    name: Annotated[str, typer.Option(help="What it is called.")],
    kind: Annotated[str, typer.Option(help="The kind of information.")],
    names: Names,
    article: Annotated[str, typer.Option(help="The article that sets the task.")],
    role: Annotated[str, typer.Option(help="The role that asks.")],
    key: Annotated[str, typer.Option(help="The key that the first call asks for.")],
    address: Annotated[str, typer.Option(help="Where the holder's system is; empty where it is aboard.")] = "",
    trial: Annotated[str, typer.Option(help="The key of the holder's record made for trying.")] = "",
    case: Annotated[str, typer.Option(help="A kind of case.")] = "",
    exemption: Annotated[str, typer.Option(help="The article that needs no consent.")] = "",
    agency: Annotated[bool, typer.Option("--agency", help="An agency; else a party registered as a bank.")] = False,
) -> None:
    """Walk the whole road, from an unknown organisation to its first answered call; each step says its seconds."""
    walked = Road(
        portal, code, name, kind, tuple(names.split(",")), article, role, key, address=address, trial=trial,
        case=case, exemption=exemption, is_agency=agency, by=_BY,
    )  # fmt: skip
    number = 0
    try:
        for number, (title, done, seconds) in enumerate(walked.steps(_register), start=1):
            _say(f"{number}. {title}: {done} ({seconds:.1f} s)")
    except (AgreementError, BoardingError, PeopleError) as error:
        _refuse(error)
    except ConnectionError as error:
        err.print(f"{number + 1}. {error}", markup=False, highlight=False)
        raise typer.Exit(1) from error


def _register(code: str, name: str, *, is_agency: bool, at: datetime) -> None:
    """The organisation stands in its register; one that does already is left as it is."""
    if is_agency:
        offices.add_office(code, kind="agency", titles={"en": name}, by=_BY, at=at)
        return
    try:
        parties.party(code)
    except PeopleError:
        country = lawbook.current(at).country
        today = day_in(country.time_zone, at)
        parties.register(code, name, country=country.code, roles=("bank",), today=today, by=_BY, at=at)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise typer.BadParameter(f"{text} is no day; write it as 2027-12-31") from None


def _say(text: str) -> None:
    out.print(text, markup=False, highlight=False, soft_wrap=True)


def _refuse(error: AgreementError | BoardingError | PeopleError) -> NoReturn:
    err.print(f"{error.code} {error} {error.remedy}", markup=False, highlight=False)
    raise typer.Exit(1) from error
