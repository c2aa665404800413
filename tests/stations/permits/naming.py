"""Declarations that lean on permits, and officers of the agencies that issue them."""

import itertools
import json
from datetime import date
from decimal import Decimal
from typing import Any

from clearway.clearance import conductor
from clearway.core.law.lawbook import Law
from clearway.core.permit import Grant
from clearway.gateways.messages.receive import Received, receive
from clearway.platform.calendar import now
from clearway.platform.identity.actor import Actor
from clearway.registers.lawbook import public as lawbook
from clearway.stations.declarations import public as declarations
from clearway.stations.declarations.public import DeclarationFile
from tests.conftest import PACK, TRADER

ANIMALS, LICENCES = "DL700101", "DL700104"
_numbers = itertools.count(1)


def fresh(prefix: str = "AP") -> str:
    """A number nobody has used."""
    return f"{prefix}-{next(_numbers):05}"


def officer(agency: str = ANIMALS) -> Actor:
    """Somebody who issues permits at an agency."""
    return Actor(name="user:vet", office=agency, permissions=frozenset({"permits:read", "permits:write"}))


def law() -> Law:
    """Today's law."""
    at = now()
    return lawbook.current(at).on(at.date())


def grant(number: str, **changes: Any) -> Grant:
    """A veterinary document for porcelain from Japan, for the demonstration's trader."""
    fields: dict[str, Any] = {
        "number": number,
        "document": "N853",
        "holder": TRADER,
        "since": date(2020, 1, 1),
        "goods": ("6911",),
        "countries": ("JP",),
        "quantities": {"KGM": Decimal(500)},
    }
    return Grant(**fields | changes)


def naming(*permits: str, name: str = "5-temporary-admission", **changes: Any) -> Received:
    """A declaration of the demonstration that names permits; the one for temporary admission owes nothing."""
    told = json.loads((PACK / "demonstration" / f"{name}.json").read_bytes())
    told["reference"] = fresh("PRM-TEST")
    item = told["goodsShipment"]["items"][0]
    item["documents"] += [
        {"categoryCode": "N", "typeCode": "853", "id": permit, "statusCode": "AE"} for permit in permits
    ]
    return receive(json.dumps(told | changes).encode())


def lodged(received: Received, by: Actor) -> DeclarationFile:
    """The file of a declaration that was lodged just now."""
    answer = conductor.lodge(received.submitted, by=by)
    return standing(answer.mrn or "")


def standing(mrn: str) -> DeclarationFile:
    """A file as it stands."""
    file = declarations.find(mrn)
    assert file is not None
    return file
