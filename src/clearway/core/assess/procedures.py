"""What a procedure does to the debt: it is owed, suspended, relieved in part, or never arises."""

from functools import lru_cache
from typing import Literal

from clearway.core.facts.declaration import Regime
from clearway.core.facts.goods import GoodsItem
from clearway.core.law.lawbook import Law

#: Owed: home use. Suspended: warehouse, processing, temporary admission, transit. None: goods that leave.
Treatment = Literal["owed", "suspended", "none"]

#: The country's lists of procedures. Attribute ``kind`` says what the requested procedure is; attribute
#: ``relieves`` names the tax types that are not owed under it, or ``*`` for all of them.
PROCEDURES, ADDITIONAL_PROCEDURES = "procedures", "additional_procedures"

_BY_KIND: dict[str, Treatment] = {
    "release": "owed",
    "export": "none",
    "outward": "none",
    "transit": "suspended",
    "warehouse": "suspended",
    "temporary": "suspended",
    "inward": "suspended",
}
#: First digit of the requested procedure in the EU customs data model, where the country's list says nothing.
_BY_FIRST_DIGIT: dict[str, Treatment] = {"1": "none", "2": "none", "3": "none", "5": "suspended", "7": "suspended"}
_ALL = "*"


def treatment(regime: Regime, item: GoodsItem, law: Law) -> Treatment:
    """What becomes of duties and taxes on an item; in doubt they are owed."""
    if regime == "export":
        return "none"
    if regime == "transit":
        return "suspended"
    requested = (item.procedure or "")[:2]
    kind = _attribute(law, PROCEDURES, requested, "kind")
    return _BY_KIND.get(kind) or _BY_FIRST_DIGIT.get(requested[:1], "owed")


def reliefs(item: GoodsItem, law: Law) -> dict[str, str]:
    """The tax types that are not owed, each with the procedure code that relieves it."""
    found: dict[str, str] = {}
    _relieve(found, law, PROCEDURES, (item.procedure or "")[:2])
    for one in item.procedures:
        if one.current_code and not one.previous_code:
            _relieve(found, law, ADDITIONAL_PROCEDURES, one.current_code)
    return found


def _relieve(found: dict[str, str], law: Law, codelist: str, code: str) -> None:
    relieved = _attribute(law, codelist, code, "relieves")
    if relieved:
        for type_code in relieved.split():
            found.setdefault(type_code, code)


def relieving(found: dict[str, str], type_code: str) -> str | None:
    """The procedure code that relieves a tax type, if one does."""
    return found.get(type_code) or found.get(_ALL)


@lru_cache(maxsize=4096)
def _attribute(law: Law, codelist: str, code: str, name: str) -> str:
    entries = law.book.codelists.get(codelist)
    entry = entries.entry(code, law.day) if entries and code else None
    return entry.attributes.get(name, "") if entry else ""
