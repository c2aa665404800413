"""Calls to a hub: with a token, answers of bounded size, each of them looked over before it is used."""

import re
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Annotated, Any, Final, Literal, Self

import httpx
import msgspec

from clearway.core.watch import ReceivingRefused
from clearway.gateways.watch.receiving.describing import Said
from clearway.gateways.watch.receiving.parts import checksum, plain

#: A holder is read before a part comes.
TIMEOUT: Final = httpx.Timeout(120.0, connect=10.0)
#: No answer is longer, and no part, once it is unpacked.
MOST_BYTES: Final = 2_000_000
MOST_PART: Final = 64_000_000
#: A hub that has ranges waiting may ask for so much patience at a time.
MOST_SECONDS: Final = 60
#: So many ranges are compared in one call.
RANGES_AT_ONCE: Final = 10_000
_SCOPE: Final = "hub:receive"
_JSON, _UNPACKED, _PACKED = "application/json", "identity", "gzip"
_TOKEN: Final = re.compile(r"[\x21-\x7e]{1,4000}")
_AGAIN: Final = "to try again later; nothing is lost"
_MOST_PLACES: Final = 5
_ODD: Final = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)

_Number = Annotated[str, msgspec.Meta(pattern="^[0-9A-Za-z-]{1,60}$")]
_Seal = Annotated[str, msgspec.Meta(pattern="^([0-9a-f]{2}){0,256}$")]


class Told(msgspec.Struct, frozen=True, rename="camel"):
    """A distribution as its hub tells of it; ``compared_at`` is up to when a copy that is received whole goes."""

    number: _Number
    state: Literal["active", "suspended", "ended", "destroyed"]
    kind: str
    article: str
    names: frozenset[str]
    keep_until: str
    part_rows: int
    bounds: dict[str, str] = {}
    changes_hours: int | None = None
    parts: int = 0
    seal: _Seal = ""
    reason: str = ""
    compared_at: Annotated[datetime, msgspec.Meta(tz=True)] | None = None

    def is_as(self, said: Said) -> bool:
        """Whether it is what would be subscribed to."""
        mine, terms = msgspec.to_builtins(self), said.terms
        same = ("kind", "article", "keepUntil", "bounds", "partRows", "changesHours")
        return self.names == said.names and all(mine[name] == terms[name] for name in same)


class Later(msgspec.Struct, frozen=True):
    """There is no part now, while ranges wait still; asking again after so many seconds goes on with them."""

    seconds: float


class _Place(msgspec.Struct, frozen=True):
    """Where something is wrong, and what would pass."""

    code: str = ""
    found: str | None = None
    passes: str | None = None


class _Problem(msgspec.Struct, frozen=True):
    """What is wrong, as RFC 9457 has it, with the places that it is wrong in; or as OAuth has it."""

    code: str = ""
    title: str = ""
    detail: str | None = None
    places: tuple[_Place, ...] = ()
    error: str = ""


class _Token(msgspec.Struct, frozen=True):
    access_token: str


class _Differing(msgspec.Struct, frozen=True):
    ranges: tuple[int, ...]


class _Answer(msgspec.Struct, frozen=True):
    status: int
    headers: Mapping[str, str]
    content: bytes


class Hub:
    """A hub, and the client that we are to it."""

    def __init__(self, address: str, client: str, secret: str) -> None:
        """Speak to a hub at an address."""
        self._address = address.rstrip("/")
        self._secret = {"client_id": client, "client_secret": secret}
        self._client = httpx.Client(timeout=TIMEOUT, follow_redirects=False, headers={"Accept-Encoding": _UNPACKED})
        self._token = ""

    def __enter__(self) -> Self:
        """Speak for a while."""
        return self

    def __exit__(self, *_: object) -> None:
        """Hang up."""
        self._client.close()

    def subscribe(self, said: Said) -> Told:
        """Begin to receive."""
        return _read(self._call("POST", "", said.asked), Told)

    def distributions(self) -> tuple[Told, ...]:
        """What our organisation receives."""
        return _read(self._call("GET", ""), tuple[Told, ...])

    def told(self, number: str) -> Told:
        """One distribution as it stands."""
        return _read(self._call("GET", f"/{number}"), Told)

    def next_part(self, number: str) -> bytes | Later | None:
        """The next part as it was made, its checksum tried; nothing where there is none."""
        answer = self._call("GET", f"/{number}/parts/next", encoding=_PACKED, most=MOST_PART)
        if answer.status == httpx.codes.NO_CONTENT:
            waits = answer.headers.get("retry-after", "")
            known = waits.isascii() and waits.isdigit() and len(waits) < 7
            return Later(min(int(waits), MOST_SECONDS) if known else MOST_SECONDS) if waits else None
        told, found = answer.headers.get("x-part-checksum", "none"), checksum(answer.content)
        if told != found:
            raise ReceivingRefused("WAT-084", found=found, allowed=(plain(told),), place="X-Part-Checksum")
        return answer.content

    def acknowledge(self, number: str, part: int, said: str) -> None:
        """A part is kept."""
        self._call("POST", f"/{number}/parts/{part}/acknowledgement", {"checksum": said})

    def look_for_changes(self, number: str) -> None:
        """Have the holder compared with what we have."""
        self._call("POST", f"/{number}/changes")

    def compare(self, number: str, ranges: Mapping[int, str]) -> tuple[int, ...]:
        """Say what we have; which ranges differ."""
        said = [{"number": one, "digest": digest} for one, digest in ranges.items()]
        found: list[int] = []
        for at in range(0, len(said), RANGES_AT_ONCE):
            answer = self._call("POST", f"/{number}/comparison", {"ranges": said[at : at + RANGES_AT_ONCE]})
            found += _read(answer, _Differing).ranges
        return tuple(found)

    def end(self, number: str, reason: str) -> None:
        """Nothing more is to come."""
        self._call("POST", f"/{number}/status", {"state": "ended", "reason": reason})

    def destroyed(self, number: str, method: str, rows: int) -> None:
        """The receipt that the copy is destroyed."""
        self._call("POST", f"/{number}/destruction", {"method": method, "rows": rows})

    def _call(
        self, method: str, path: str, said: Any = None, *, encoding: str = _UNPACKED, most: int = MOST_BYTES
    ) -> _Answer:
        answer = self._with_token(method, path, said, encoding, most)
        if answer.status == httpx.codes.UNAUTHORIZED:
            self._token = ""
            answer = self._with_token(method, path, said, encoding, most)
        return _passed(answer)

    def _with_token(self, method: str, path: str, said: Any, encoding: str, most: int) -> _Answer:
        if not self._token:
            form = {"grant_type": "client_credentials", "scope": _SCOPE, **self._secret}
            answer = _passed(self._asked("POST", "/oauth/token", most=MOST_BYTES, data=form))
            self._token = _read(answer, _Token).access_token
            if not _TOKEN.fullmatch(self._token):
                raise _ill("an access token that no header can hold")
        headers = {"Authorization": f"Bearer {self._token}", "Accept-Encoding": encoding}
        content = msgspec.json.encode(said) if said is not None else None
        headers |= {"Content-Type": _JSON} if content is not None else {}
        return self._asked(method, f"/v1/distributions{path}", most=most, content=content, headers=headers)

    def _asked(self, method: str, path: str, *, most: int, **more: Any) -> _Answer:
        with _reached(), self._client.stream(method, self._address + path, **more) as answer:
            return _Answer(answer.status_code, answer.headers, _content(answer, most))


@contextmanager
def _reached() -> Iterator[None]:
    try:
        yield
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        found = plain(str(error)) or type(error).__name__
        raise ReceivingRefused("WAT-081", found=found, allowed=(_AGAIN,)) from None


def _content(answer: httpx.Response, most: int) -> bytes:
    """The body, unpacked, and never more of it than is allowed."""
    encoding = answer.headers.get("content-encoding", _UNPACKED)
    if encoding not in (_UNPACKED, _PACKED):
        raise _ill(f"the encoding {plain(encoding)}")
    unpacking = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16) if encoding == _PACKED else None
    content = bytearray()
    try:
        for came in answer.iter_raw():
            content += unpacking.decompress(came, most + 1 - len(content)) if unpacking else came
            if len(content) > most:
                raise ReceivingRefused("WAT-083", found="a longer answer", allowed=(f"up to {most:,} bytes",))
            if unpacking and unpacking.unused_data:
                raise _ill("something behind the end of the answer")
    except zlib.error as error:
        raise _ill(str(error)) from None
    if unpacking and not unpacking.eof:
        raise _ill("an answer that was cut off")
    return bytes(content)


def _passed(answer: _Answer) -> _Answer:
    """The answer, where it is one; a problem as the hub has said it."""
    if httpx.codes.is_success(answer.status):
        return answer
    try:
        problem = msgspec.json.decode(answer.content, type=_Problem)
    except _ODD:
        problem = _Problem()
    places = problem.places[:_MOST_PLACES]
    said = [problem.code, problem.title or problem.error or "no reason"]
    said += [f"({one.code} {one.found or ''})" for one in places]
    found = plain(f"{answer.status} {' '.join(one for one in said if one)}").rstrip(".")
    passes = tuple(plain(one).rstrip(".") for one in (problem.detail, *(one.passes for one in places)) if one)
    is_away = answer.status >= httpx.codes.INTERNAL_SERVER_ERROR or answer.status == httpx.codes.TOO_MANY_REQUESTS
    raise ReceivingRefused("WAT-081" if is_away else "WAT-082", found=found, allowed=passes or (_AGAIN,))


def _read(answer: _Answer, kind: Any) -> Any:
    try:
        return msgspec.json.decode(answer.content, type=kind)
    except _ODD as error:
        raise _ill(str(error)) from None


def _ill(what: str) -> ReceivingRefused:
    return ReceivingRefused("WAT-083", found=plain(what), allowed=("an answer as PR-DST has it",))
