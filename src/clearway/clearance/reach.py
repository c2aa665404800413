"""Which declarations a party may read, and which it may act on.

It reads what it handed in, what names it as declarant, importer or exporter, and what it may act on. It acts on what
it handed in, and on what it has a mandate for, today, from a trader that the declaration names.
"""

from clearway.platform.calendar import day_in, now
from clearway.registers.lawbook import public as lawbook
from clearway.registers.traders import public as traders
from clearway.stations.declarations import public as declarations
from clearway.stations.declarations.public import DeclarationFile


def readable(number: str, party: str) -> DeclarationFile | None:
    """The declaration, where the party may read it."""
    return declarations.find(number, reader=party) or actable(number, party)


def actable(number: str, party: str) -> DeclarationFile | None:
    """The declaration, where the party may act on it."""
    found = declarations.find(number, submitter=party)
    if found is not None:
        return found
    other = declarations.find(number)
    return other if other is not None and has_mandate(other, party) else None


def may_act(file: DeclarationFile, party: str) -> bool:
    """Whether a party may act on a declaration that it can read."""
    return file.submitter == party or has_mandate(file, party)


def has_mandate(file: DeclarationFile, party: str) -> bool:
    """Whether a trader that the declaration names lets the party act, for such a declaration, today."""
    principals = {file.importer, file.exporter, file.declarant} - {"", party}
    if not principals:
        return False
    at = now()
    day = day_in(lawbook.current(at).country.time_zone, at)
    _parties, mandates = traders.known({party, *principals}, day)
    return any(
        one.agent == party and one.trader in principals and (not one.regimes or file.regime in one.regimes)
        for one in mandates
    )
