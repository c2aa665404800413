"""Customs at work, whose decisions the watch is told of: officers, files, what the worker does, a browser."""

from django.db import transaction

from clearway.clearance.proceed import proceed
from clearway.config import watching
from clearway.gateways.console.morning.windows import Form, Window
from clearway.gateways.watch.own.delivering import READER
from clearway.platform.calendar import now
from clearway.platform.events import readers
from clearway.platform.identity import codes
from clearway.registers.offices import public as offices
from clearway.stations.controls import public as controls
from clearway.stations.declarations import public as declarations
from clearway.stations.declarations.public import DeclarationFile
from clearway.stations.payments import public as payments
from clearway.watch.findings import public as findings
from clearway.watch.intake import public as intake
from clearway.watch.intake.public import Batch, Change
from clearway.watch.rulebook import public as rulebook
from clearway.watch.rulebook.public import Book
from tests.clearance.officer.desk import PASSWORD, actor, case, do, stands
from tests.conftest import PACK
from tests.stations.payments.money import pay

CUSTOMS = "DLCU"


def begun() -> Book:
    """The watch is at work, and has looked at nothing yet."""
    offices.load_offices(PACK)
    at = now()
    book = rulebook.load(PACK, by="tests", at=at)
    findings.adopt(book, watching.today(at), at=at)
    findings.tick(book, watching.today(at), at=at)
    return book


def works(book: Book) -> None:
    """What the worker does in its next rounds: the log is read, and what has changed is looked at."""
    while readers.read(READER, at=now()):
        pass
    while findings.look(book, at=now()) is not None:
        pass


def found(scenario: str) -> dict[str, str]:
    """The findings about customs, by case: how each stands."""
    rows = findings.findings(tenants=[CUSTOMS], states=("seen", "open", "settled"), scenario=scenario)
    return {one.case_key: one.state for one in sorted(rows, key=lambda one: one.number)}


def far_below(book: Book, file: DeclarationFile) -> None:
    """What is usual this month for a file's goods is far more, as another system says."""
    day = watching.today(now())
    [item] = declarations.version_of(file.id, file.version).facts.items
    row = {"commodity": item.commodity, "origin": item.origin, "year": day.year, "month": day.month,
           "low": "90000.00", "usual": "99000.00"}  # fmt: skip
    number = intake.last_number(CUSTOMS, "customs_prices") + 1
    batch = Batch(CUSTOMS, "customs_prices", number, now(), [Change("upsert", number, row)])
    assert findings.deliver(batch, book, at=now()).reasons == ()


def asks_to_let_go(file: DeclarationFile, officer: str) -> int:
    """An officer asks that a check be dropped."""
    do(file, controls.AskOverride("lane", "The goods are known"), by=actor(officer))
    return case(file).overrides[-1].id


def paid(file: DeclarationFile) -> DeclarationFile:
    """What a file owes is paid, and it goes on."""
    standing = payments.standing(file.mrn)
    assert standing is not None
    with transaction.atomic():
        for declaration in pay(file.mrn, standing.left).wakes:
            proceed(declaration, at=now())
    return stands(file.mrn)


def browser(address: str, name: str) -> Window:
    """Somebody signs in with a password and the code of an app."""
    secret = codes.new_secret()
    codes.give_app(name, secret)
    window = Window(address, name, PASSWORD)
    window.fill(Form(name, "before", answers={"code": codes.shown_now(secret, at=now())}), "")
    return window
