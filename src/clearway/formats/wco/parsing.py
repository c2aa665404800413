"""Bytes as an XML tree, safely: no document type, no entities, no network, UTF-8 only, of bounded size.

What would make parsing dear or dangerous is looked for in the bytes, before a parser sees them.
"""

import re

from lxml import etree

from clearway.formats.limits import MOST_BYTES, shown
from clearway.formats.refusal import Fault, Unreadable

#: A message holds at most so many tags; the largest declaration, 999 full items, has half as many.
MOST_TAGS = 500_000
#: Elements stand at most so deep; the parser enforces it, the model itself ends at ten.
MOST_DEPTH = 256

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_DECLARATION, _EBCDIC = b"<?xml", "<?xml".encode("cp500")
_ENCODING = re.compile(rb"encoding\s*=\s*[\"']([^\"']*)[\"']")
_ENCODINGS = {b"utf-8", b"us-ascii"}

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
        most = {"most": str(MOST_BYTES)}
        _refuse("FMT-002", "byte 0", "The message is too large.", f"{len(content)} bytes", "{most} bytes", most)
    content = content.removeprefix(_BYTE_ORDER_MARK)
    if (encoding := _other_encoding(content)) is not None:
        _refuse("FMT-103", "line 1", "This encoding is not read.", encoding, "UTF-8")
    if not content[:1000].lstrip().startswith(b"<"):
        reason = {"reason": "it does not begin with an element"}
        _refuse("FMT-101", "line 1, column 1", "This is not well-formed XML: {reason}.", "", "an XML element", reason)
    if b"<!DOCTYPE" in content:
        at = _line(content, content.index(b"<!DOCTYPE"))
        _refuse("FMT-102", at, "A document type (DOCTYPE) is not allowed.", "<!DOCTYPE", "no document type")
    if content.count(b"<") > MOST_TAGS:
        most = {"most": str(MOST_TAGS // 2)}
        _refuse("FMT-104", "byte 0", "The message has too many elements.", "", "{most} elements", most)
    return _root(content)


def _other_encoding(content: bytes) -> str | None:
    """An encoding other than UTF-8 that the bytes are in or claim to be in; none means that they can be looked at."""
    if b"\0" in content[:1000] or content.startswith((b"\xff\xfe", b"\xfe\xff", _EBCDIC)):
        return content[:8].hex(" ")
    if not content.startswith(_DECLARATION):
        return None
    declared = _ENCODING.search(content, 0, max(0, content.find(b"?>")))
    if declared is None or declared[1].lower() in _ENCODINGS:
        return None
    return shown(declared[1].decode("ascii", "replace"))


def _root(content: bytes) -> etree._Element:
    try:
        return etree.fromstring(content, _PARSER)
    except etree.XMLSyntaxError as error:
        raise Unreadable(_syntax(error)) from None
    except ValueError as error:
        raise Unreadable(
            Fault("FMT-101", "byte 0", "This is not well-formed XML: {reason}.", facts={"reason": shown(str(error))})
        ) from None


def _syntax(error: etree.XMLSyntaxError) -> Fault:
    line, column = error.position
    reason = " ".join((error.msg or "no element").rsplit(", line ", 1)[0].split())
    facts = {"line": str(line or 0), "column": str(column or 0), "reason": shown(reason)}
    at = f"line {facts['line']}, column {facts['column']}"
    return Fault("FMT-101", at, "This is not well-formed XML: {reason}.", "", "well-formed XML 1.0 in UTF-8", facts)


def _line(content: bytes, position: int) -> str:
    line = content.count(b"\n", 0, position) + 1
    column = position - content.rfind(b"\n", 0, position)
    return f"line {line}, column {column}"


def _refuse(code: str, at: str, sentence: str, found: str, passes: str, facts: dict[str, str] | None = None) -> None:
    raise Unreadable(Fault(code, at, sentence, found, passes, facts or {}))
