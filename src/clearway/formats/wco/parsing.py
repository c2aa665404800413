"""Bytes as an XML tree, safely: no document type, no entities, no network, UTF-8 only, of bounded size.

What would make parsing dear or dangerous is looked for in the bytes, before a parser sees them.
"""

import re

from lxml import etree

from clearway.formats.limits import MOST_BYTES
from clearway.formats.refusal import Fault, Unreadable

#: A message holds at most so many tags; the largest declaration, 999 full items, has half as many.
MOST_TAGS = 500_000
#: Elements stand at most so deep; the parser enforces it, the model itself ends at ten.
MOST_DEPTH = 256

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_DECLARED_ENCODING = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([^\"'>]{1,40})[\"']")
_ENCODINGS = {b"utf-8", b"utf8", b"us-ascii", b"ascii"}

_PARSER = etree.XMLParser(
    resolve_entities=False,
    no_network=True,
    load_dtd=False,
    huge_tree=False,
    remove_comments=True,
    remove_pis=True,
    remove_blank_text=True,
)


def parse(content: bytes) -> etree._Element:
    """The root element of a message, or ``Unreadable`` with the place where it stops being XML."""
    if len(content) > MOST_BYTES:
        _refuse("FMT-002", "byte 0", "The message is too large.", f"{len(content)} bytes", f"{MOST_BYTES} bytes")
    if b"<!DOCTYPE" in content:
        at = _line(content, content.index(b"<!DOCTYPE"))
        _refuse("FMT-102", at, "A document type (DOCTYPE) is not allowed.", "<!DOCTYPE", "no document type")
    if content.count(b"<") > MOST_TAGS:
        _refuse("FMT-104", "byte 0", "The message has too many elements.", "", f"{MOST_TAGS // 2} elements")
    encoding = _DECLARED_ENCODING.match(content.removeprefix(BYTE_ORDER_MARK)[:300])
    if encoding and encoding[1].lower() not in _ENCODINGS:
        _refuse("FMT-103", "line 1", "This encoding is not read.", encoding[1].decode("ascii", "replace"), "UTF-8")
    return _root(content)


def _root(content: bytes) -> etree._Element:
    try:
        return etree.fromstring(content, _PARSER)
    except etree.XMLSyntaxError as error:
        raise Unreadable(_syntax(error)) from None
    except ValueError as error:
        raise Unreadable(
            Fault("FMT-101", "byte 0", "This is not well-formed XML: {reason}.", facts=_why(error))
        ) from None


def _syntax(error: etree.XMLSyntaxError) -> Fault:
    line, column = error.position
    reason = (error.msg or "no element").rsplit(", line ", 1)[0].strip()
    shown = reason if reason.isprintable() else reason.encode("unicode_escape").decode("ascii")
    facts = {"line": str(line or 0), "column": str(column or 0), "reason": shown[:200]}
    at = f"line {facts['line']}, column {facts['column']}"
    return Fault("FMT-101", at, "This is not well-formed XML: {reason}.", "", "well-formed XML 1.0 in UTF-8", facts)


def _why(error: ValueError) -> dict[str, str]:
    return {"reason": str(error)[:200]}


def _line(content: bytes, position: int) -> str:
    line = content.count(b"\n", 0, position) + 1
    column = position - content.rfind(b"\n", 0, position)
    return f"line {line}, column {column}"


def _refuse(code: str, at: str, sentence: str, found: str, passes: str) -> None:
    raise Unreadable(Fault(code, at, sentence, found, passes))
