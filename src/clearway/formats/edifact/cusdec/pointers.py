"""Places in a CUSDEC by our paths, and back."""

from clearway.core.facts.declaration import Declaration
from clearway.formats.edifact.cusdec.mapping import CUSDEC, SUPPLEMENT_SLOT
from clearway.formats.edifact.pointers import Pointers

_MAPPED = (*CUSDEC[:SUPPLEMENT_SLOT], *CUSDEC[SUPPLEMENT_SLOT + 1 :])

POINTERS = Pointers(_MAPPED, Declaration, start="BGM", elsewhere="SG11/SG22/SG28({})/IMD/C273.7008")


def pointer(path: str) -> str:
    """Where one of our paths stands: ``goods_shipment/items/2/net_mass`` is ``SG32[2]/MEA(WT,AAA)/C174.6314``."""
    return POINTERS.pointer(path)


def path(pointer: str) -> str:
    """Our path of a place, or ``UnknownPointer``."""
    return POINTERS.path(pointer)
