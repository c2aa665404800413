"""What every handler of the building block's API reads first: whose call, about whom, which page of a list."""

from typing import TypedDict, TypeVar

from clearway.gateways.rest.call import Call
from clearway.gateways.rest.problems import Refused
from clearway.gateways.rest.reading import read
from clearway.hub.consents.public.records import Reach
from clearway.hub.wordings import public as wordings
from clearway.hub.wordings.public import Individual
from clearway.platform.identity.actor import Forbidden

Message = TypeVar("Message")
#: Names of the header that says about whom, as texts and tests spell it.
HEADERS = ("X-ConsentBB-IndividualId", "X-IndividualId", "X-Individual-Id", "IndividualId", "Individual-Id")
_DEFAULT_LIMIT = 50
_LONGEST = 12


def organisation(call: Call) -> str:
    """For whom a caller's software speaks."""
    found = call.actor.party or call.actor.office
    if not found:
        raise Forbidden(f"{call.actor.name} acts for no organisation.")
    return found


def decides(call: Call) -> bool:
    """Whether people who have proved who they are decide through this software."""
    return call.actor.may("consents:decide")


def readable(call: Call) -> str | None:
    """Whose wordings may be read: one's own, or anybody's where people decide."""
    return None if decides(call) else organisation(call)


def reach(call: Call) -> Reach:
    """Whose consents may be read and moved."""
    return Reach(readable(call))


def body(call: Call, kind: type[Message]) -> Message:
    """What was sent; nothing that a table cannot keep."""
    if b"\\u0000" in call.content:
        raise Refused(400, "A text holds the character NUL.", at="$", passes="text")
    return read(call.content, kind)


class Page(TypedDict):
    """Where a page of a list begins, and how long it is."""

    offset: int
    limit: int


def page(call: Call) -> Page:
    """Which page of a list is asked for."""
    return {"offset": _count(call, "offset", 0), "limit": _count(call, "limit", _DEFAULT_LIMIT)}


def individual(call: Call, *, needed: bool = True) -> Individual | None:
    """Whom the call is about, by header or query; somebody whom the caller's organisation knows."""
    named = next((value for name in HEADERS if (value := call.headers.get(name, ""))), "")
    number = call.query.get("individualId") or named
    if not number:
        if needed:
            raise Refused(
                400, "It is not said about whom.", at="query/individualId", passes="this, or the header {header}",
                header=HEADERS[0],
            )  # fmt: skip
        return None
    return wordings.individual(number, organisation=organisation(call))


def somebody(call: Call) -> Individual:
    """Whom the call is about."""
    found = individual(call)
    assert found is not None
    return found


def agreement_named(call: Call) -> str:
    """The data agreement that a path or query names, as either spells it."""
    names = ("dataAgreementId", "agreementId")
    return next((one for name in names if (one := call.parameters.get(name) or call.query.get(name))), "")


def _count(call: Call, name: str, otherwise: int) -> int:
    text = call.query.get(name)
    if text is None:
        return otherwise
    if not (text.isascii() and text.isdigit() and len(text) <= _LONGEST):
        raise Refused(400, "This is not a count.", at=f"query/{name}", passes="0 or more")
    return int(text)
