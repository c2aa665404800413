"""What organisations' software tells the hub, so that honest look-ups are explained: cases and posts."""

from datetime import datetime

from clearway.gateways.hub.telling import CaseKept, Kept, PostKept
from clearway.gateways.rest.call import Call, Reply, reply_json
from clearway.gateways.rest.consents import organisation
from clearway.gateways.rest.problems import Refused
from clearway.gateways.rest.reading import read
from clearway.hub.misuse import public as misuse

#: As long as a case may be named in a look-up.
MOST_CHARACTERS = 100


def keep_case(call: Call) -> Reply:
    """Whose a case is and whom it is about; told again, the last word counts."""
    said, number = read(call.content, CaseKept), _name(call, "number")
    for name, instant in (("since", said.since), ("until", said.until)):
        _in_a_zone(name, instant)
    if said.until is not None and said.until <= said.since:
        raise Refused(422, "The case ends before it begins.", at="$.until", passes="an instant after since")
    misuse.assign(organisation(call), said.assignment(number))
    return reply_json(Kept(number))


def keep_post(call: Call) -> Reply:
    """What an official is there for; told again, the last word counts."""
    said, official = read(call.content, PostKept), _name(call, "official")
    misuse.enrol(organisation(call), said.post(official), said.who())
    return reply_json(Kept(official))


def _name(call: Call, parameter: str) -> str:
    name = call.parameters[parameter]
    if not 0 < len(name) <= MOST_CHARACTERS or not name.isprintable():
        raise Refused(
            400, "The name {name} is no name.", at=f"path/{parameter}", passes="up to 100 printable characters",
            name=repr(name[:MOST_CHARACTERS]),
        )  # fmt: skip
    return name


def _in_a_zone(name: str, instant: datetime | None) -> None:
    if instant is not None and instant.tzinfo is None:
        raise Refused(422, "The instant has no time zone.", at=f"$.{name}", passes="2026-01-31T09:00:00+09:00")
