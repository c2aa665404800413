"""A part of a distribution, read from the bytes that came; nothing of it is believed that its digests do not say."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from hashlib import sha256
from hmac import compare_digest, digest
from typing import Annotated, Any, Final

import msgspec

from clearway.core.watch import ReceivingRefused
from clearway.gateways.watch.reading import exact
from clearway.gateways.watch.receiving.describing import Said
from clearway.watch.received.public import Part, Put

#: As long as keys and digests are.
_HALF: Final = 16
_MOST: Final = 2**31 - 1
_LONGEST: Final = 300
_Hex = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}$")]
_Number = Annotated[int, msgspec.Meta(ge=1, le=_MOST)]
_Count = Annotated[int, msgspec.Meta(ge=0, le=_MOST)]


class _Head(msgspec.Struct, frozen=True, rename="camel"):
    """What the first line tells of the part."""

    distribution: str
    part: _Number
    sending: _Number
    range: _Number
    whole: bool
    as_of: Annotated[datetime, msgspec.Meta(tz=True)]
    rows: _Count
    removed: _Count


class _Line(msgspec.Struct, frozen=True, gc=False):
    """A row to put, or a key whose row is taken out."""

    key: _Hex = ""
    digest: _Hex = ""
    values: msgspec.Raw = msgspec.Raw()
    removed: _Hex = ""


_HEAD: Final = msgspec.json.Decoder(_Head)
_LINE: Final = msgspec.json.Decoder(_Line)
_VALUES: Final = msgspec.json.Decoder(dict[str, Any], float_hook=exact)
_ODD: Final = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, ValueError)


def read(content: bytes, said: Said, *, number: str, seal: bytes) -> Part:
    """A part with its rows as the source keeps them; refused where anything in it contradicts the rest."""
    first, *lines = content.split(b"\n")
    head = _decoded(_HEAD, first, 1)
    if head.distribution != number:
        raise ReceivingRefused("WAT-084", found=f"a part of {head.distribution[:60]!r}", allowed=(number,))
    puts: list[Put] = []
    removed: list[bytes] = []
    for place, line in _told(lines):
        if line.removed:
            removed.append(bytes.fromhex(line.removed))
        else:
            puts.append(_put(line, said, seal, place))
    keys = {*removed, *(one.key for one in puts)}
    found, told = (len(puts), len(removed), len(keys)), (head.rows, head.removed, head.rows + head.removed)
    if found != told:
        counted = "{} rows and {} removed, of {} keys"
        raise ReceivingRefused("WAT-084", found=counted.format(*found), allowed=(counted.format(*told),))
    return Part(
        head.part, head.sending, head.range, head.whole, head.as_of, checksum(content), tuple(puts), tuple(removed)
    )


def checksum(content: bytes) -> str:
    """What is acknowledged of a part."""
    return f"sha256:{sha256(content).hexdigest()}"


def plain(text: str) -> str:
    """What somebody else has written, fit for a terminal."""
    return "".join(one if one.isprintable() else "?" for one in text[:_LONGEST])


def _told(lines: Iterable[bytes]) -> Iterator[tuple[int, _Line]]:
    for place, line in enumerate(lines, start=2):
        if not line:
            continue
        one: _Line = _decoded(_LINE, line, place)
        is_put = bool(one.key and one.digest and bytes(one.values))
        if is_put == bool(one.removed):
            raise _ill("neither a row nor a key that is removed", place)
        yield place, one


def _put(line: _Line, said: Said, seal: bytes, place: int) -> Put:
    values = bytes(line.values)
    reckoned, told = digest(seal, b"row\x00" + values, "sha256")[:_HALF], bytes.fromhex(line.digest)
    if not compare_digest(reckoned, told):
        raise ReceivingRefused("WAT-084", found="a row that its digest is not of", place=f"line {place}")
    return Put(bytes.fromhex(line.key), told, said.row(_decoded(_VALUES, values, place)))


def _decoded(decoder: Any, content: bytes, place: int) -> Any:
    try:
        return decoder.decode(content)
    except _ODD as error:
        raise _ill(str(error), place) from None


def _ill(what: str, place: int) -> ReceivingRefused:
    return ReceivingRefused("WAT-083", found=plain(what), allowed=("a part as PR-DST has it",), place=f"line {place}")
