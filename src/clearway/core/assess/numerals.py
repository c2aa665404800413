"""Numbers as they are shown in steps, and the bounds within which they can be worked with exactly."""

from decimal import Context, Decimal

from clearway.core.kernel.money import Money

#: More digits than a price of eighteen digits, a rate of twelve and a percentage of six can need together.
EXACT = Context(prec=64)

#: The longest amount of the WCO Data Model is n..16,3; a little more is let through, and no more than that.
DIGITS, DECIMALS = 18, 9
_TOO_LARGE = Decimal(10) ** DIGITS


def is_sound(number: Decimal) -> bool:
    """Whether a declared number is finite, not negative, and short enough to be worked with exactly."""
    if not number.is_finite() or (number.is_signed() and number):
        return False
    if number >= _TOO_LARGE:
        return False
    written = str(number)
    # A number that is short as written has few decimals; only others are taken apart.
    if len(written) <= DECIMALS and "E" not in written:
        return True
    exponent = number.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -DECIMALS


def plain(number: Decimal) -> str:
    """A number in plain digits, without zeros that say nothing."""
    text = str(number)
    if "E" in text:
        text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def shown(money: Money) -> str:
    """An amount and its currency, in plain digits."""
    return f"{plain(money.amount)} {money.currency}"
