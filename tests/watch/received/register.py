"""A register of residents behind a view, and a government that may receive it in bulk and whose watch does.

The address fills the day of the tests' source, so that a register may also say what is no day.
"""

import itertools
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import psycopg
from psycopg import sql

from clearway.core.kernel.period import Period
from clearway.core.share import Agreement
from clearway.gateways.watch.receiving import describing
from clearway.gateways.watch.receiving.calls import Hub
from clearway.gateways.watch.receiving.describing import Said
from clearway.gateways.watch.receiving.running import Done, Run
from clearway.hub.agreements import public as agreements
from clearway.hub.distribution import public as distribution
from clearway.hub.exchange import public as exchange
from clearway.platform.calendar import now
from clearway.registers.lawbook import public as lawbook
from clearway.registers.traders import public as traders
from clearway.watch.intake import public as intake
from tests.conftest import today
from tests.gateways.rest.web import Web
from tests.hub.exchange.holders import database
from tests.watch.country import Town

HOLDER, KIND, ARTICLE, EXEMPTION = "DL800101", "RES-001", "WEL-4", "SHA-9"
SECRET = "a secret of the tests"
PEOPLE = [f"P61{n:05}" for n in range(7)]
_CODES = (f"DL{n:04}" for n in itertools.count(101))


class Register:
    """The register of residents, with a list of what changed in it."""

    def __init__(self, schema: str) -> None:
        self.schema = sql.Identifier(schema)
        self.run("DROP SCHEMA IF EXISTS {0} CASCADE; CREATE SCHEMA {0}")
        self.run("CREATE TABLE {0}.res_001 (person text PRIMARY KEY, address text)")
        self.run("CREATE TABLE {0}.res_001_changes (mark bigint GENERATED ALWAYS AS IDENTITY, key text)")
        exchange.reach(HOLDER, f"postgresql:#{schema}")

    def put(self, *people: str, day: str | None = None) -> None:
        """People are in it, with a day or without."""
        put = "INSERT INTO {0}.res_001 VALUES (%s, %s) ON CONFLICT (person) DO UPDATE SET address = excluded.address"
        for person in people:
            self.run(put, person, day)
            self.run("INSERT INTO {0}.res_001_changes (key) VALUES (%s)", person)

    def remove(self, *people: str) -> None:
        """They are struck off."""
        for person in people:
            self.run("DELETE FROM {0}.res_001 WHERE person = %s", person)
            self.run("INSERT INTO {0}.res_001_changes (key) VALUES (%s)", person)

    def people(self) -> dict[str, str | None]:
        """Who stands in it."""
        with psycopg.connect(database()) as store:
            asked = sql.SQL("SELECT person, address FROM {0}.res_001").format(self.schema)
            return dict(store.execute(asked).fetchall())

    def close(self) -> None:
        """It is gone."""
        self.run("DROP SCHEMA {0} CASCADE")

    def run(self, text: str, *values: Any) -> None:
        """Something is done in it."""
        with psycopg.connect(database(), autocommit=True) as store:
            store.execute(sql.SQL(text).format(self.schema), values or None)  # type: ignore[arg-type] - of this file.


class Government:
    """A government whose watch receives the register of residents."""

    def __init__(self, web: Web) -> None:
        self.web, self.code = web, next(_CODES)
        self.client = f"tests-{self.code}"
        self.town = Town("received", day=datetime.now(UTC).date())
        traders.add_machine_client("", self.client, SECRET, office=self.code, kind="government")
        at = now()
        wanted = Agreement(
            f"BULK-{self.code}", 1, KIND, self.code, ARTICLE, frozenset({"person", "address"}),
            frozenset({distribution.RECEIVER}), Period(date(2026, 1, 1)), exemption=EXEMPTION,
        )  # fmt: skip
        catalogue = lawbook.current(at).sharing
        self.version = agreements.propose(wanted, catalogue, by="tests", at=at).version
        self.holder_moves("approved")

    def holder_moves(self, state: Any) -> None:
        """The holder approves, suspends or ends the agreement."""
        reason = "" if state == "approved" else "An audit"
        at = now()
        agreements.move(f"BULK-{self.code}", self.version, state, holder=HOLDER, reason=reason, by="tests", at=at)

    def said(self, **changes: Any) -> Said:
        """What it receives."""
        return describing.read(msgspec.json.encode(self.described(**changes)), "residents.json")

    def described(self, **changes: Any) -> dict[str, Any]:
        """The same as a file says it."""
        until = (today() + timedelta(days=30)).isoformat()
        return {
            "hub": self.web.url, "client": self.client, "source": "residents", "kind": KIND, "article": ARTICLE,
            "columns": {"person": "person", "died_on": "address"}, "keepUntil": until, "partRows": 3, **changes,
        }  # fmt: skip

    def file(self, folder: Path, **changes: Any) -> Path:
        """A file that says it."""
        path = folder / "residents.json"
        path.write_bytes(msgspec.json.encode(self.described(**changes)))
        return path

    def hub(self) -> Hub:
        """The hub, as this government speaks to it."""
        return Hub(self.web.url, self.client, SECRET)

    def receive(self, **changes: Any) -> Done:
        """One run."""
        with self.hub() as hub:
            return self.run(hub, **changes).receive()

    def run(self, hub: Hub, **changes: Any) -> Run:
        """A run that is still to be begun."""
        return Run(self.said(**changes), hub, self.town.code, self.town.book)

    def residents(self) -> dict[str, str | None]:
        """The source as it stands."""
        rows = intake.rows_of(self.town.code, self.town.book.sources.table("residents"))
        return {str(one["person"]): str(one["died_on"]) if one["died_on"] else None for one in rows}

    def reached(self) -> datetime | None:
        """Up to when the source has told everything."""
        return next((one.reached for one in intake.standing(self.town.code, ["residents"])), None)

    def pays(self, worker: int, dependant: str, *, payment: int = 1) -> None:
        """An allowance is paid for somebody."""
        row: Mapping[str, Any] = {
            "payment": payment, "worker": worker, "dependant": dependant, "paid_on": "2026-02-10", "amount": "50.00"
        }  # fmt: skip
        self.town.deliver("allowances", self.town.change(row))
