"""A service called: a kind of information, looked up at its holder for a purpose, and on record before the answer."""

from collections.abc import AsyncIterator
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final
from urllib.parse import unquote

import msgspec

from clearway.core.control import OfficeHours, office_hours
from clearway.core.law.information import InformationKind
from clearway.core.law.lawbook import Lawbook
from clearway.core.share import BoundMissing
from clearway.formats.refusal import Fault, Unreadable
from clearway.formats.xroad import headers, usage
from clearway.formats.xroad.errors import Code
from clearway.formats.xroad.identifiers import shown
from clearway.gateways.hub import forms
from clearway.gateways.hub.forms import Asking
from clearway.gateways.xroad import members
from clearway.gateways.xroad.call import Call, Failed, Reply, reply_json
from clearway.hub.exchange import public as exchange
from clearway.hub.exchange.public import Inquiry, Setting
from clearway.platform.calendar import day_in, now
from clearway.platform.identity.actor import Actor
from clearway.platform.wording import say
from clearway.registers.lawbook import public as lawbook

#: Everything by which a look-up fails that is not our own fault.
FAILURES: Final = (exchange.ExchangeError, BoundMissing)
_NO_VALUES: Final = b'"values":{},'
VERBS = ("GET", "HEAD", "POST")
#: What a look-up may say in its query, or in the fields of its body.
NEEDED = ("names", "article", "role")
KNOWN = ("case", "caseKind", "emergency")


class Prepared(msgspec.Struct, frozen=True):
    """A look-up that was understood: what is asked, by whom, under which law."""

    inquiry: Inquiry
    setting: Setting
    by: Actor
    at: datetime


def ask(call: Call) -> Reply:
    """Look a record up; what the exchange fails at is an error of the protocol, what the service refuses is not."""
    ready = prepared(call)
    if isinstance(ready, Reply):
        return ready
    try:
        return answered(exchange.look_up(ready.inquiry, ready.setting, by=ready.by, at=ready.at))
    except FAILURES as error:
        return failed(error)


def prepared(call: Call) -> Prepared | Reply:
    """What a call asks for; a reply where the service takes no such call."""
    assert call.address is not None and call.said is not None
    at = now()
    book = lawbook.current(at)
    kind = members.kind(call.address.service, call.manner.instance, book.sharing)
    if call.request.verb not in VERBS:
        return _refused(405, f"{kind.code} is asked, not changed.", {"Allow": ", ".join(VERBS)})
    if call.actor.is_sandbox:
        raise Failed("Server.ServerProxy.AccessDenied", "This client is for trying only; a look-up is none.")
    try:
        asking = _asking(call, kind)
    except Unreadable as wrong:
        return _refused(400, "The look-up cannot be understood.", faults=wrong.faults)
    return Prepared(asking.inquiry(), _setting(book, at), _official(call.actor, asking), at)


def answered(answer: exchange.Answer) -> Reply:
    """An answer with its seal."""
    reply = reply_json(forms.shown(answer))
    reply.headers[forms.SEAL] = answer.seal
    if answer.pieces is not None:
        # The values come last, as they come in.
        reply.content = reply.content.replace(_NO_VALUES, b"", 1)[:-1] + b',"values":{'
        reply.pieces = _closed(answer.pieces)
    return reply


async def _closed(members: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """Members of an object, the comma before the first left out, and its end."""
    is_first = True
    async for piece in members:
        yield piece.removeprefix(b",") if is_first else piece
        is_first = False
    yield b"}}"


def failed(error: Exception) -> Reply:
    """What is said where there is no answer."""
    if isinstance(error, exchange.Denied):
        raise Failed("Server.ServerProxy.AccessDenied", error.sentence, _missing(error)) from None
    if isinstance(error, exchange.ExchangeError):
        code: Code = "Server.ServerProxy.ServiceFailed.NetworkError"
        if isinstance(error, exchange.AnswerUnreadable):
            code = "Server.ServerProxy.ServiceFailed.InvalidResponse"
        raise Failed(code, say(error.sentence, error.facts, language="en"), error.remedy) from None
    assert isinstance(error, BoundMissing)
    sentence = "This is judged against a bound that the question must name."
    fault = Fault("FMT-432", f"query/{error.name}", sentence, "", "a {type}", {"type": error.type})
    return _refused(400, "The look-up cannot be understood.", faults=(fault,))


def _setting(book: Lawbook, at: datetime) -> Setting:
    return Setting(book.sharing, _hours(book, day_in(book.country.time_zone, at)))


@lru_cache(maxsize=4)
def _hours(book: Lawbook, day: date) -> OfficeHours:
    return office_hours(book.on(day))


def _missing(denied: exchange.Denied) -> list[dict[str, str]]:
    """Everything that stands in the way, in words, with what would pass."""
    return [
        {
            "code": one.code,
            "rule": one.rule,
            "says": say(one.sentence, one.facts, language="en"),
            "found": one.found,
            "needed": say(one.passes, one.facts, language="en"),
        }
        for one in denied.denials
    ]


def _asking(call: Call, kind: InformationKind) -> Asking:
    """The look-up that address, query or body, and headers ask for; ``Unreadable`` where they ask for none."""
    said = _body(call) if call.request.verb == "POST" else _query(call, kind)
    official = headers.user(call.request.headers)
    try:
        return msgspec.convert({**said, "kind": kind.code, "official": official}, Asking)
    except msgspec.ValidationError as wrong:
        what, _, at = str(wrong).partition(" - at `")
        raise Unreadable(Fault("FMT-431", at.strip("`") or "$", "{what}", "", "", {"what": shown(what)})) from None


def _query(call: Call, kind: InformationKind) -> dict[str, Any]:
    assert call.address is not None
    found = usage.parameters(call.address.query or "", needed=NEEDED, known=(*KNOWN, *kind.predicates))
    said: dict[str, Any] = {
        "subject": _subject(call.address.path),
        "names": [one.strip() for one in found["names"].split(",")],
        "article": found["article"],
        "role": found["role"],
        "emergency": found.get("emergency", ""),
        "bounds": {name: found[name] for name in kind.predicates if name in found},
    }
    if "caseKind" in found:
        said["case"] = {"number": found.get("case") or _issue(call), "kind": found["caseKind"]}
    return said


def _body(call: Call) -> dict[str, Any]:
    """A look-up in JSON, so that whom it is about stands in no address."""
    try:
        said = msgspec.json.decode(call.request.body, type=dict[str, Any])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as wrong:
        sentence, facts = "{what}", {"what": shown(str(wrong))}
        passes = "names, subject, article, role, case, bounds and emergency in JSON"
        raise Unreadable(Fault("FMT-431", "body", sentence, "", passes, facts)) from None
    if call.address is not None and call.address.path.strip("/"):
        said["subject"] = _subject(call.address.path)
    return said


def _subject(path: str) -> str:
    """Whom it is about: the one part that follows the service."""
    subject = unquote(path.removeprefix("/"))
    if not subject or "/" in subject:
        sentence = "Whom the look-up is about is missing."
        raise Unreadable(Fault("FMT-433", "path", sentence, shown(path), "…/<service>/<key>"))
    return subject


def _issue(call: Call) -> str:
    return call.said.issue if call.said else ""


def _official(actor: Actor, asking: Asking) -> Actor:
    """The organisation's software speaks for an official, whom the organisation answers for."""
    name = f"{actor.name}/{asking.official}"
    return msgspec.structs.replace(actor, name=name, role=asking.role, assurance=2)


def _refused(
    status: int, title: str, allow: dict[str, str] | None = None, *, faults: tuple[Fault, ...] = ()
) -> Reply:
    """The service itself refuses; the exchange has done its part, so this is no error of the protocol."""
    detail = [told(one) for one in faults]
    reply = reply_json({"title": title, "status": status, "detail": detail}, status=status)
    reply.headers.update(allow or {})
    return reply


def told(fault: Fault) -> dict[str, str]:
    """A fault in words: where, what was found, what would pass."""
    return {
        "code": fault.code,
        "at": fault.at,
        "says": say(fault.sentence, fault.facts, language="en"),
        "found": fault.found,
        "passes": say(fault.passes, fault.facts, language="en"),
    }
