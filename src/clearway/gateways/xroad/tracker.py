"""Who used a person's data: the data tracker's questions and GovStack's, answered from the record of accesses.

The person themself asks, through software that has the permission for it. Software that speaks for somebody else is
refused: this house knows of nobody's right to speak for another. What the law conceals for a while is left out, and
no official's name is told.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache

from clearway.core.law.information import Catalogue
from clearway.formats.refusal import Fault, Unreadable
from clearway.formats.xroad import headers, usage
from clearway.formats.xroad.identifiers import shown
from clearway.formats.xroad.usage import Asked, Reading, Usage, Usages
from clearway.gateways.xroad import members
from clearway.gateways.xroad.call import Call, Failed, Reply, reply_json
from clearway.hub.disclosures import public as disclosures
from clearway.hub.exchange import public as exchange
from clearway.hub.exchange.public import Accessed
from clearway.platform.calendar import now
from clearway.registers.lawbook import public as lawbook

#: So many accesses are read at a time.
_BATCH = 500
_HOUSE = "Clearway"
Called = Callable[[str], str]


def find(call: Call) -> Reply:
    """A person's usage, newest first."""
    user, asked = headers.user(call.request.headers), usage.asked(call.request.query)
    _must_be_the_person(user, asked.person)
    catalogue = lawbook.current(now()).sharing
    called = _names(catalogue)
    total, page = 0, []
    for one in _accesses(asked):
        if asked.offset <= total < asked.offset + asked.limit:
            page.append(_use(one, catalogue, called))
        total += 1
    return reply_json(Usages(total, tuple(page)))


def period(call: Call) -> Reply:
    """The time of which accesses are on record; it goes on to the present."""
    since = exchange.kept_since() or now()
    return reply_json({"periodStart": since})


def heartbeat(call: Call) -> Reply:
    """Whether the record can be read."""
    exchange.count("person/0")
    return reply_json({"status": "OK", "message": "Usage can be asked for."})


def readings(call: Call) -> Reply:
    """A person's readings in one register, as GovStack's definition asks for them."""
    return _readings(call, "userId", "databaseId", is_capital=False)


def readings_capital(call: Call) -> Reply:
    """The same, as GovStack's published tests ask for them."""
    return _readings(call, "userID", "DatabaseID", is_capital=True)


def _readings(call: Call, person: str, register: str, *, is_capital: bool) -> Reply:
    found = usage.parameters(call.request.query, needed=(person, register))
    user = headers.last(call.request.headers, headers.USER)
    _must_be_the_person(user if user is not None else found[person], found[person])
    catalogue = lawbook.current(now()).sharing
    if not _is_register(found[register], catalogue):
        sentence = "There is no such register."
        raise Unreadable(Fault("FMT-422", f"query/{register}", sentence, shown(found[register]), "a holder or kind"))
    called = _names(catalogue)
    read = [
        _reading(one, called)
        for one in _accesses(Asked(found[person]))
        if found[register] in (one.holder, one.kind) and one.outcome == "answered"
    ]
    status = 200 if read else 404
    return reply_json([one.capital() if is_capital else one.camel() for one in read[: usage.MOST]], status=status)


def _is_register(code: str, catalogue: Catalogue) -> bool:
    return code in catalogue.holders or code in catalogue.kinds


def _must_be_the_person(user: str, person: str) -> None:
    if _bare(user) != _bare(person):
        message = "Usage is shown to the person themself."
        detail = [{"code": "XRD-101", "at": headers.USER, "found": shown(user), "passes": "the person asked about"}]
        raise Failed("Server.ServerProxy.AccessDenied", message, detail)


def _bare(person: str) -> str:
    """A person's number without the country in front of it."""
    country = lawbook.current(now()).country.code
    return person.removeprefix(country)


def _accesses(asked: Asked) -> Iterator[Accessed]:
    """The accesses about a person in a time, newest first, never many of them in memory."""
    subject, before = f"person/{_bare(asked.person)}", None
    concealed = disclosures.in_force(subject, now())
    while found := exchange.about(subject, before=before, limit=_BATCH):
        yield from (one for one in found if one.concealment not in concealed and _is_within(one.at, asked))
        before = found[-1].ordinal
        if asked.since is not None and found[-1].at < asked.since:
            return


def _is_within(at: datetime, asked: Asked) -> bool:
    return (asked.since is None or asked.since <= at) and (asked.until is None or at <= asked.until)


def _use(one: Accessed, catalogue: Catalogue, called: Called) -> Usage:
    kind, article = catalogue.kinds.get(one.kind), catalogue.articles.get(one.article)
    action = ": ".join([kind.titles["en"] if kind else one.kind, article.titles["en"] if article else one.article])
    told = action if one.outcome == "answered" else f"{action} ({one.outcome})"
    return Usage(one.at, told, one.organisation, called(one.organisation), _system(one.official))


def _reading(one: Accessed, called: Called) -> Reading:
    """A reading, its reader under the number that the subject knows them by; initials would tell too much."""
    return Reading(
        id=one.number,
        reader=one.official_number,
        initials="",
        institution=one.organisation,
        institution_name=called(one.organisation),
        application=_system(one.official),
        at=one.at,
        references=(one.case_number,) if one.case_number else (),
    )


def _names(catalogue: Catalogue) -> Called:
    """What organisations are called, each asked for once in an answer."""
    return cache(lambda organisation: members.name(organisation, catalogue))


def _system(official: str) -> str:
    """The software that an access came by; a person at a page came by the house's own."""
    if not official.startswith("client:"):
        return _HOUSE
    return official.removeprefix("client:").partition("/")[0]
