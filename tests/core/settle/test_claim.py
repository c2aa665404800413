"""What becomes of money: each case by itself, and any order and repetition of all of them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearway.core.assess.assessment import Assessment, DutyLine
from clearway.core.kernel.money import Money
from clearway.core.settle import (
    Claim,
    Facility,
    Posting,
    Unbalanced,
    assign,
    cancel,
    draw,
    entered,
    receive,
    receive_statement,
    repay,
    revenue_of,
    revise,
)
from clearway.core.settle.ledger import BANK, DEFERMENT, OVERPAID, RECEIVABLE, UNALLOCATED, balance, is_balanced

FIRST = {"A00": Decimal("60"), "B00": Decimal("40")}
OWED = Claim(Decimal(100), "DML")
ROOMY = Facility("F1", Decimal(500), Decimal(0), Decimal(50), "DML")


def _dml(amount: object) -> Money:
    return Money(Decimal(str(amount)), "DML")


@pytest.mark.parametrize(
    ("claim", "came", "outcome", "applied", "excess"),
    [
        (OWED, 100, "covered", 100, 0),
        (OWED, 30, "part", 30, 0),
        (OWED, 130, "more", 100, 30),
        (Claim(Decimal(100), "DML", Decimal(70)), 30, "covered", 30, 0),
        (Claim(Decimal(100), "DML", Decimal(100)), 100, "again", 0, 100),
        (Claim(Decimal(0), "DML", is_cancelled=True), 100, "cancelled", 0, 100),
    ],
)
def test_money_covers_what_is_left_and_the_rest_goes_back(
    claim: Claim, came: int, outcome: str, applied: int, excess: int
) -> None:
    received = receive(_dml(came), claim)

    assert (received.outcome, received.applied, received.excess) == (outcome, applied, excess)
    assert received.claim is not None
    assert received.claim.paid == claim.paid + applied


def test_money_for_nobody_knows_what_stays_unallocated_and_can_be_assigned_later() -> None:
    unknown = receive(_dml(100), None)
    foreign = receive(Money(Decimal(100), "XTS"), OWED)

    assert (unknown.outcome, foreign.outcome) == ("unknown-reference", "other-currency")
    found = assign(_dml(100), OWED)
    postings = (*unknown.postings, *found.postings)
    assert balance(postings, UNALLOCATED, "DML") == 0
    assert (balance(postings, BANK, "DML"), balance(postings, RECEIVABLE, "DML")) == (100, -100)


def test_an_account_covers_all_that_is_left_or_nothing() -> None:
    tight = Facility("F1", Decimal(99), Decimal(0), Decimal(0), "DML")

    assert draw(OWED, tight) is None
    assert draw(OWED, Facility("F1", Decimal(500), Decimal(0), Decimal(0), "XTS")) is None
    assert draw(Claim(Decimal(0), "DML"), ROOMY) is None
    drawn = draw(OWED, ROOMY)
    assert drawn is not None
    assert (drawn.claim.left, drawn.facility.room, drawn.turned_low) == (0, 400, False)


@pytest.mark.parametrize(("drawn", "turned_low"), [(340, False), (360, True), (460, None)])
def test_a_low_balance_is_told_when_it_is_crossed(drawn: int, turned_low: bool | None) -> None:
    done = draw(OWED, Facility("F1", Decimal(500), Decimal(drawn), Decimal(50), "DML"))

    assert (done.turned_low if done else None) is turned_low


def test_an_account_that_was_low_is_not_told_of_again() -> None:
    done = draw(Claim(Decimal(10), "DML"), Facility("F1", Decimal(500), Decimal(460), Decimal(50), "DML"))

    assert done is not None
    assert not done.turned_low


def test_a_statement_in_other_money_settles_nothing() -> None:
    received = receive_statement(Money(Decimal(5), "XTS"), ROOMY)

    assert (received.outcome, received.facility) == ("other-currency", None)


def test_a_reduction_goes_back_onto_the_account_as_far_as_it_has_not_been_settled() -> None:
    drawn = Claim(Decimal(100), "DML", Decimal(100), Decimal(100))
    half_settled = Facility("F1", Decimal(500), Decimal(30), Decimal(0), "DML")

    changed = cancel(drawn, FIRST, half_settled)

    assert (changed.given_back, changed.excess) == (30, 70)
    assert changed.claim == Claim(Decimal(0), "DML", is_cancelled=True)


def test_a_change_that_only_divides_otherwise_moves_revenue_alone() -> None:
    changed = revise(OWED, FIRST, {"A00": Decimal(100)})

    assert changed.claim == OWED
    assert {one.account for one in changed.postings} == {"revenue/A00", "revenue/B00"}


def test_revenue_is_summed_by_tax_type() -> None:
    lines = tuple(DutyLine(item, kind, _dml(5), "f", "l") for item, kind in ((1, "A00"), (2, "A00"), (1, "B00")))

    assert revenue_of(Assessment((), (*lines, DutyLine(1, "C00", _dml(0), "f", "l")), _dml(15))) == {
        "A00": Decimal(10),
        "B00": Decimal(5),
    }


def test_what_does_not_balance_is_no_entry() -> None:
    with pytest.raises(Unbalanced):
        entered(Posting(BANK, Decimal(1), "DML"), Posting(OVERPAID, Decimal(-1), "XTS"))


_AMOUNTS = st.decimals(min_value=Decimal("0.01"), max_value=Decimal(300), places=2)
_REVENUES = st.dictionaries(st.sampled_from(["A00", "B00", "F10"]), _AMOUNTS, max_size=3)
_STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("pay"), _AMOUNTS),
        st.tuples(st.just("settle"), _AMOUNTS),
        st.tuples(st.just("lost"), _AMOUNTS),
        st.tuples(st.just("draw"), st.none()),
        st.tuples(st.just("revise"), _REVENUES),
        st.tuples(st.just("cancel"), st.none()),
    ),
    max_size=20,
)


class Books:
    """One debt, one account, and every entry that was made for them."""

    def __init__(self, limit: Decimal) -> None:
        self.revenue = dict(FIRST)
        self.claim = OWED
        self.facility = Facility("F1", limit, Decimal(0), limit / 4, "DML")
        self.came = self.going_back = Decimal(0)
        debt = (Posting(f"revenue/{kind}", -amount, "DML") for kind, amount in FIRST.items())
        self.postings = [*entered(Posting(RECEIVABLE, Decimal(100), "DML"), *debt)]

    def do(self, step: str, value: object) -> None:
        """One event, whatever went before."""
        if step in {"pay", "settle", "lost"}:
            self._come(step, _dml(value))
        elif step == "draw":
            self._draw()
        elif not self.claim.is_cancelled:
            self._change({} if step == "cancel" else dict(value), is_end=step == "cancel")  # type: ignore[call-overload] # by the strategy.

    def _come(self, step: str, money: Money) -> None:
        received = (
            receive_statement(money, self.facility)
            if step == "settle"
            else receive(money, None if step == "lost" else self.claim)
        )
        self.came += money.amount
        self.claim, self.facility = received.claim or self.claim, received.facility or self.facility
        self._book(received.postings, received.excess)

    def _draw(self) -> None:
        drawn = draw(self.claim, self.facility)
        if drawn is not None:
            self.claim, self.facility = drawn.claim, drawn.facility
            self._book(drawn.postings, Decimal(0))

    def _change(self, after: dict[str, Decimal], *, is_end: bool) -> None:
        facility = self.facility if self.claim.drawn else None
        changed = (
            cancel(self.claim, self.revenue, facility)
            if is_end
            else revise(self.claim, self.revenue, after, facility)
        )
        given = self.facility.drawn - changed.given_back
        self.facility = Facility("F1", self.facility.limit, given, self.facility.warn_below, "DML")
        self.claim, self.revenue = changed.claim, after
        self._book(changed.postings, changed.excess)

    def _book(self, postings: tuple[Posting, ...], excess: Decimal) -> None:
        assert is_balanced(postings)
        self.postings += postings
        self.going_back += excess

    def on(self, account: str) -> Decimal:
        """What stands on an account."""
        return balance(self.postings, account, "DML")


@given(_STEPS, st.decimals(min_value=0, max_value=400, places=2))
def test_whatever_comes_in_whatever_order_the_books_agree(steps: list[tuple[str, object]], limit: Decimal) -> None:
    books = Books(limit)

    for step, value in steps:
        books.do(step, value)

        claim, facility = books.claim, books.facility
        assert is_balanced(books.postings)
        assert 0 <= claim.drawn <= claim.paid <= claim.owed
        assert 0 <= facility.drawn <= facility.limit
        assert books.on(RECEIVABLE) == claim.left
        assert books.on(DEFERMENT + "F1") == facility.drawn
        assert books.on(BANK) == books.came
        assert -books.on(OVERPAID) == books.going_back
        assert claim.paid - facility.drawn - books.on(UNALLOCATED) - books.on(OVERPAID) == books.came
        assert claim.paid <= books.came + facility.drawn


@given(_AMOUNTS)
def test_what_goes_back_leaves_the_bank(amount: Decimal) -> None:
    postings = repay(_dml(amount), OVERPAID)

    assert (balance(postings, BANK, "DML"), balance(postings, OVERPAID, "DML")) == (-amount, amount)
