"""A register behind a view, and a receiver who keeps what comes, as its software would."""

import hmac
import json
from datetime import date, timedelta
from hashlib import sha256
from typing import Any, Self

import msgspec
import psycopg
from psycopg import sql

from clearway.core.control import office_hours
from clearway.core.kernel.period import Period
from clearway.core.law.information import InformationKind
from clearway.core.share import Agreement
from clearway.hub.agreements import public as agreements
from clearway.hub.consents import public as consents
from clearway.hub.distribution import public as distribution
from clearway.hub.distribution.public import Terms, Told, Wanted
from clearway.hub.exchange import public as exchange
from clearway.hub.exchange.public import Setting
from clearway.platform.calendar import day_in, now
from clearway.platform.identity.actor import Actor
from clearway.registers.lawbook import public as lawbook
from tests.conftest import today
from tests.hub.exchange.holders import database

HOLDER, KIND, ARTICLE, EXEMPTION = "DL800101", "RES-001", "CR-12", "CR-12"
NAMES = frozenset({"person", "address", "is_of_age"})


def setting() -> Setting:
    """The catalogue and the hours of now."""
    at = now()
    book = lawbook.current(at)
    return Setting(book.sharing, office_hours(book.on(day_in(book.country.time_zone, at))))


def kind() -> InformationKind:
    """What is distributed."""
    return setting().catalogue.kinds[KIND]


class Register:
    """The holder's own table behind a view, with a list of what changed."""

    def __init__(self, schema: str, *, tells: bool = True) -> None:
        self.schema, self.tells = schema, tells
        self.records: dict[str, dict[str, Any]] = {}
        self._run("DROP SCHEMA IF EXISTS {schema} CASCADE; CREATE SCHEMA {schema}")
        self._run(
            "CREATE TABLE {schema}.res_001 (person text PRIMARY KEY, name text, born date, address text, "
            "moved_in date, moved_out date)"
        )
        if tells:
            self._run("CREATE TABLE {schema}.res_001_changes (mark bigint GENERATED ALWAYS AS IDENTITY, key text)")
        exchange.reach(HOLDER, f"postgresql:#{schema}")

    def put(self, *keys: str, address: str = "1 Quay Street") -> None:
        """Residents move in, or to another address."""
        for key in keys:
            self.records[key] = {"person": key, "address": address, "is_of_age": True}
            self._run(
                "INSERT INTO {schema}.res_001 VALUES (%s, 'N', '1980-01-01', %s, '2000-01-01') "
                "ON CONFLICT (person) DO UPDATE SET address = excluded.address",
                key,
                address,
            )
            self._changed(key)

    def put_many(self, records: list[dict[str, Any]]) -> None:
        """Residents as others know them."""
        text = "INSERT INTO {schema}.res_001 (person, name, address) VALUES (%s, %s, %s)"
        with psycopg.connect(database(), autocommit=True) as connection, connection.cursor() as cursor:
            said = [(one["person"], one["name"], one["address"]) for one in records]
            cursor.executemany(sql.SQL(text).format(schema=sql.Identifier(self.schema)), said)

    def remove(self, key: str) -> None:
        """A resident is struck off."""
        self.records.pop(key, None)
        self._run("DELETE FROM {schema}.res_001 WHERE person = %s", key)
        self._changed(key)

    def close(self) -> None:
        """The register is gone."""
        self._run("DROP SCHEMA IF EXISTS {schema} CASCADE")

    def _changed(self, key: str) -> None:
        if self.tells:
            self._run("INSERT INTO {schema}.res_001_changes (key) VALUES (%s)", key)

    def _run(self, text: str, *values: Any) -> None:
        with psycopg.connect(database(), autocommit=True) as connection:
            connection.execute(sql.SQL(text).format(schema=sql.Identifier(self.schema)), values or None)


class Receiver:
    """An organisation's software: it takes parts, keeps rows by range, and acknowledges."""

    def __init__(self, organisation: str, *, exemption: str = EXEMPTION) -> None:
        self.organisation, self.exemption = organisation, exemption
        self.by = Actor(name=f"client:{organisation}", party=organisation, assurance=2)
        self.agreement = f"BULK-{organisation}"
        self.copy: dict[str, tuple[int, str, dict[str, Any]]] = {}
        self.heads: list[dict[str, Any]] = []
        self.came: set[str] = set()
        self.number, self.seal = "", b""

    def agree(self, **changes: Any) -> Self:
        """The holder approves an agreement of a form that allows bulk."""
        at = now()
        wanted = Agreement(
            self.agreement, 1, KIND, self.organisation, ARTICLE, NAMES, frozenset({distribution.RECEIVER}),
            Period(date(2026, 1, 1)), exemption=self.exemption,
        )  # fmt: skip
        wanted = msgspec.structs.replace(wanted, **changes)
        written = agreements.propose(wanted, setting().catalogue, by="tests", at=at)
        agreements.move(self.agreement, written.version, "approved", holder=HOLDER, reason="tests", by="tests", at=at)
        return self

    def holder_moves(self, state: Any) -> None:
        """The holder suspends the agreement, approves it again, or ends it."""
        version = max(one.version for one in agreements.of_organisation(self.organisation))
        agreements.move(self.agreement, version, state, holder=HOLDER, reason="An audit", by="tests", at=now())

    @property
    def wanted(self) -> Wanted:
        """What is wanted."""
        return Wanted(KIND, NAMES, ARTICLE)

    def subscribe(self, part_rows: int = 3, *, days: int = 30) -> Told:
        """Begin."""
        terms = Terms(today() + timedelta(days=days), part_rows)
        told = distribution.subscribe(self.wanted, terms, setting(), by=self.by, at=now())
        self.number, self.seal = told.number, bytes.fromhex(told.seal)
        return told

    def take(self, part: str = "next", *, is_lost: bool = False, is_acknowledged: bool = True) -> bool:
        """Take a part; it may be lost on the way, or its acknowledgement may. Whether one came."""
        content = distribution.take(self.number, part, setting(), by=self.by, at=now())
        if content is None:
            return False
        if is_lost:
            return True
        self.apply(content.content)
        if is_acknowledged:
            self.acknowledge(content.part, f"sha256:{sha256(content.content).hexdigest()}")
        return True

    def acknowledge(self, part: int, checksum: str) -> None:
        """Say that a part is kept."""
        distribution.acknowledge(self.number, part, checksum, by=self.by, at=now())

    def apply(self, content: bytes) -> None:
        """Keep a part."""
        head, *lines = (json.loads(line) for line in content.splitlines())
        raw = content.splitlines()[1:]
        self.heads.append(head)
        self.came = {line["key"] for line in lines if "key" in line}
        if head["whole"]:
            self.copy = {key: one for key, one in self.copy.items() if one[0] != head["range"]}
        for line, text in zip(lines, raw, strict=True):
            if "removed" in line:
                self.copy.pop(line["removed"], None)
                continue
            values = text[text.index(b'"values":') + 9 : -1]
            assert line["digest"] == hmac.digest(self.seal, b"row\x00" + values, "sha256")[:16].hex()
            self.copy[line["key"]] = (head["range"], line["digest"], line["values"])

    def drain(self) -> int:
        """Take everything there is."""
        came = 0
        while self.take():
            came += 1
            assert came < 200
        return came

    def ask_for_changes(self) -> int:
        """Have the holder compared."""
        return distribution.look_for_changes(self.number, setting(), by=self.by, at=now())

    def fingerprints(self) -> dict[int, str]:
        """What it has, a digest a range."""
        found: dict[int, list[str]] = {head["range"]: [] for head in self.heads}
        for key, (range_, digest, _) in self.copy.items():
            found[range_].append(key + digest)
        return {one: sha256(bytes.fromhex("".join(sorted(rows)))).hexdigest() for one, rows in found.items()}

    @property
    def rows(self) -> dict[str, dict[str, Any]]:
        """What it has, by the residents' own keys."""
        return {values["person"]: values for _, _, values in self.copy.values()}


def consent(receiver: Receiver, key: str) -> str:
    """A resident allows it."""
    at = now()
    number = consents.ask(key, receiver.organisation, KIND, ARTICLE, sorted(NAMES), by="tests", at=at)
    consents.give(number, subject=key, by=f"person:{key}", at=at)
    return number
