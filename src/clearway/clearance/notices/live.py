"""Notices as they come, by server-sent events, without letting those who listen take the threads of those who work.

A few streams of a process are held open for a while; whoever comes when all places are taken is given what there is
and asked to come again a little later. The browser does both by itself.
"""

import threading
import time
import uuid
from collections.abc import Iterator

import msgspec
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse

from clearway.clearance.acting import Acting
from clearway.clearance.notices.showing import person
from clearway.platform.notifications import people

#: Of a process's eight threads so many may listen.
MOST_HELD = 2
HELD_SECONDS = 20.0
LOOK_SECONDS = 1.0
#: When a browser comes again: at once after a held stream, later where there was no place.
SOON_MS, LATER_MS = 1_000, 15_000


class Places:
    """The places of a process for those who listen; one that nobody gave back is free again after its time."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._taken: dict[str, float] = {}
        self._lock = threading.Lock()

    def take(self, seconds: float) -> str | None:
        """A place, unless all are taken."""
        present = time.monotonic()
        with self._lock:
            self._taken = {place: until for place, until in self._taken.items() if until > present}
            if len(self._taken) >= self._most:
                return None
            place = uuid.uuid4().hex
            self._taken[place] = present + seconds
            return place

    def give_back(self, place: str) -> None:
        """The place is free."""
        with self._lock:
            self._taken.pop(place, None)


PLACES = Places(MOST_HELD)


class Stream:
    """What one listener is sent, until the time is up or the listener has gone."""

    def __init__(self, user: int, seen: int, place: str | None) -> None:
        self._user = user
        self._seen = seen
        self._place = place
        self._pieces = self._said()

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        return next(self._pieces)

    def close(self) -> None:
        """Called when the answer has ended, however it did."""
        if self._place is not None:
            PLACES.give_back(self._place)
            self._place = None

    def _said(self) -> Iterator[bytes]:
        is_held = self._place is not None
        yield f"retry: {SOON_MS if is_held else LATER_MS}\n\n".encode()
        yield self._counted()
        yield from self._new()
        until = time.monotonic() + HELD_SECONDS
        pause = threading.Event()
        while is_held and time.monotonic() < until:
            pause.wait(LOOK_SECONDS)
            try:
                news = list(self._new())
            except DatabaseError:
                return
            yield from news
            # Only by writing is it noticed that nobody listens any more.
            yield b": here\n\n"

    def _counted(self) -> bytes:
        return _event("unread", {"unread": people.unread(self._user)})

    def _new(self) -> Iterator[bytes]:
        found = people.since(self._user, self._seen)
        if not found:
            return
        unread = people.unread(self._user)
        for one in found:
            self._seen = one.id
            told = {"id": one.id, "title": one.title, "text": one.text, "unread": unread}
            yield _event("notice", told, number=one.id)


def live(request: HttpRequest, who: Acting) -> HttpResponseBase:
    """What I am told from now on, or since the notice I saw last."""
    user = person(request)
    asked = request.headers.get("Last-Event-ID") or request.GET.get("after", "")
    is_number = asked.isascii() and asked.isdigit() and len(asked) < 19
    seen = int(asked) if is_number else people.latest(user)
    place = PLACES.take(HELD_SECONDS + 5)
    response = StreamingHttpResponse(Stream(user, seen, place), content_type="text/event-stream")
    # It is sent piece by piece: nobody on the way may gather it, nor press it.
    response["Content-Encoding"] = "identity"
    response["X-Accel-Buffering"] = "no"
    return response


def _event(name: str, data: dict[str, object], *, number: int | None = None) -> bytes:
    numbered = f"id: {number}\n" if number is not None else ""
    return f"{numbered}event: {name}\ndata: ".encode() + msgspec.json.encode(data) + b"\n\n"
