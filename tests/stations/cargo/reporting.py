"""Cargo reported by operators, and declarations that name it."""

import itertools
import json
from typing import Any

from clearway.clearance import conductor
from clearway.core.law.lawbook import Law
from clearway.gateways.messages.receive import Received, receive
from clearway.platform.calendar import now
from clearway.platform.identity.actor import Actor
from clearway.registers.lawbook import public as lawbook
from clearway.stations.cargo.public import Announcement
from clearway.stations.declarations import public as declarations
from clearway.stations.declarations.public import DeclarationFile
from tests.conftest import PACK

TERMINAL, DEPOT, CARRIER = "DL0000004015", "DL0000004023", "DL0000003012"
_numbers = itertools.count(1)


def fresh(prefix: str = "BL") -> str:
    """A number nobody has used."""
    return f"{prefix}{next(_numbers):07}"


def operator(party: str = TERMINAL) -> Actor:
    """Somebody who reports cargo."""
    return Actor(name="user:gate", party=party, permissions=frozenset({"cargo:read", "cargo:write"}))


def announcement(document: str, **changes: Any) -> Announcement:
    """Ten packages under a bill of lading."""
    fields: dict[str, Any] = {"number": fresh("HV-"), "document": document, "packages": 10, "place": "Berth 4"}
    return Announcement(**fields | changes)


def naming(*documents: str, name: str = "5-temporary-admission", **changes: Any) -> Received:
    """A declaration of the demonstration that names bills of lading; it owes nothing."""
    told = json.loads((PACK / "demonstration" / f"{name}.json").read_bytes())
    told["reference"] = fresh("CGO-TEST")
    item = told["goodsShipment"]["items"][0]
    item["documents"] += [
        {"categoryCode": "N", "typeCode": "705", "id": document, "statusCode": "AE"} for document in documents
    ]
    told["goodsShipment"]["consignment"]["equipment"][0]["id"] = changes.pop("container", "CSQU3054383")
    return receive(json.dumps(told | changes).encode())


def lodged(received: Received, by: Actor) -> DeclarationFile:
    """The file of a declaration that was lodged just now."""
    return standing(conductor.lodge(received.submitted, by=by).mrn or "")


def standing(mrn: str) -> DeclarationFile:
    """A file as it stands."""
    file = declarations.find(mrn)
    assert file is not None
    return file


def law() -> Law:
    """Today's law."""
    at = now()
    return lawbook.current(at).on(at.date())
