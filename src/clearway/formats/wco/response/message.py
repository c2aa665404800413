"""The message around responses."""

from typing import Any

from clearway.formats.answer import Answer
from clearway.formats.refusal import Fault, Unreadable
from clearway.formats.wco import names, parsing
from clearway.formats.wco.faults import Faults
from clearway.formats.wco.response import incoming, outgoing
from clearway.formats.wco.response.mapping import RESPONSE

_OPENED = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    f'<md:MetaData xmlns:md="{names.METADATA_NAMESPACE}" xmlns="{names.RESPONSE_NAMESPACE}"'
    f' xmlns:ds="{names.RESPONSE_TYPES_NAMESPACE}">'
    "<md:WCODataModelVersionCode>3.6</md:WCODataModelVersionCode><md:WCOTypeName>RES</md:WCOTypeName>"
)


def write_response(answer: Answer) -> bytes:
    """The answer as one message that holds its responses."""
    inside = "".join(f"<Response>{RESPONSE.write(each)}</Response>" for each in outgoing.responses(answer))
    return f"{_OPENED}{inside}</md:MetaData>\n".encode()


def read_response(content: bytes) -> Answer:
    """The answer that responses of ours tell; laws, remedies and what was found are words within its sentences."""
    root = parsing.parse(content)
    if root.tag != names.METADATA or root.find(names.RESPONSE) is None:
        sentence = "This XML is no response of the WCO Data Model."
        passes = {"known": names.RESPONSE}
        raise Unreadable(
            Fault("FMT-116", f"line {root.sourceline or 0}", sentence, str(root.tag)[:200], "{known}", passes)
        )
    faults = Faults(RESPONSE.root)
    found: list[Any] = [RESPONSE.read(each, faults) for each in root.iterchildren(names.RESPONSE)]
    faults.settle()
    return incoming.answer(found)
