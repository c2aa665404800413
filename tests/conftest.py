"""A country for tests: the demonstration pack is the law, its parties are registered, its rates are known."""

import itertools
import os
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from unittest.mock import patch

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import setup_databases, teardown_databases
from django.utils import timezone, translation
from hypothesis import settings
from pytest_django.plugin import DjangoDbBlocker

from clearway.clearance import writer
from clearway.core.facts.declaration import Declaration
from clearway.gateways.console.demonstration import LAW_SINCE
from clearway.gateways.messages.receive import Received, receive
from clearway.platform import numbering
from clearway.platform.calendar import day_in, now
from clearway.platform.database import hot
from clearway.platform.identity.actor import Actor
from clearway.registers.lawbook import public as lawbook
from clearway.registers.rates import public as rates
from clearway.registers.traders import public as traders
from tests.gateways.rest.web import Web

# How long an example takes says nothing about whether it is right. `make test` tries the same examples of the same
# code again, so that it says the same twice; `make prove` tries others each time.
settings.register_profile("house", deadline=None, derandomize=os.environ.get("CLEARWAY_PROVE") != "1")
settings.load_profile("house")

ROOT = Path(__file__).parents[1]
PACK = ROOT / "packs" / "demoland"
TRADER, BROKER = "DL0000001017", "DL0000002010"
_numbers = itertools.count(1)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Two tests of one id would be one test to the processes that share them out, and nobody would miss the other."""
    twice = [one for one, times in Counter(item.nodeid for item in session.items).items() if times > 1]
    if twice:
        raise pytest.UsageError(f"tests share an id and would not all run: {', '.join(twice)}")


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """The test database is made even where no test is marked to need one: most of ours share a country instead."""
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, aliases=["default"])
    yield
    writer.close()
    hot.close()
    with django_db_blocker.unblock():
        end_other_sessions()
        teardown_databases(made, verbosity=0)


def end_other_sessions() -> None:
    """A thread of a server that a test has stopped may hold its connection a little longer; nothing needs it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture(scope="session", autouse=True)
def _never_drawn() -> Iterator[None]:
    """Lanes follow from the rules alone: the random stream leaves alone whatever a test does not have it select."""
    with patch.object(numbering, "draw", return_value=Decimal("0.999999")):
        yield


@pytest.fixture(autouse=True)
def _in_nobodys_words() -> None:
    """A request to a page leaves its language and time zone with its thread; the next test begins without."""
    translation.deactivate()
    timezone.deactivate()


#: What a country is made of stays; everything that people did with it goes.
KEPT = {"lawbook", "rates", "traders", "offices", "contenttypes", "auth"}


@pytest.fixture(scope="module", autouse=True)
def _swept(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """A file of tests meets nothing that another has left, in whatever order they come."""
    models = [one for one in apps.get_models(include_auto_created=True) if one._meta.app_label not in KEPT]
    tables = [one._meta.db_table for one in models]
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        # Sources of the watch are tables made from the pack.
        cursor.execute("SELECT schemaname || '.' || tablename FROM pg_tables WHERE schemaname = 'watch_sources'")
        tables += [row[0] for row in cursor.fetchall()]
        cursor.execute(" UNION ALL ".join(f"(SELECT '{one}' FROM {one} LIMIT 1)" for one in tables))
        if left := [row[0] for row in cursor.fetchall()]:
            # Whoever keeps a transaction open from another file is found here.
            cursor.execute("SET lock_timeout = '20s'")
            cursor.execute(f"TRUNCATE {', '.join(left)} CASCADE")
            cursor.execute("RESET lock_timeout")


@pytest.fixture
def country(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The country is loaded once a process; declarations of one test stay for the next, under other references."""
    with django_db_blocker.unblock():
        lawbook.refresh()
        if not lawbook.versions():
            lawbook.load(PACK, effective_from=LAW_SINCE, by="tests")
            rates.load_rates(PACK)
            traders.load_register(PACK)
        yield


@pytest.fixture
def broker() -> Actor:
    """A broker's software, with every scope."""
    scopes = frozenset({"declarations:write", "declarations:read"})
    return Actor(name="client:tests", party=BROKER, permissions=scopes)


def fresh(word: str) -> str:
    """A name nobody has used, in whatever part of the tests."""
    return f"{word}-{os.getpid()}-{next(_numbers)}"


def today() -> date:
    """The day it is in the country, which may be another than Greenwich has."""
    return day_in(lawbook.current(now()).country.time_zone, now())


def demonstration(name: str = "1-tableware", *, reference: str | None = None) -> Received:
    """A declaration of the demonstration under a reference nobody has used."""
    content = (PACK / "demonstration" / f"{name}.json").read_bytes()
    old = receive(content).declaration.reference or ""
    fresh = reference or f"TEST-{next(_numbers):06}"
    return receive(content.replace(old.encode(), fresh.encode()))


def declared(received: Received) -> Declaration:
    """What a message declares."""
    return received.declaration


@pytest.fixture(scope="session")
def _web(django_db_setup: None) -> Iterator[Web]:
    web = Web()
    try:
        web.wait()
        yield web
    finally:
        web.stop()


@pytest.fixture
def web(_web: Web, country: None) -> Web:
    """The web process, on a country."""
    return _web
