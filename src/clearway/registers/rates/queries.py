"""Rates of exchange as they stand for a day."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from clearway.core.facts.circumstances import Rate
from clearway.registers.rates import models

#: Rates found before, by currency and day asked for; a missing rate is always asked for again.
_FOUND: dict[tuple[str, date], Rate] = {}
#: More than this are only asked for by replays; then the memory begins anew.
_REMEMBERED = 20_000


def rates_for(currencies: Iterable[str], day: date) -> tuple[Rate, ...]:
    """The last rate published up to a day for each currency that has one, by currency; at most one round trip.

    How old it is can be read from its own day; whether that is too old is for the law to say.
    """
    wanted = sorted(set(currencies))
    missing = [currency for currency in wanted if (currency, day) not in _FOUND]
    if missing:
        _look_up(missing, day)
    return tuple(_FOUND[currency, day] for currency in wanted if (currency, day) in _FOUND)


def refresh() -> None:
    """Forget what was read, so that rates published since are seen."""
    _FOUND.clear()


def _look_up(currencies: list[str], day: date) -> None:
    rows = (
        models.ExchangeRate.objects.filter(currency__in=currencies, day__lte=day)
        .order_by("currency", "-day")
        .distinct("currency")
        .values_list("currency", "rate", "day", "source")
    )
    found = {(currency, day): Rate(currency, _plain(rate), since, source) for currency, rate, since, source in rows}
    if len(_FOUND) > _REMEMBERED:
        _FOUND.clear()
    _FOUND.update(found)


def _plain(rate: Decimal) -> Decimal:
    """The rate as it was published, without the column's trailing zeros."""
    plain = rate.normalize()
    return plain if plain.as_tuple().exponent <= 0 else plain.quantize(Decimal(1))
