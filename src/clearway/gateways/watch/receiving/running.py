"""One run: every part that waits is taken, the copy is proven equal, and the source says up to when it has told.

A part is acknowledged once its rows are delivered. Up to when the source has told is what the hub says: when it last
compared the holder, once everything that came of it is taken. So nothing rests on a register that is half received.
"""

import time
from contextlib import suppress
from datetime import date
from typing import Final

import msgspec

from clearway.core.watch import ReceivingRefused
from clearway.gateways.watch.receiving import parts
from clearway.gateways.watch.receiving.calls import Hub, Later, Told
from clearway.gateways.watch.receiving.describing import Said, must_fit
from clearway.gateways.watch.receiving.parts import plain
from clearway.platform.calendar import day_in, now
from clearway.registers.lawbook import public as lawbook
from clearway.watch.intake.public import Reason, Taken
from clearway.watch.received import public as received
from clearway.watch.received.public import Standing
from clearway.watch.rulebook.public import Book

#: A register that changes while it is received is compared once more, so often at most; the next run goes on.
MOST_ROUNDS: Final = 4
#: No distribution has so many parts waiting; a hub that says so is not waited for.
MOST_ASKED: Final = 100_000
_METHOD: Final = "deleted from the source it filled, with what it was known by"


class Done(msgspec.Struct):
    """What a run has brought: parts, rows that were changed by them, ranges that were proven equal.

    ``is_told`` where the source has told more than before; ``deleted`` are the rows of a copy whose end has come.
    """

    parts: int = 0
    rows: int = 0
    ranges: int = 0
    is_told: bool = False
    deleted: int | None = None
    reasons: tuple[Reason, ...] = ()


class _SetAside(Exception):
    """A part does not fit the source; it comes again, and nothing behind it before."""


class Run:
    """A source, and the hub that it receives from."""

    def __init__(self, said: Said, hub: Hub, tenant: str, book: Book) -> None:
        """Receive for a government what was described."""
        must_fit(said, book.sources.table(said.source))
        self.said, self.hub, self.tenant, self.book = said, hub, tenant, book
        self.done = Done()

    def receive(self) -> Done:
        """Subscribe or go on; take everything that waits, or destroy what has come to its end."""
        copy = self._subscribed()
        with suppress(_SetAside):
            if self._today() > self.said.keep_until:
                # Whatever the hub says, and whether it says anything.
                self._delete(copy)
                self._destroy(copy, self.hub.told(copy.number), "the last day of the copy has passed")
                return self.done
            told = self.hub.told(copy.number)
            if told.state == "suspended":
                allowed = ("to wait until whoever suspended it resumes it",)
                raise ReceivingRefused("WAT-087", found=plain(told.reason) or "no reason", allowed=allowed)
            if told.state == "active":
                self._receive(copy, told)
            else:
                self._destroy(copy, told)
        return self.done

    def end(self, reason: str) -> Done:
        """Receive no more, and destroy what there is."""
        copy = received.known(self.tenant, self.said.source)
        if copy is None or not copy.number:
            found = f"nothing that {self.said.source} of {self.tenant} receives"
            raise ReceivingRefused("WAT-086", found=found, allowed=("a source that receives something",))
        with suppress(_SetAside):
            self._destroy(copy, self.hub.told(copy.number), reason)
        return self.done

    def _today(self) -> date:
        at = now()
        return day_in(lawbook.current(at).country.time_zone, at)

    def _subscribed(self) -> Standing:
        """The copy with its number; who died before keeping one finds it, for nothing was taken of it yet."""
        copy = received.begin(self.tenant, self.said.source, self.said.terms, at=now())
        if copy.number:
            return copy
        lost = [] if copy.is_new else [one for one in self.hub.distributions() if self._is_unused(one)]
        told = lost[0] if lost else self.hub.subscribe(self.said)
        if not told.seal:
            raise ReceivingRefused("WAT-083", found="a distribution without a seal", allowed=("its seal",))
        return received.subscribed(copy.id, told.number, bytes.fromhex(told.seal))

    def _is_unused(self, told: Told) -> bool:
        return told.state == "active" and not told.parts and told.is_as(self.said)

    def _receive(self, copy: Standing, told: Told) -> None:
        self._acknowledge(copy)
        for asked in range(MOST_ROUNDS):
            came = self._drain(copy)
            came += self._prove(copy) if received.doubt(copy.id, self.book) else 0
            # Whoever is told of changes by the hub's clock asks only to be sure of what came.
            is_told = not came and (asked > 0 or self.said.changes_hours is not None)
            if is_told or asked == MOST_ROUNDS - 1:
                break
            self.hub.look_for_changes(copy.number)
            told = self.hub.told(copy.number)
        if told.compared_at is not None:
            self.done.is_told = received.tell(copy.id, told.compared_at, self.book, at=now())

    def _acknowledge(self, copy: Standing) -> None:
        """What was taken and not acknowledged is, so that it need not be sent again; else it comes again."""
        if not copy.checksum:
            return
        try:
            self.hub.acknowledge(copy.number, copy.part, copy.checksum)
        except ReceivingRefused as error:
            if error.code != "WAT-082":
                raise
        else:
            received.acknowledged(copy.id, copy.checksum)

    def _drain(self, copy: Standing) -> int:
        """Take every part there is; how many came."""
        came = 0
        for _ in range(MOST_ASKED):
            answer = self.hub.next_part(copy.number)
            if answer is None:
                return came
            if isinstance(answer, Later):
                time.sleep(answer.seconds)
                continue
            self._take(copy, answer)
            came += 1
        raise ReceivingRefused("WAT-083", found=f"{MOST_ASKED:,} answers", allowed=("an end of them",))

    def _take(self, copy: Standing, content: bytes) -> None:
        part = parts.read(content, self.said, number=copy.number, seal=copy.seal)
        self._must_be_in(received.take(copy.id, part, self.book, at=now()))
        self.done.parts += 1
        self.hub.acknowledge(copy.number, part.number, part.checksum)
        received.acknowledged(copy.id, part.checksum)

    def _prove(self, copy: Standing) -> int:
        """The copy is compared with what the hub has sent; what differs comes again, once. How many parts came."""
        came, ranges = 0, received.fingerprints(copy.id)
        differing = self.hub.compare(copy.number, ranges)
        if differing:
            came = self._drain(copy)
            received.doubt(copy.id, self.book)
            ranges = received.fingerprints(copy.id)
            differing = self.hub.compare(copy.number, ranges)
        if differing:
            allowed = ("one record for each row of the source, and nobody else who delivers it",)
            found = f"ranges {', '.join(map(str, differing[:20]))}"
            raise ReceivingRefused("WAT-088", found=found, allowed=allowed)
        received.proven(copy.id)
        self.done.ranges = len(ranges)
        return came

    def _delete(self, copy: Standing) -> None:
        """Every row that was received goes from the source."""
        while taken := received.delete(copy.id, self.book, at=now()):
            self._must_be_in(taken)

    def _destroy(self, copy: Standing, told: Told, reason: str = "") -> None:
        """The distribution ends where it has not, the rows go, and the receipt is given."""
        if told.state in ("active", "suspended"):
            self.hub.end(copy.number, reason)
        self._delete(copy)
        self.done.deleted = received.standing(copy.id).deleted
        self.hub.destroyed(copy.number, _METHOD, self.done.deleted)
        received.end(copy.id)

    def _must_be_in(self, taken: Taken) -> None:
        if taken.outcome == "aside":
            self.done.reasons = taken.reasons
            raise _SetAside
        self.done.rows += taken.applied
