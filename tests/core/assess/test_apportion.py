from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from clearway.core.assess.apportion import apportion

AMOUNTS = st.decimals(min_value=0, max_value=10**12, places=3, allow_nan=False)
WEIGHTS = st.lists(st.decimals(min_value=0, max_value=10**9, places=4, allow_nan=False), min_size=1, max_size=30)


def numbers(*texts: str) -> list[Decimal]:
    return [Decimal(text) for text in texts]


def test_three_equal_items_share_a_hundred_to_the_cent() -> None:
    assert apportion(Decimal(100), numbers("1", "1", "1"), [1, 2, 3]) == numbers("33.34", "33.33", "33.33")


def test_the_cent_left_over_goes_to_the_largest_remainder_not_to_the_first_item() -> None:
    # 1.00 by 1, 2 and 3 is 0.1666…, 0.3333… and 0.50; the first is cut most.
    assert apportion(Decimal(1), numbers("1", "2", "3"), [3, 2, 1]) == numbers("0.17", "0.33", "0.50")
    # 10.00 by 1, 1 and 4 is 1.666…, 1.666… and 6.666…; two cents are left, remainders are equal: items 1 and 2.
    assert apportion(Decimal(10), numbers("1", "1", "4"), [1, 2, 3]) == numbers("1.67", "1.67", "6.66")
    # 0.05 by 1 and 9 is 0.005 + 0.045; equal remainders again, so rank decides.
    assert apportion(Decimal("0.05"), numbers("9", "1"), [2, 1]) == numbers("0.04", "0.01")


def test_where_nothing_weighs_anything_everybody_bears_the_same() -> None:
    assert apportion(Decimal(1), numbers("0", "0"), [1, 2]) == numbers("0.5", "0.5")


def test_an_amount_finer_than_a_cent_is_shared_as_finely_as_it_was_given() -> None:
    assert apportion(Decimal("0.001"), numbers("1", "1"), [1, 2]) == numbers("0.001", "0")


@given(AMOUNTS, WEIGHTS)
def test_parts_add_up_to_the_whole_exactly(whole: Decimal, weights: list[Decimal]) -> None:
    parts = apportion(whole, weights, list(range(len(weights))))

    assert sum(parts) == whole
    assert min(parts) >= 0


@given(AMOUNTS, WEIGHTS)
def test_no_part_is_further_than_a_cent_from_its_proportion(whole: Decimal, weights: list[Decimal]) -> None:
    parts = apportion(whole, weights, list(range(len(weights))))

    total = sum(weights)
    for part, weight in zip(parts, weights, strict=True):
        exact = whole * weight / total if total else whole / len(weights)
        assert abs(part - exact) <= Decimal("0.01")


@given(AMOUNTS, WEIGHTS, st.randoms(use_true_random=False))
def test_the_order_of_items_changes_no_part(whole: Decimal, weights: list[Decimal], random) -> None:
    ranks = list(range(len(weights)))
    before = dict(zip(ranks, apportion(whole, weights, ranks), strict=True))
    random.shuffle(ranks)

    after = dict(zip(ranks, apportion(whole, [weights[rank] for rank in ranks], ranks), strict=True))

    assert after == before
