"""References that somebody may have meant."""

from hypothesis import given
from hypothesis import strategies as st

from clearway.core.settle.nearest import one_slip_away, tidy

_REFERENCES = st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=18)


@given(_REFERENCES, st.data())
def test_a_slip_is_found_from_both_sides(reference: str, data: st.DataObject) -> None:
    slip = data.draw(st.sampled_from(sorted(one_slip_away(reference))))

    assert slip != reference
    assert slip == "" or reference in one_slip_away(slip)


def test_kinds_of_slips() -> None:
    found = one_slip_away("26DL")

    assert {"26LD", "2DL", "26DLX", "X26DL", "27DL"} <= found
    assert "62LD" not in found


@given(st.text(max_size=200))
def test_a_reference_is_read_however_it_is_written(text: str) -> None:
    assert len(tidy(text)) <= 40
    assert tidy("26-dl 00x") == "26DL00X"
