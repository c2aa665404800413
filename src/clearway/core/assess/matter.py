"""What a national formula is told, and what it tells back; packs import this module and nothing else of ours."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from clearway.core.assess import findings
from clearway.core.assess.assessment import ParameterUsed, Step
from clearway.core.assess.grounds import Grounds
from clearway.core.assess.numerals import plain, shown
from clearway.core.assess.units import quantity_of
from clearway.core.assess.wording import PERCENT
from clearway.core.facts.declaration import Declaration
from clearway.core.facts.goods import GoodsItem
from clearway.core.kernel.money import Money

_HUNDRED = Decimal(100)

#: What is owed is one of these, whatever tax type it is collected under.
SUBJECTS = ("DUTY", "EXCISE", "VAT", "FEE")


class Owed:
    """What is owed for an item so far, by subject (``DUTY`` with remedies, ``EXCISE`` …) and by tax type (``A00`` …).

    What is not owed is zero. Every amount that a formula reads is remembered, so that its step can show it.
    """

    def __init__(self, nothing: Money) -> None:
        """Nothing is owed yet."""
        self._nothing = nothing
        self._amounts: dict[str, Money] = {}
        self.read: dict[str, str] = {}

    def __getitem__(self, key: str) -> Money:
        amount = self._amounts.get(key, self._nothing)
        self.read[key] = shown(amount)
        return amount

    def add(self, amount: Money, *keys: str) -> None:
        """One more amount is owed under these keys."""
        amounts = self._amounts
        for key in keys:
            amounts[key] = amounts.get(key, self._nothing) + amount

    def total(self) -> Money:
        """Everything owed, each amount once."""
        total = self._nothing
        for subject in SUBJECTS:
            total += self._amounts.get(subject, self._nothing)
        return total


class Charge(NamedTuple):
    """What a fee formula answers: the tax type it is collected under, and the amount."""

    type_code: str
    amount: Money


class Matter:
    """The goods, their value, what is owed so far, and the law's numbers; each number read is remembered."""

    def __init__(
        self, grounds: Grounds, at: str, *, formula: str, value: Money, owed: Owed, item: GoodsItem | None = None
    ) -> None:
        """One matter for one call of one formula."""
        self._grounds = grounds
        self._at = at
        self._formula = formula
        self.declaration: Declaration = grounds.declaration
        self.day: date = grounds.law.day
        self.value = value
        self.owed = owed
        self.item = item
        self.steps: list[Step] = []
        self.parameters: list[ParameterUsed] = []
        self.base: Money | None = None
        self.percentage: Decimal | None = None

    def number(self, code: str) -> Decimal | None:
        """A number of law on the day; nothing where an act abolished it."""
        value = self._grounds.parameter(code, self._at)
        amount = None if value.value is None else plain(value.value)
        self.parameters.append(ParameterUsed(code, amount or "-", value.since.isoformat(), value.law))
        return value.value

    def amount(self, code: str) -> Money | None:
        """A number of law that is an amount in the country's currency."""
        number = self.number(code)
        return None if number is None else Money(number, self._grounds.currency)

    def percent(self, code: str, base: Money) -> Money:
        """A percentage of law of a base; zero where it was abolished."""
        rate = self.number(code) or Decimal(0)
        result = Money(base.amount * rate / _HUNDRED, base.currency)
        self.base, self.percentage = base, rate
        self.step(PERCENT, shown(result), rate=plain(rate), base=shown(base))
        return result

    def step(self, sentence: str, result: str, **operands: str) -> None:
        """One step of the calculation, for whoever asks how it was done."""
        self.steps.append(Step(sentence, operands, result))

    def stated_day(self, statement: str) -> date:
        """The calendar day that the item's additional information states under a code."""
        for information in self.item.information if self.item else ():
            if information.code == statement:
                try:
                    return date.fromisoformat((information.description or "").strip())
                except ValueError:
                    break
        raise findings.stop(
            findings.STATEMENT_NEEDED, f"{self._at}/information", formula=self._formula, statement=statement
        )

    def quantity(self, unit: str) -> Decimal:
        """How much of a unit the item declares."""
        found = quantity_of(self.item, unit, None) if self.item else None
        if found is None:
            raise findings.stop(findings.QUANTITY_NEEDED, self._at, expression=self._formula, unit=unit)
        return found
