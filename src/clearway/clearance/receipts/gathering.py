"""What a receipt says, brought together from the stations that know it, when it is first asked for."""

from datetime import datetime
from decimal import Decimal

from django.db import connection

from clearway.core.kernel.money import Money
from clearway.core.release.statement import summary
from clearway.registers.lawbook import public as lawbook
from clearway.stations.declarations import public as declarations
from clearway.stations.declarations.public import DeclarationFile
from clearway.stations.duties import public as duties
from clearway.stations.release import public as release
from clearway.stations.release.public import Contents, Receipt

_RECORD = "SELECT record_hash FROM clearance_decisionrecord WHERE declaration_id = %s AND version = %s"


def receipt_of(mrn: str, *, at: datetime) -> Receipt | None:
    """The receipt of a declaration, made if it was not made yet; nothing while the goods may not leave."""
    file = declarations.find(mrn)
    if file is None:
        return None
    return release.receipt(file.id) or _issued(file, at=at)


def _issued(file: DeclarationFile, *, at: datetime) -> Receipt | None:
    order = release.order_of(file.id)
    if order is None:
        return None
    book = lawbook.current(order.at)
    declared = declarations.version_of(file.id, order.version).facts
    assessment = duties.assessment_of(file.id, order.version)
    contents = Contents(
        mrn=file.mrn,
        regime=file.regime,
        office=file.office,
        importer=file.importer,
        exporter=file.exporter,
        declarant=file.declarant,
        goods=summary(declared, book.on(file.day)),
        charges=assessment.total if assessment else Money(Decimal(0), book.country.currency),
        record=_record(file.id, order.version),
    )
    return release.issue(file.id, contents, at=at)


def _record(declaration: int, version: int) -> str:
    """The hash of the decision that the release rests on."""
    with connection.cursor() as cursor:
        cursor.execute(_RECORD, [declaration, version])
        found = cursor.fetchone()
    return found[0] if found else ""
