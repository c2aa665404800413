"""The shape of an assessment: values, amounts owed, and how each was reached."""

from decimal import Decimal

import msgspec

from clearway.core.kernel.finding import Finding
from clearway.core.kernel.money import Money


class ParameterUsed(msgspec.Struct, frozen=True, omit_defaults=True):
    """A number of law, or a register's figure, that went into an amount: its value, first day and source."""

    code: str
    value: str
    since: str
    law: str


class Step(msgspec.Struct, frozen=True, omit_defaults=True):
    """One step of a calculation: an English message identifier, its operands, and what came out."""

    sentence: str
    operands: dict[str, str]
    result: str


class ItemValue(msgspec.Struct, frozen=True, omit_defaults=True):
    """The customs value of one item, in the country's currency, and how it was built."""

    item: int
    customs_value: Money
    statistical_value: Money
    method: str
    law: str
    steps: tuple[Step, ...]
    parameters: tuple[ParameterUsed, ...] = ()


class DutyLine(msgspec.Struct, frozen=True, omit_defaults=True):
    """One amount owed for one item, or for the whole declaration where ``item`` is 0.

    ``measure`` is the tariff measure's sid, ``expression`` its duty in words ("6.5 % + 12 DML/100 KGM").
    """

    item: int
    type_code: str
    amount: Money
    formula: str
    law: str
    measure: str | None = None
    expression: str | None = None
    base: Money | None = None
    base_quantity: Decimal | None = None
    base_unit: str | None = None
    rate: Decimal | None = None
    regime_code: str | None = None
    payment_method: str | None = None
    parameters: tuple[ParameterUsed, ...] = ()
    steps: tuple[Step, ...] = ()


class Assessment(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is owed for a declaration; ``findings`` say why an amount could not be worked out, and stop it.

    ``security`` is not owed: it covers duty and taxes that a procedure suspends, and is no part of the total.
    """

    values: tuple[ItemValue, ...]
    lines: tuple[DutyLine, ...]
    total: Money
    findings: tuple[Finding, ...] = ()
    security: tuple[DutyLine, ...] = ()
