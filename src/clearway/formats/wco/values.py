"""How the values of WCO elements are read and written: text, amounts, quantities, masses, numbers, instants.

A reading has two halves. ``step`` makes, once for each row, the function that takes an element's value into the facts
being gathered; ``write`` gives the attributes and the text of the element for a value.
"""

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any, Protocol, TypeVar
from xml.sax.saxutils import escape

import msgspec
from lxml import etree

from clearway.core.facts.basis import Quantity
from clearway.core.kernel.money import Money
from clearway.formats.limits import Limit, Number, Text, Wrong, limit


class Faults(Protocol):
    """Somebody who takes down what is wrong with an element."""

    def add(
        self, element: etree._Element, code: str, sentence: str, *, found: str = "", passes: str = "", **facts: str
    ) -> None:
        """One fault, at an element."""

    def wrong(self, element: etree._Element, wrong: Wrong, found: str) -> None:
        """A value breaks its limit."""

    def unknown(self, element: etree._Element) -> None:
        """An element stands where none of its name is known."""

    def attributes(self, element: etree._Element, allowed: Iterable[str] = ()) -> None:
        """An element has attributes other than these."""

    def repeated(self, element: etree._Element) -> None:
        """An element that stands once is given again."""

    def stray_text(self, element: etree._Element, text: str) -> None:
        """Text stands between elements."""

    def missing(self, element: etree._Element, tag: str) -> None:
        """A class lacks an element without which it says nothing."""


Step = Callable[[etree._Element, dict[str, Any], Faults], None]
Value = TypeVar("Value")
Parse = Callable[[str, etree._Element, Faults], Value | None]

_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)\Z")
_LINE_END = re.compile(r" *[\t\r\n][ \t\r\n]*")
#: No number of a message is written with more characters than this, zeros in front included.
_LONGEST_NUMBER = 64
#: Units of mass that become kilograms exactly; any other is refused.
KILOGRAMS = {None: Decimal(1), "KGM": Decimal(1), "TNE": Decimal(1000), "GRM": Decimal("0.001")}

NOT_A_NUMBER = Wrong("FMT-110", "This is not a number.", "digits with at most one decimal point")
TOO_LONG = Wrong("FMT-022", "A number of too many digits.", "at most {digits} digits", {"digits": "16"})
CURRENCY = limit(Money, "currency")
UNIT = limit(Quantity, "unit")
assert isinstance(CURRENCY, Text)


class Reading(msgspec.Struct, frozen=True):
    """One way to read and write a value."""

    step: Callable[[str, Limit], Step]
    write: Callable[[Any], tuple[str, str]]


def _leaf(parse: Callable[[Limit], Parse[Any]], allowed: tuple[str, ...] = ()) -> Callable[[str, Limit], Step]:
    attributes = list(allowed)

    def make(field: str, limit: Limit) -> Step:
        understand = parse(limit)

        def step(element: etree._Element, values: dict[str, Any], faults: Faults) -> None:
            if len(element):
                faults.unknown(element[0])
                return
            if (keys := element.keys()) and keys != attributes:
                faults.attributes(element, attributes)
            text = element.text
            if text is None or not (text := text.strip()):
                return
            value = understand(text, element, faults)
            if value is None:
                return
            if field in values:
                faults.repeated(element)
                return
            values[field] = value

        return step

    return make


def _text(limit: Limit) -> Parse[str]:
    assert isinstance(limit, Text)
    refuse = limit.wrong

    def understand(text: str, element: etree._Element, faults: Faults) -> str | None:
        if not text.isprintable():
            text = _LINE_END.sub(" ", text)
        wrong = refuse(text)
        if wrong is not None:
            faults.wrong(element, wrong, text)
            return None
        return text

    return understand


def _quick_text(field: str, limit: Limit) -> Step:
    """A text like most is taken at once; any other goes the careful way, which says what is wrong with it."""
    assert isinstance(limit, Text)
    careful = _leaf(_text)(field, limit)
    most, is_plain, fits = limit.most, limit.is_plain, limit.fits

    def step(element: etree._Element, values: dict[str, Any], faults: Faults) -> None:
        text = element.text
        if text is None or field in values or len(element) or element.keys():
            careful(element, values, faults)
            return
        text = text.strip()
        if text and len(text) <= most and text.isprintable() and (is_plain or fits(text)):
            values[field] = text
        else:
            careful(element, values, faults)

    return step


def _quick_measured(
    careful: Callable[[str, Limit], Step],
    attribute: str,
    unit: Callable[[Any], object],
    make: Callable[[Decimal, Any], Any],
) -> Callable[[str, Limit], Step]:
    """A number of something, written like most, is taken at once."""

    def made(field: str, limit: Limit) -> Step:
        assert isinstance(limit, Number)
        otherwise = careful(field, limit)
        fits = limit.plain.match

        def step(element: etree._Element, values: dict[str, Any], faults: Faults) -> None:
            text = element.text
            if text is not None and fits(text) and field not in values and not len(element):
                attributes = element.items()
                if len(attributes) == 1 and attributes[0][0] == attribute and unit(attributes[0][1]):
                    values[field] = make(Decimal(text), attributes[0][1])
                    return
            otherwise(element, values, faults)

        return step

    return made


def _quick_number(careful: Callable[[str, Limit], Step], make: Callable[[str], Any]) -> Callable[[str, Limit], Step]:
    """A number written like most is taken at once."""

    def made(field: str, limit: Limit) -> Step:
        assert isinstance(limit, Number)
        otherwise = careful(field, limit)
        fits = limit.plain.match

        def step(element: etree._Element, values: dict[str, Any], faults: Faults) -> None:
            text = element.text
            if text is None or not fits(text) or field in values or len(element) or element.keys():
                otherwise(element, values, faults)
            else:
                values[field] = make(text)

        return step

    return made


def _number(limit: Limit) -> Parse[Decimal]:
    assert isinstance(limit, Number)
    refuse = limit.wrong
    sure = limit.digits

    def understand(text: str, element: etree._Element, faults: Faults) -> Decimal | None:
        wrong: Wrong | None = None
        if len(text) <= sure and text.isdecimal() and text.isascii():
            return Decimal(text)
        if len(text) > _LONGEST_NUMBER:
            wrong = TOO_LONG
        elif _NUMBER.match(text) is None:
            wrong = NOT_A_NUMBER
        if wrong is None:
            value = Decimal(text)
            if (wrong := refuse(value)) is None:
                return value
        faults.wrong(element, wrong, text)
        return None

    return understand


def _count(limit: Limit) -> Parse[int]:
    number = _number(limit)

    def understand(text: str, element: etree._Element, faults: Faults) -> int | None:
        value = number(text, element, faults)
        return None if value is None else int(value)

    return understand


def _money(limit: Limit) -> Parse[Money]:
    number = _number(limit)

    def understand(text: str, element: etree._Element, faults: Faults) -> Money | None:
        amount = number(text, element, faults)
        currency = element.get("currencyID")
        if currency is None:
            faults.add(element, "FMT-111", "An amount without a currency.", found=text, passes="currencyID")
            return None
        if (wrong := CURRENCY.wrong(currency)) is not None:  # type: ignore[arg-type] # lxml types it as str or bytes.
            faults.wrong(element, wrong, currency)
            return None
        return None if amount is None else Money(amount, currency)

    return understand


def _quantity(limit: Limit) -> Parse[Quantity]:
    number = _number(limit)

    def understand(text: str, element: etree._Element, faults: Faults) -> Quantity | None:
        value = number(text, element, faults)
        unit = element.get("unitCode")
        if unit is not None and (wrong := UNIT.wrong(unit)) is not None:  # type: ignore[arg-type] # lxml types it as str or bytes.
            faults.wrong(element, wrong, unit)
            return None
        return None if value is None else Quantity(value=value, unit=unit)

    return understand


def _kilograms(limit: Limit) -> Parse[Decimal]:
    number = _number(limit)
    assert isinstance(limit, Number)
    refuse = limit.wrong

    def understand(text: str, element: etree._Element, faults: Faults) -> Decimal | None:
        value = number(text, element, faults)
        unit = element.get("unitCode")
        if value is None or unit is None or unit == "KGM":
            return value
        factor = KILOGRAMS.get(unit)
        if factor is None:
            faults.add(element, "FMT-113", "This unit of mass is not known.", found=unit, passes="KGM, TNE or GRM")
            return None
        if (wrong := refuse(value * factor)) is not None:
            faults.wrong(element, wrong, f"{text} {unit}")
            return None
        return value * factor

    return understand


def plain(number: Decimal) -> str:
    """A number written out, without an exponent."""
    return f"{number:f}"


def _written_money(value: Money) -> tuple[str, str]:
    return f' currencyID="{escape(value.currency)}"', plain(value.amount)


def _written_quantity(value: Quantity) -> tuple[str, str]:
    unit = "" if value.unit is None else f' unitCode="{escape(value.unit, {chr(34): "&quot;"})}"'
    return unit, plain(value.value)


TEXT = Reading(_quick_text, lambda value: ("", escape(value)))
MONEY = Reading(_quick_measured(_leaf(_money, ("currencyID",)), "currencyID", CURRENCY.fits, Money), _written_money)
QUANTITY = Reading(_leaf(_quantity, ("unitCode",)), _written_quantity)
MASS = Reading(
    _quick_measured(_leaf(_kilograms, ("unitCode",)), "unitCode", "KGM".__eq__, lambda mass, _: mass),
    lambda value: (' unitCode="KGM"', plain(value)),
)
NUMBER = Reading(_quick_number(_leaf(_number), Decimal), lambda value: ("", plain(value)))
COUNT = Reading(_quick_number(_leaf(_count), int), lambda value: ("", str(value)))
