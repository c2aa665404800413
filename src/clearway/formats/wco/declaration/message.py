"""A declaration and what stands around it: the metadata, and the submission envelopes known by name."""

from typing import Any, NoReturn
from xml.sax.saxutils import escape

from lxml import etree

from clearway.core.facts.basis import Pointer
from clearway.formats.limits import Text
from clearway.formats.message import Envelope, Message
from clearway.formats.refusal import Fault, Unreadable
from clearway.formats.wco import names, parsing, pointers
from clearway.formats.wco.declaration.mapping import DECLARATION
from clearway.formats.wco.faults import Faults
from clearway.formats.wco.reader import filling
from clearway.formats.wco.values import TEXT
from clearway.formats.wco.values import Faults as AnyFaults

#: The metadata's elements in their order, and what our envelope calls them.
ENVELOPE = {
    "WCODataModelVersionCode": "model_version",
    "WCOTypeName": "type_name",
    "ResponsibleCountryCode": "country",
    "ResponsibleAgencyName": "agency",
    "AgencyAssignedCustomizationCode": "customization",
    "AgencyAssignedCustomizationVersionCode": "customization_version",
}
#: What a declaration that came in another format says about its model.
OWN_ENVELOPE = Envelope(model_version="3.6", type_name="DEC")

#: Where the declaration's element is kept among the values of the metadata.
ELEMENT = "element"
_OPENED = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    f'<md:MetaData xmlns:md="{names.METADATA_NAMESPACE}" xmlns="{names.DECLARATION_NAMESPACE}"'
    f' xmlns:ds="{names.DECLARATION_TYPES_NAMESPACE}">'
)


def read(content: bytes) -> Message:
    """The declaration a message carries, or ``Unreadable`` with every fault that was found."""
    root = parsing.parse(content)
    faults = Faults(DECLARATION.root)
    envelope, element = _unwrapped(root, faults)
    declaration = DECLARATION.read(element, faults)
    faults.settle()
    return Message(format="wco", declaration=declaration, envelope=envelope)


def write(message: Message) -> bytes:
    """The message as it is sent: schema-valid where the facts keep the limits.

    ``Unwritable`` names every fact that the model has no place for.
    """
    inside = DECLARATION.write(message.declaration)
    envelope = message.envelope if message.format == "wco" else OWN_ENVELOPE
    metadata = "".join(
        f"<md:{tag}>{escape(value)}</md:{tag}>"
        for tag, field in ENVELOPE.items()
        if (value := getattr(envelope, field))
    )
    return f"{_OPENED}{metadata}<Declaration>{inside}</Declaration></md:MetaData>\n".encode()


def pointer(path: str) -> str:
    """The WCO pointer of one of our paths: ``goods_shipment/items/2`` is ``42A/67A/68A[2]``."""
    return DECLARATION.pointer(path)


def path(pointer: str) -> str:
    """Our path of a WCO pointer, or ``UnknownPointer``."""
    return DECLARATION.path(pointer)


def steps(path: str) -> tuple[Pointer, ...]:
    """The WCO pointer of one of our paths, as the steps a response carries."""
    return pointers.steps(DECLARATION.pointer(path))


def _unwrapped(root: etree._Element, faults: Faults) -> tuple[Envelope, etree._Element]:
    """The envelope and the declaration's element, wherever in the known envelopes it stands."""
    if root.tag == names.DECLARATION:
        return Envelope(), root
    way = names.WRAPPERS.get(str(root.tag))
    metadata = root.find(way) if way else root
    if metadata is None or metadata.tag != names.METADATA:
        _not_a_declaration(root)
    values: dict[str, Any] = {}
    _METADATA(metadata, values, faults)
    if ELEMENT not in values:
        faults.missing(metadata, "Declaration")
        faults.settle()
    return Envelope(**{field: values[field] for field in ENVELOPE.values() if field in values}), values[ELEMENT]


def _keep(element: etree._Element, values: dict[str, Any], faults: AnyFaults) -> None:
    """The declaration's element is kept as it is, to be read by its own table."""
    if ELEMENT in values:
        faults.repeated(element)
    values[ELEMENT] = element


def _not_a_declaration(root: etree._Element) -> NoReturn:
    facts = {"known": ", ".join((names.METADATA, names.DECLARATION, *names.WRAPPERS))}
    sentence = "This XML is not a declaration of the WCO Data Model."
    raise Unreadable(
        Fault("FMT-115", f"line {root.sourceline or 0}", sentence, str(root.tag)[:200], "{known}", facts)
    )


_METADATA = filling(
    {
        **{f"{{{names.METADATA_NAMESPACE}}}{tag}": TEXT.step(field, Text(256)) for tag, field in ENVELOPE.items()},
        names.DECLARATION: _keep,
    }
)
