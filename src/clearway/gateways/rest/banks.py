"""What banks' software does: tell of payments, ask what is to be sent back, confirm it, look up what is due."""

from clearway.formats.limits import shown
from clearway.gateways.banks import calls
from clearway.gateways.banks.calls import Signed
from clearway.gateways.rest.call import Call, Reply, reply_json
from clearway.platform.calendar import now


def payment(call: Call) -> Reply:
    """Take a payment; the answer comes once it is durable."""
    return reply_json(calls.pay(Signed(call.headers, call.content), by=call.actor, at=now()))


def returns(call: Call) -> Reply:
    """What the bank is to send back."""
    return reply_json(calls.returns(by=call.actor))


def sent_back(call: Call) -> Reply:
    """Money has gone back."""
    return reply_json(calls.send_back(Signed(call.headers, call.content), by=call.actor, at=now()))


def due(call: Call) -> Reply:
    """What is to be paid under a reference."""
    return reply_json(calls.due(shown(call.parameters["number"]), by=call.actor))
