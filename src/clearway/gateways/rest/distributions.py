"""What receivers' software does about bulk data: subscribe, take and acknowledge parts, compare, end, destroy."""

import gzip

import msgspec

from clearway.gateways.hub import distribution as forms
from clearway.gateways.hub.distribution import (
    Acknowledgement,
    BulkAsked,
    Comparison,
    Destruction,
    Differing,
    Moving,
    NewDistribution,
    Waiting,
)
from clearway.gateways.rest.call import NDJSON, Call, Reply, reply_json
from clearway.gateways.rest.inquiries import setting
from clearway.gateways.rest.problems import Refused
from clearway.gateways.rest.reading import read
from clearway.hub.distribution import public as distribution
from clearway.platform.calendar import now
from clearway.platform.identity.actor import Actor, Forbidden

#: Headers of a part: its number, the range of keys that it is of, its rows, and what is to be acknowledged.
_PART, _RANGE, _ROWS, _CHECKSUM = "X-Part", "X-Part-Range", "X-Part-Rows", "X-Part-Checksum"
#: Where ranges wait to be compared, asking again at once goes on with it.
_GO_ON = {"Retry-After": "0"}
#: Personal data seldom repeat; more effort takes longer and saves little.
_EFFORT = 3
_METHODS = "GET, OPTIONS"
MOST_PART = 999_999_999
ACCEPT_ENCODING = {"Accept-Encoding": "gzip, where parts are to come compressed."}


def check_distribution(call: Call) -> Reply:
    """How much would be received, and which names; nothing is read and nothing recorded."""
    at = now()
    wanted = read(call.content, BulkAsked).wanted()
    return reply_json(forms.foreseen(distribution.forecast(wanted, setting(at), by=_receiver(call), at=at)))


def subscribe(call: Call) -> Reply:
    """Receive a kind of information from now on."""
    said, at = read(call.content, NewDistribution), now()
    found = distribution.subscribe(said.wanted(), said.terms(), setting(at), by=_receiver(call), at=at)
    location = {"Location": f"/v1/distributions/{found.number}"}
    return reply_json(forms.told(found), status=201, headers=location)


def distributions(call: Call) -> Reply:
    """What the organisation receives."""
    return reply_json([forms.told(one) for one in distribution.of_receiver(_receiver(call))])


def distribution_told(call: Call) -> Reply:
    """One distribution as it stands."""
    return reply_json(forms.told(distribution.one(_number(call), by=_receiver(call))))


def distribution_parts(call: Call) -> Reply:
    """The parts that were sent."""
    before = call.query.get("before", "")
    if before and not (before.isascii() and before.isdigit() and len(before) < 10):
        raise Refused(400, "There is no such page.", at="query/before", passes="a number")
    found = distribution.parts(_number(call), by=_receiver(call), before=int(before) if before else None)
    return reply_json([forms.part(one) for one in found])


def take_part(call: Call) -> Reply:
    """The next part, or the last one again; 204 where there is none.

    Its headers alone cannot be had: what is on record as sent is sent.
    """
    if call.is_head:
        raise Refused(405, "{methods} are offered.", headers={"Allow": _METHODS}, methods=_METHODS)
    at, by = now(), _receiver(call)
    found = distribution.take(_number(call), call.parameters["part"], setting(at), by=by, at=at)
    if found is None:
        is_more = distribution.one(_number(call), by=by).waiting > 0
        return Reply(204, b"", NDJSON, dict(_GO_ON) if is_more else {})
    said = {_PART: found.part, _RANGE: found.range, _ROWS: found.count, _CHECKSUM: found.checksum}
    headers = {name: str(value) for name, value in said.items()} | {"Vary": "Accept-Encoding"}
    if "gzip" not in call.headers.get("Accept-Encoding", ""):
        return Reply(200, found.content, NDJSON, headers)
    return Reply(200, gzip.compress(found.content, _EFFORT), NDJSON, {**headers, "Content-Encoding": "gzip"})


def acknowledge_part(call: Call) -> Reply:
    """A part is kept."""
    said, by = read(call.content, Acknowledgement), _receiver(call)
    found = distribution.acknowledge(_number(call), _part(call), said.checksum, by=by, at=now())
    return reply_json(forms.part(found))


def ask_for_changes(call: Call) -> Reply:
    """Have the holder compared with what the receiver has."""
    at = now()
    waiting = distribution.look_for_changes(_number(call), setting(at), by=_receiver(call), at=at)
    return reply_json(Waiting(waiting))


def compare_ranges(call: Call) -> Reply:
    """Say what is there; what differs comes again."""
    said = read(call.content, Comparison)
    ranges = {one.number: one.digest for one in said.ranges}
    return reply_json(Differing(distribution.compare(_number(call), ranges, by=_receiver(call), at=now())))


def move_distribution(call: Call) -> Reply:
    """Suspend, resume or end it."""
    said = read(call.content, Moving)
    found = distribution.move(_number(call), said.state, reason=said.reason, by=_receiver(call), at=now())
    return reply_json(forms.told(found))


def distribution_destroyed(call: Call) -> Reply:
    """The receipt that the copy is destroyed."""
    said = read(call.content, Destruction)
    found = distribution.destroyed(_number(call), said.method, said.rows, by=_receiver(call), at=now())
    return reply_json(forms.told(found))


def _receiver(call: Call) -> Actor:
    """The organisation's software; its secret is what it proves itself by."""
    if not (call.actor.party or call.actor.office):
        raise Forbidden(f"{call.actor.name} acts for no organisation.")
    return msgspec.structs.replace(call.actor, assurance=2)


def _number(call: Call) -> str:
    return call.parameters["number"]


def _part(call: Call) -> int:
    text = call.parameters["part"]
    known = text.isascii() and text.isdigit() and len(text) < 10
    # A part that can never have been is as unknown as one that was not sent yet.
    return int(text) if known else MOST_PART
