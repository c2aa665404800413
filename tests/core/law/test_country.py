"""Roundings of the law: what they bring an amount to."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from clearway.core.kernel.money import ROUNDINGS, Money
from clearway.core.law.country import Rounding

STEPS = st.sampled_from([Decimal(step) for step in ("0.01", "0.001", "1", "0.05", "0.10", "5", "10", "1E+2", "100")])
AMOUNTS = st.decimals(-(10**12), 10**12, places=9) | st.sampled_from([Decimal("0.005"), Decimal("-0.015")])


@given(amount=AMOUNTS, step=STEPS, mode=st.sampled_from(sorted(ROUNDINGS)))
def test_a_rounding_to_so_many_decimals_is_what_counting_its_steps_gives(
    amount: Decimal, step: Decimal, mode: str
) -> None:
    money = Money(amount, "DML")

    rounded = Rounding(step, mode, "Act").apply(money)

    assert str(rounded.amount) == str(money.rounded(step, mode).amount)
