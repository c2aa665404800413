"""The exchange of a process that waits for many holders at once.

It looks up as ``look_up`` does: the same judgement, the same statement, the same seals. Only the waiting differs:
agreements are remembered, consents are read and accesses written for all who wait, and no thread waits for a holder.
Whatever is rare (a denial, a rule that has just gone) is done as everywhere else, by a thread.
"""

import asyncio
import functools
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any, Final, TypeVar
from urllib.parse import quote, urlsplit

import django.db
import msgspec
from django.conf import settings

from clearway.core.law.information import Holder, InformationKind
from clearway.core.share import Agreement, Consent, Question, Record, Ruling, World, bounds_of, decide, minimised
from clearway.hub.agreements import public as agreements
from clearway.hub.exchange import actions, connectors, errors, evidence, looking_up, rest, sealing
from clearway.hub.exchange.evidence import Access, Kept
from clearway.hub.exchange.grouping import Store, Together
from clearway.hub.exchange.line import Came, LineBroken, Lines
from clearway.hub.exchange.looking_up import Answer, Inquiry, Setting
from clearway.hub.exchange.picture import NotRemembered, Remembered
from clearway.hub.exchange.sieve import Sieve
from clearway.platform.calendar import now
from clearway.platform.events import wake
from clearway.platform.identity.actor import Actor

Value = TypeVar("Value")

#: So many slow things are done at a time.
THREADS: Final = 8
OK: Final = 200
_CONSENTS: Final = """
SELECT q.place, c.number::text, c.article, c.grants, c.since, c.until, c.withdrawn_at
FROM unnest(%s::text[], %s::text[], %s::text[]) WITH ORDINALITY AS q (subject, organisation, kind, place)
JOIN consents_consent c ON (c.subject, c.organisation, c.kind) = (q.subject, q.organisation, q.kind)
WHERE c.state IN ('given', 'withdrawn') ORDER BY c.number
"""


class Edge:
    """The exchange of one process and its loop."""

    def __init__(self) -> None:
        """Open nothing yet."""
        self._threads = ThreadPoolExecutor(THREADS, "exchange")
        self._agreements: Remembered[tuple[Agreement, ...]] = Remembered(agreements.about)
        self._addresses: Remembered[str] = Remembered(actions.address_of)
        self._consents = Together(_consents, lanes=1)
        self._writer = Together(_write, lanes=settings.CLEARWAY_WRITERS)
        self._wake = Together(_wake, lanes=1)
        self._lines: dict[str, Lines] = {}
        self._beside: set[asyncio.Future[Any]] = set()

    async def look_up(self, inquiry: Inquiry, setting: Setting, *, by: Actor, at: datetime) -> Answer:
        """Ask the holder; ``Denied`` where there is no live rule, ``HolderAway`` where nobody answers."""
        asked = looking_up.question(inquiry, by=by, at=at)
        known = await self._world(asked, setting)
        ruling = decide(asked, known)
        if not ruling.is_allowed:
            return await self.in_thread(looking_up.look_up, inquiry, setting, by=by, at=at)
        kind = setting.catalogue.kinds[asked.kind]
        bounds_of(kind, asked.names, inquiry.bounds)
        try:
            record = await self._record(setting.catalogue.holders[kind.holder], kind, asked)
            if isinstance(record, Came):
                return await self._passing(asked, setting, known, record)
        except errors.ExchangeError:
            await self._keep(looking_up.access(asked, setting, ruling, "holder-away", at=at))
            raise
        day = asked.at.astimezone(setting.hours.zone).date()
        shown = minimised(kind, asked.names, record, on=day, bounds=inquiry.bounds) if record is not None else {}
        return await self._answered(asked, setting, known, shown, is_found=record is not None)

    def at_hand(self, values: Remembered[Value], *key: str) -> Value:
        """A value that is at most a second old, and is being renewed where it grows old; or ``NotRemembered``."""
        value, must_renew = values.look(*key)
        if must_renew:
            self._begin(self.in_thread(values.renew, *key))
        return value

    async def remembered(self, values: Remembered[Value], *key: str) -> Value:
        """A value that is at most a second old; only whoever comes first waits for it."""
        try:
            return self.at_hand(values, *key)
        except NotRemembered:
            return await self.in_thread(values.renew, *key)

    async def in_thread(self, work: Callable[..., Value], *given: Any, **named: Any) -> Value:
        """Do what waits for the store on a thread with connections of its own."""
        ready = functools.partial(_with_connections, functools.partial(work, *given, **named))
        return await asyncio.get_running_loop().run_in_executor(self._threads, ready)

    async def close(self) -> None:
        """Let go of holders and of the store."""
        for lines in self._lines.values():
            lines.close()
        for together in (self._consents, self._writer, self._wake):
            await together.close()
        self._threads.shutdown(wait=False)

    async def _keep(self, access: Access) -> Kept | None:
        """Keep an access; the readers of the log are woken beside it, so that no answer waits for that."""
        kept = await self._writer(access)
        if wake.is_due():
            self._begin(self._wake(""))
        return kept

    def _begin(self, work: Coroutine[Any, Any, Any]) -> None:
        """Do something that nobody waits for."""
        begun = asyncio.ensure_future(work)
        self._beside.add(begun)
        begun.add_done_callback(self._done)

    def _done(self, begun: "asyncio.Future[Any]") -> None:
        """What failed is done again by whoever needs it next, who hears why."""
        self._beside.discard(begun)
        if not begun.cancelled():
            begun.exception()

    async def _world(self, asked: Question, setting: Setting) -> World:
        rules = await self.remembered(self._agreements, asked.kind, asked.organisation)
        needs_none = all(one.exemption for one in rules) or bool(asked.emergency)
        return World(
            kinds=setting.catalogue.kinds,
            articles=setting.catalogue.articles,
            agreements=rules,
            consents=() if needs_none else await self._consents(asked),
            hours=setting.hours,
        )

    async def _record(self, holder: Holder, kind: InformationKind, asked: Question) -> Record | Came | None:
        """What the holder has; an answer of which the rest is to come, where it is too large to be held."""
        address = await self.remembered(self._addresses, holder.code)
        needed = connectors.only(kind, asked.names)
        if urlsplit(address).scheme not in ("http", "https"):
            return await self.in_thread(lambda: connectors.to(holder).record(needed, asked.subject))
        if not rest.names_somebody(asked.subject):
            return None
        came = await self._came(holder.code, address, needed, asked.subject)
        if came.is_whole:
            return rest.read(holder.code, came.status, came.content)
        # What is not held cannot be judged, nor read as a day or an amount: only texts pass.
        is_text = all(name in kind.fields and kind.fields[name].type == "text" for name in asked.names)
        if came.status == OK and is_text:
            return came
        came.close()
        raise errors.AnswerUnreadable(holder=holder.code)

    async def _passing(self, asked: Question, setting: Setting, known: World, came: Came) -> Answer:
        """The access is on record before the first piece goes on."""
        try:
            answer = await self._answered(asked, setting, known, None, is_found=True)
        except BaseException:
            came.close()
            raise
        return msgspec.structs.replace(answer, pieces=_sieved(came, asked.names))

    async def _came(self, holder: str, address: str, kind: InformationKind, key: str) -> Came:
        if address not in self._lines:
            self._lines[address] = Lines(address)
        target = f"/{kind.code}/{quote(key, safe='')}?fields={quote(','.join(kind.fields), safe=',')}"
        try:
            return await self._lines[address].get(
                target, seconds=rest.TOTAL_SECONDS, connect_seconds=rest.CONNECT_SECONDS
            )
        except (LineBroken, OSError, TimeoutError):
            raise errors.HolderAway(holder=holder) from None

    async def _answered(
        self, asked: Question, setting: Setting, known: World, shown: dict[str, Any] | None, *, is_found: bool
    ) -> Answer:
        at = now()
        ruling = decide(msgspec.structs.replace(asked, at=at), known)
        if ruling.is_allowed:
            one = _shown(asked, setting, ruling, shown, is_found=is_found, at=at)
            kept = await self._keep(one)
            if kept is not None:
                return Answer(one.number, is_found, shown or {}, ruling.rule, ruling.basis, at, kept.seal)
        # What it rested on has gone: whether something else allows it is judged from the tables.
        return await self.in_thread(_answered_afresh, asked, setting, shown, is_found=is_found)


def _answered_afresh(asked: Question, setting: Setting, shown: dict[str, Any] | None, *, is_found: bool) -> Answer:
    return looking_up.answered(asked, setting, looking_up.world(asked, setting), shown, is_found=is_found)


def _shown(
    asked: Question, setting: Setting, ruling: Ruling, shown: dict[str, Any] | None, *, is_found: bool, at: datetime
) -> Access:
    outcome = "answered" if is_found else "not-found"
    return looking_up.access(asked, setting, ruling, outcome, at=at, shown=sealing.of_values(shown))


async def _sieved(came: Came, names: Iterable[str]) -> AsyncIterator[bytes]:
    """What was granted of an answer, piece by piece; breaks off where the holder does, or says no record."""
    sieve = Sieve(names)
    async for piece in came.pieces(rest.TOTAL_SECONDS):
        granted = sieve.passed(piece)
        if granted:
            yield granted
    yield sieve.ended()


async def _write(store: Store, group: list[Access]) -> list[Kept | None]:
    found = await (await store.execute(evidence.WRITE, (evidence.rows(group),))).fetchall()
    return evidence.sealed(group, [row[0] for row in found])


async def _wake(store: Store, group: list[str]) -> list[None]:
    await store.execute(f"NOTIFY {wake.CHANNEL}")
    return [None for _ in group]


async def _consents(store: Store, group: list[Question]) -> list[tuple[Consent, ...]]:
    triples = [[one.subject for one in group], [one.organisation for one in group], [one.kind for one in group]]
    found: defaultdict[int, list[Consent]] = defaultdict(list)
    for place, number, article, grants, *instants in await (await store.execute(_CONSENTS, triples)).fetchall():
        asked = group[place - 1]
        about = (asked.subject, asked.organisation, asked.kind)
        found[place].append(Consent(number, *about, article, frozenset(grants), *instants))
    return [tuple(found[place]) for place in range(1, len(group) + 1)]


def _with_connections(work: Callable[[], Value]) -> Value:
    django.db.close_old_connections()
    return work()
