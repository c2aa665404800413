"""Outside parties of the demonstration: permits and cargo of agencies and operators, and everybody's software."""

import csv
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from clearway.clearance.agency import acts as agencies
from clearway.clearance.operator import acts as operators
from clearway.core.permit import Grant
from clearway.gateways.simulators import agency, operator, townhall
from clearway.gateways.simulators.line import load_or_create
from clearway.platform.identity.actor import Actor
from clearway.registers.traders import public as traders
from clearway.stations.cargo import public as cargo
from clearway.stations.cargo.public import Announcement
from clearway.stations.permits import public as permits

#: For whom the simulated software works.
AGENCY, OPERATOR, TOWN = "DL700101", "DL0000004015", "DL0101"
AGENCY_KEPT, OPERATOR_KEPT = "simulated-agency.json", "simulated-operator.json"
TOWN_KEPT = "simulated-townhall.json"


def set_up(folder: Path, var: Path, *, at: datetime) -> None:
    """Fill the registers from the demonstration's tables, once, and register the simulators' clients."""
    for row in _rows(folder / "permits.csv"):
        _issue(row, at)
    for row in _rows(folder / "cargo.csv"):
        _report(row, at)
    account = load_or_create(var / AGENCY_KEPT, agency.CLIENT)
    traders.add_machine_client("", account.client, account.secret, office=AGENCY)
    account = load_or_create(var / OPERATOR_KEPT, operator.CLIENT)
    traders.add_machine_client(OPERATOR, account.client, account.secret)
    account = load_or_create(var / TOWN_KEPT, townhall.CLIENT)
    traders.add_machine_client("", account.client, account.secret, office=TOWN, kind="government")


def _issue(row: dict[str, str], at: datetime) -> None:
    by = Actor(name="demonstration", office=row["agency"], permissions=frozenset({"permits:write"}))
    if permits.find(row["number"], agency=row["agency"]) is not None:
        return
    grant = Grant(
        number=row["number"],
        document=row["document"],
        holder=row["holder"],
        goods=tuple(row["goods"].split()),
        countries=tuple(row["countries"].split()),
        since=date.fromisoformat(row["since"]),
        until=date.fromisoformat(row["until"]) if row["until"] else None,
        quantities={row["unit"]: Decimal(row["quantity"])} if row["unit"] else {},
    )
    agencies.issue(grant, by=by, at=at)


def _report(row: dict[str, str], at: datetime) -> None:
    by = Actor(name="demonstration", party=row["operator"], permissions=frozenset({"cargo:write"}))
    if cargo.find(row["number"], party=row["operator"]) is not None:
        return
    announced = Announcement(
        number=row["number"],
        document=row["document"],
        containers=tuple(row["containers"].split()),
        packages=int(row["packages"]) if row["packages"] else None,
        mass=Decimal(row["mass"]) if row["mass"] else None,
        consignee=row["consignee"],
        place=row["place"],
    )
    operators.announce(announced, by=by, at=at)
    if row["counted"]:
        operators.arrive(row["number"], packages=int(row["counted"]), by=by, at=at)


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
