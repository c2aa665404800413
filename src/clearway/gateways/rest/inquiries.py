"""What organisations' software asks the hub: may I, and look it up."""

from datetime import datetime

import msgspec

from clearway.core.control import office_hours
from clearway.gateways.hub import forms
from clearway.gateways.hub.forms import Asking
from clearway.gateways.rest.call import Call, Reply, reply_json
from clearway.gateways.rest.reading import read
from clearway.hub.exchange import public as exchange
from clearway.hub.exchange.public import Setting
from clearway.platform.calendar import day_in, now
from clearway.platform.identity.actor import Actor
from clearway.registers.lawbook import public as lawbook


def ask(call: Call) -> Reply:
    """Look something up at its holder; the look-up is on record before the answer."""
    said, at = read(call.content, Asking), now()
    answer = exchange.look_up(said.inquiry(), setting(at), by=_official(call, said), at=at)
    return reply_json(forms.shown(answer), headers={forms.SEAL: answer.seal})


def may(call: Call) -> Reply:
    """Whether a look-up would be allowed; nothing is looked up."""
    said, at = read(call.content, Asking), now()
    ruling = exchange.may_ask(said.inquiry(), setting(at), by=_official(call, said), at=at)
    return reply_json(forms.may(ruling, language=call.language), language=call.language)


def setting(at: datetime) -> Setting:
    """The catalogue in force at an instant, and the hours of its day."""
    book = lawbook.current(at)
    return Setting(book.sharing, office_hours(book.on(day_in(book.country.time_zone, at))))


def _official(call: Call, said: Asking) -> Actor:
    """The organisation's software speaks for an official, whom the organisation answers for."""
    name = f"{call.actor.name}/{said.official}"
    return msgspec.structs.replace(call.actor, name=name, role=said.role, assurance=2)
