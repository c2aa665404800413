"""What operators' and carriers' software does with cargo: announce, report, ask what may leave."""

from clearway.clearance.operator import acts
from clearway.gateways.operators import forms
from clearway.gateways.operators.forms import Arrival, CargoPage, Departure, NewCargo
from clearway.gateways.rest.call import Call, Reply, reply_json
from clearway.gateways.rest.reading import page, read
from clearway.platform.calendar import now
from clearway.platform.identity.actor import Forbidden
from clearway.stations.cargo import public as cargo
from clearway.stations.cargo.public import CargoFile, CargoUnknown

#: No number of cargo is longer.
LONGEST_NUMBER = 35


def announce_cargo(call: Call) -> Reply:
    """Announce cargo; declarations that wait for it are found by its transport document and containers."""
    said = read(call.content, NewCargo)
    return _told(acts.announce(forms.announced(said), by=call.actor, at=now()), status=201)


def report_arrival(call: Call) -> Reply:
    """Report that cargo is here; declarations that waited go on before the answer."""
    said = read(call.content, Arrival)
    number = _number(call)
    return _told(acts.arrive(number, packages=said.packages, place=said.place, by=call.actor, at=now()))


def report_departure(call: Call) -> Reply:
    """Report that released goods went through the gate."""
    said = read(call.content, Departure)
    return _told(acts.gate_out(_number(call), mrn=said.mrn, by=call.actor, at=now()))


def cargo_record(call: Call) -> Reply:
    """A cargo record as it stands."""
    number = _number(call)
    found = cargo.find(number, party=_party(call))
    if found is None:
        raise CargoUnknown(number=number)
    return _told(found)


def cargo_listed(call: Call) -> Reply:
    """The party's cargo, announced last first."""
    number = page(call.query)
    found = cargo.search(party=_party(call), page=number)
    return reply_json(CargoPage([forms.told(one) for one in found.records], number + 1 if found.has_more else None))


def cargo_released(call: Call) -> Reply:
    """The cargo on the operator's own premises of which something may leave."""
    return reply_json([forms.told(one) for one in cargo.may_leave(operator=_party(call))])


def _party(call: Call) -> str:
    if not call.actor.party:
        raise Forbidden(f"{call.actor.name} acts for no party.")
    return call.actor.party


def _number(call: Call) -> str:
    number = call.parameters["number"]
    if len(number) > LONGEST_NUMBER or not number.isprintable():
        raise CargoUnknown(number="?")
    return number


def _told(file: CargoFile, *, status: int = 200) -> Reply:
    headers = {"Location": f"/v1/cargo/{file.number}"} if status == 201 else {}
    return reply_json(forms.told(file), status=status, headers=headers)
