"""Exchange rates: the last one published up to a day.

Other packages import this module; nothing else in the register is a promise. A process remembers what it read;
``refresh`` makes it look again.
"""

from clearway.registers.rates.actions import load_rates
from clearway.registers.rates.errors import RatesError, RatesRefused
from clearway.registers.rates.queries import rates_for, refresh

__all__ = ["RatesError", "RatesRefused", "load_rates", "rates_for", "refresh"]
