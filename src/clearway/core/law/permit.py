"""Permits as law: which documents are an agency's permits, and in which unit their use is counted."""

import msgspec

from clearway.core.kernel.period import Period


class PermitKind(msgspec.Struct, frozen=True):
    """A document that an agency issues and that its register answers for, through one period.

    ``unit`` is the unit in which every permit of the kind states a quantity; none where goods are not counted.
    """

    document: str
    agency: str
    period: Period
    law: str
    unit: str = ""
