"""Where the receipt is in what somebody hands in: a signed file, the word of a code, or the paper as a PDF file."""

import re
import zlib

from clearway.core.release.signature import LONGEST, NotSigned

_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_BEGINS = b'{"receipt":'
#: A page of ours has a dozen parts and the receipt is small; more is not looked at.
_MOST_PARTS, _LARGEST_PART = 500, 200_000


def receipt_in(content: bytes) -> bytes:
    """The signed receipt within some bytes; ``NotSigned`` where a PDF file holds none, or several."""
    if len(content) > LONGEST:
        raise NotSigned("it is too long")
    if not content.lstrip()[:5].startswith(b"%PDF"):
        return _joined(content)
    found = {part for part in map(_inflated, _parts(content)) if part.startswith(_BEGINS)}
    if len(found) != 1:
        raise NotSigned(f"one signed receipt was expected in the PDF file, not {len(found)}")
    return found.pop()


def _joined(content: bytes) -> bytes:
    """A word from a code may come broken into lines, by a scanner or a mail."""
    return content if content.lstrip().startswith(b"{") else b"".join(content.split())


def _parts(content: bytes) -> list[bytes]:
    parts = []
    for match in _STREAM.finditer(content):
        parts.append(match[1])
        if len(parts) >= _MOST_PARTS:
            break
    return parts


def _inflated(part: bytes) -> bytes:
    """A part of a PDF file as it was before it was made small; programs that pass files on do that."""
    if part.startswith(_BEGINS):
        return part.strip()
    try:
        return zlib.decompressobj().decompress(part, _LARGEST_PART).strip()
    except zlib.error:
        return b""
