import pytest

from clearway.core.validate.containers import is_container, is_ship_number


@pytest.mark.parametrize("number", ["CSQU3054383", "MSKU6011672", "TOLU4734787"])
def test_a_container_number_with_the_right_check_digit_is_one(number: str) -> None:
    assert is_container(number)


@pytest.mark.parametrize("number", ["CSQU3054384", "CSQX3054383", "csqu3054383", "AD12345", "", "CSQU30543830"])
def test_a_wrong_digit_or_form_is_no_container_number(number: str) -> None:
    assert not is_container(number)


def test_a_ship_number_checks_itself() -> None:
    assert is_ship_number("9074729")
    assert not is_ship_number("9074728")
    assert not is_ship_number("12345")
