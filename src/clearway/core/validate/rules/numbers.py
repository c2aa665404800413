"""NUM: numbers are numbers, of a size that can be meant."""

from collections.abc import Iterator
from decimal import Decimal

from clearway.core.facts.declaration import Declaration
from clearway.core.kernel.money import Money
from clearway.core.validate.background import Background
from clearway.core.validate.rule import Breach, rule

#: Widths of amounts and measures in the data model: digits in all, and after the point.
AMOUNT_DIGITS, AMOUNT_PLACES = 16, 2
MEASURE_DIGITS, MEASURE_PLACES = 16, 6


def _is_wider(value: Decimal, digits: int, places: int) -> bool:
    written = str(value)
    # Most numbers are short as written; only long ones need a closer look.
    if len(written) <= digits and written.isdecimal():
        return False
    if "E" not in written and len(written) <= digits and len(written.partition(".")[2]) <= places:
        return False
    stripped = value.normalize()
    exponent = stripped.as_tuple().exponent
    after = max(0, -exponent) if isinstance(exponent, int) else digits
    return after > places or stripped.adjusted() + 1 + after > digits


@rule("NUM-001")
def numbers_are_finite(declaration: Declaration, background: Background) -> Iterator[Breach] | None:
    """A number must be one that can be reckoned with.

    Where one is not, no other rule is asked: sums and comparisons would have no meaning.
    """
    if not background.odd_numbers:
        return None
    return (Breach(at=at, remedy="Write a plain decimal number.") for at in background.odd_numbers)


@rule("NUM-002")
def amount_is_not_negative(amount: Money) -> Breach | None:
    """An amount of money must not be negative.

    A reduction is a deduction with its own code, never a negative price.
    """
    if amount.amount >= 0:
        return None
    return Breach(found=str(amount.amount), remedy="Give zero or more.")


@rule("NUM-003")
def amount_has_its_width(amount: Money) -> Breach | None:
    """An amount of money has at most 16 digits, two of them after the point."""
    if not _is_wider(amount.amount, AMOUNT_DIGITS, AMOUNT_PLACES):
        return None
    return Breach(found=str(amount.amount)[:60], remedy="Round it to two decimals, 16 digits in all.")


@rule("NUM-004")
def mass_is_not_negative(quantity: Decimal) -> Breach | None:
    """Masses and quantities must not be negative."""
    if quantity >= 0:
        return None
    return Breach(found=str(quantity), remedy="Give zero or more.")


@rule("NUM-005")
def mass_has_its_width(quantity: Decimal) -> Breach | None:
    """Masses and quantities have at most 16 digits, six of them after the point."""
    if not _is_wider(quantity, MEASURE_DIGITS, MEASURE_PLACES):
        return None
    return Breach(found=str(quantity)[:60], remedy="Round it to six decimals, 16 digits in all.")


@rule("NUM-006")
def totals_are_not_negative(declaration: Declaration) -> list[Breach] | None:
    """Counts and totals must not be negative."""
    asked = (
        ("item_count", declaration.item_count),
        ("total_packages", declaration.total_packages),
        ("total_gross_mass", declaration.total_gross_mass),
        ("loading_list_count", declaration.loading_list_count),
    )
    return [
        Breach(at=at, found=str(value), remedy="Give zero or more.")
        for at, value in asked
        if value is not None and value < 0
    ] or None


@rule("NUM-007")
def rates_are_positive(declaration: Declaration) -> list[Breach] | None:
    """An agreed rate of exchange must be more than zero."""
    if not declaration.currency_exchanges:
        return None
    return [
        Breach(
            at=f"currency_exchanges/{n}/rate", found=str(one.rate), remedy="Give the rate agreed, or leave it out."
        )
        for n, one in enumerate(declaration.currency_exchanges, start=1)
        if one.rate is not None and one.rate <= 0
    ] or None
