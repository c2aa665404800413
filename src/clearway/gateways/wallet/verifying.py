"""OpenID4VP: an organisation's software asks for a document; a wallet reads the question and answers it."""

from typing import Annotated, Any
from urllib.parse import urlencode

import msgspec

from clearway.gateways.hub.forms import Code, Name
from clearway.gateways.rest.call import Call, Reply
from clearway.gateways.rest.problems import Refused
from clearway.gateways.rest.reading import read
from clearway.gateways.wallet.reading import base, form, text, told
from clearway.hub.citizen.public import Names
from clearway.hub.wallet.public import verifier
from clearway.hub.wallet.public.verifier import Question
from clearway.platform.calendar import now
from clearway.platform.identity.actor import Forbidden
from clearway.registers.lawbook import public as lawbook

REQUEST = f"application/{verifier.TYP}"


class NewQuestion(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """What an organisation asks to be shown, and what for."""

    kind: Code
    names: Annotated[frozenset[Name], msgspec.Meta(min_length=1, max_length=50)]
    purpose: Annotated[str, msgspec.Meta(min_length=1, max_length=300)]


def ask(call: Call) -> Reply:
    """Ask whoever has a document to show some claims of it."""
    if b"\\u0000" in call.content:
        raise Refused(400, "A text holds the character NUL.", at="$", passes="text")
    said, at = read(call.content, NewQuestion), now()
    known = lawbook.current(at).sharing
    asked = verifier.ask(_organisation(call), said.kind, said.names, said.purpose, known, by=call.actor.name, at=at)
    return told(_as_seen(asked, call), 201)


def found(call: Call) -> Reply:
    """A question of the organisation, and what came."""
    return told(_as_seen(verifier.question(call.parameters["number"], organisation=_organisation(call)), call))


def request(call: Call) -> Reply:
    """The question, signed, for the wallet that is to answer."""
    number, at = call.parameters["number"], now()
    asked = verifier.open_question(number, at=at)
    called = Names([asked.organisation]).organisation(asked.organisation)
    return text(verifier.request_object(number, base=base(call), called=called, at=at), REQUEST)


def response(call: Call) -> Reply:
    """What a wallet answers: a document, or that its owner sends none."""
    said, number = form(call), call.parameters["number"]
    if said.get("state") != number:
        raise Refused(400, "The state is not that of the question.", at="form/state")
    if "error" in said:
        verifier.refuse(number, at=now())
        return told({})
    verifier.answer(number, said.get("vp_token", ""), at=now())
    return told({})


def _as_seen(asked: Question, call: Call) -> dict[str, Any]:
    where = f"{base(call)}/wallet/requests/{asked.number}/object"
    query = urlencode({"client_id": verifier.client_id(now()), "request_uri": where})
    state = "over" if asked.state == "waiting" and asked.until <= now() else asked.state
    return {
        "number": asked.number,
        "kind": asked.kind,
        "names": list(asked.names),
        "purpose": asked.purpose,
        "state": state,
        "until": asked.until,
        "answeredAt": asked.answered_at,
        "claims": asked.claims,
        "requestUri": where,
        "walletUri": f"openid4vp://?{query}",
        "portalUri": f"{base(call)}/me/wallet/send?{query}",
    }


def _organisation(call: Call) -> str:
    whose = call.actor.party or call.actor.office
    if not whose:
        raise Forbidden(f"{call.actor.name} acts for no organisation.")
    return whose
