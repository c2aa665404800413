"""The parts of a declaration that rules look at one by one, by the type that such a rule asks for.

What is absent is never asked about, and a rule says what is wrong with one thing without counting where it stands:
the runner writes the path.
"""

from datetime import datetime
from decimal import Decimal
from typing import NewType, TypeAlias

from clearway.core.facts.consignment import TransportEquipment, TransportMeans
from clearway.core.facts.declaration import Guarantee
from clearway.core.facts.documents import AdditionalDocument, AdditionalInformation, PreviousDocument
from clearway.core.facts.goods import Charge, Classification, DutyTaxFee, Origin, Packaging, Procedure
from clearway.core.facts.parties import Agent, AuthorisationHolder, Party
from clearway.core.kernel.money import Money

#: Whoever is named with a number, a name or an address.
AnyParty: TypeAlias = Party | Agent
#: The code of a customs office, wherever one is named at the head.
OfficeCode = NewType("OfficeCode", str)

#: Parts that stand in several places: the background's list of them, each with its path.
PLACED: dict[object, str] = {
    OfficeCode: "offices",
    datetime: "moments",
    AnyParty: "parties",
    AuthorisationHolder: "authorisations",
    TransportMeans: "means",
    TransportEquipment: "equipment",
    PreviousDocument: "previous_documents",
    Charge: "charges",
    Money: "amounts",
    Decimal: "quantities",
    Guarantee: "guarantees",
}
#: Parts that every item has a list of: the item's field.
LISTED: dict[object, str] = {
    Classification: "classifications",
    Procedure: "procedures",
    Origin: "origins",
    Packaging: "packages",
    DutyTaxFee: "duty_tax_fees",
    AdditionalDocument: "documents",
    AdditionalInformation: "information",
}
