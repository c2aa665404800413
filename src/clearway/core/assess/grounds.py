"""What an assessment stands on: the declaration, the law of the day, and the register's rates with their age."""

from decimal import Decimal

from clearway.core.assess import findings
from clearway.core.assess.assessment import ParameterUsed, Step
from clearway.core.assess.numerals import DECIMALS, DIGITS, is_sound, plain, shown
from clearway.core.assess.wording import ROUNDED
from clearway.core.facts.circumstances import Circumstances
from clearway.core.facts.declaration import Declaration
from clearway.core.kernel.money import Money
from clearway.core.law.formula import Formula
from clearway.core.law.lawbook import Law
from clearway.core.law.parameter import ParameterValue

#: How many days old a rate of exchange may be on the day of the declaration; no value means no limit.
MAX_RATE_AGE = "rates.max_age_days"
_ONE = Decimal(1)


class Grounds:
    """The law and the registers, asked in one place; what they cannot answer stops the amount that needs it."""

    def __init__(self, declaration: Declaration, law: Law, circumstances: Circumstances) -> None:
        """Nothing is looked up before it is needed."""
        self.declaration = declaration
        self.law = law
        self.regime = declaration.regime
        self.circumstances = circumstances
        self.currency = law.country.currency
        self.nothing = Money(Decimal(0), self.currency)
        self._rates: dict[str, tuple[Decimal, ParameterUsed]] = {}

    def day(self) -> str:
        """The day of law, as it is written in findings."""
        return self.law.day.isoformat()

    def rate_of(self, money: Money, at: str) -> tuple[Decimal, ParameterUsed | None]:
        """What one unit of a declared amount's currency is worth; the country's own is worth itself."""
        if not is_sound(money.amount):
            found = f"{money.amount}"
            raise findings.stop(findings.UNSOUND_AMOUNT, at, found=found, digits=str(DIGITS), decimals=str(DECIMALS))
        if money.currency == self.currency:
            return _ONE, None
        return self.rate(money.currency, at)

    def rate(self, currency: str, at: str) -> tuple[Decimal, ParameterUsed]:
        """The register's rate of a currency, if it is young enough."""
        known = self._rates.get(currency)
        if known is None:
            known = self._rates[currency] = self._rate(currency, at)
        return known

    def parameter(self, code: str, at: str) -> ParameterValue:
        """A number of law on the day."""
        try:
            return self.law.parameter(code)
        except LookupError:
            raise findings.stop(findings.LAW_SILENT, at, found=code, day=self.day()) from None

    def formula(self, code: str, at: str) -> Formula:
        """A formula of law on the day."""
        try:
            return self.law.formula(code)
        except LookupError:
            raise findings.stop(findings.LAW_SILENT, at, found=code, day=self.day()) from None

    def rounded(self, amount: Money, subject: str, steps: list[Step]) -> Money:
        """The amount as the law rounds this kind; a kind that the law does not name is rounded like a duty."""
        roundings = self.law.country.roundings
        rounding = roundings.get(subject) or roundings.get("duty")
        if rounding is None:
            return amount
        rounded = rounding.apply(amount)
        if rounded.amount != amount.amount:
            steps.append(Step(ROUNDED[rounding.mode], {"step": plain(rounding.step)}, shown(rounded)))
        return rounded

    def _rate(self, currency: str, at: str) -> tuple[Decimal, ParameterUsed]:
        rate = self.circumstances.rate(currency)
        if rate is None or not (rate.rate.is_finite() and rate.rate > 0):
            raise findings.stop(findings.NO_RATE, at, found=currency, day=self.day())
        limit = self.parameter(MAX_RATE_AGE, at)
        age = (self.law.day - rate.day).days
        if age < 0 or (limit.value is not None and age > limit.value):
            raise findings.stop(
                findings.RATE_TOO_OLD,
                at,
                found=currency,
                law=limit.law,
                day=self.day(),
                rate_day=rate.day.isoformat(),
                age=str(age),
                limit="-" if limit.value is None else plain(limit.value),
            )
        used = ParameterUsed(f"rate {currency}", plain(rate.rate), rate.day.isoformat(), rate.source)
        return rate.rate, used
