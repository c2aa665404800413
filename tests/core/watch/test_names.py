"""Two ways of writing one name or number have the same plain form, and other names have another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearway.core.watch.names import COMPANY_FORMS, name_form, number_form, romanised


@pytest.mark.parametrize(
    "ways",
    [
        (
            "한빛",
            "(주)한빛",
            "㈜ 한빛",
            "주식회사 한빛",
            "주식회사한빛",
            "한빛주식회사",
            "Hanbit",
            "HANBIT Co., Ltd.",
        ),
        ("Hải An", "hải an", "Hai An", "Công ty TNHH Hải An", "CONG TY TNHH HAI AN", "Hai-An"),
        ("Đông Á", "Dong A", "CTCP Đông Á"),
        ("Société Générale", "SOCIETE GENERALE S.A.", "Societe Generale SA"),
        ("Müller", "Muller GmbH", "\uff2d\uff35ller"),
        ("Acme", "ACME Inc.", "Acme, L.L.C.", "acme llc"),
    ],
)
def test_ways_of_writing_one_name(ways: tuple[str, ...]) -> None:
    assert len({name_form(one) for one in ways}) == 1, [name_form(one) for one in ways]


@pytest.mark.parametrize(
    ("one", "other"), [("한빛", "한별"), ("Acme", "Acne"), ("Hải An", "Hải Anh"), ("Co", "Ltd"), ("Coal", "Al")]
)
def test_other_names_are_others(one: str, other: str) -> None:
    assert name_form(one) != name_form(other)


@pytest.mark.parametrize(
    ("hangul", "latin"),
    [
        ("한빛", "hanbit"), ("서울", "seoul"), ("국어", "gugeo"), ("부산", "busan"), ("울릉", "ulleung"),
        ("옥천", "okcheon"), ("월곶", "wolgot"), ("좋아", "joa"), ("서산A", "seosanA"),
    ],
)  # fmt: skip
def test_hangul_in_latin_letters(hangul: str, latin: str) -> None:
    assert romanised(hangul) == latin


def test_numbers_lose_what_is_between_their_digits() -> None:
    assert {number_form(one) for one in ("123-45-67890", "1234567890", "123 45 67890", "\uff1123\uff145-67890")} == {
        "1234567890"
    }
    assert number_form("12가 3456") == number_form("12가3456") != number_form("12나3456")


_TEXTS = st.text(max_size=30)


@given(_TEXTS)
def test_a_plain_form_is_plain(text: str) -> None:
    for form in (name_form, number_form):
        assert form(form(text)) == form(text)
        assert all(letter.isalnum() for letter in form(text))


@given(st.text("abcdefgh 한빛나라ôé", max_size=20), st.sampled_from(sorted(COMPANY_FORMS)))
def test_spaces_size_and_the_form_of_the_business_make_no_difference(name: str, form: str) -> None:
    # A business that is called as a form is, is beyond us.
    if name_form(name) and not COMPANY_FORMS & set(name.casefold().split()):
        assert name_form(f"  {name.upper()} ") == name_form(name)
        assert name_form(f"{name} {form}") == name_form(name)
        assert name_form(f"({form}) {name}") == name_form(name)


@given(st.text("0123456789가나AB", min_size=1, max_size=12), st.text(" -./", max_size=3))
def test_what_stands_between_makes_no_difference_to_a_number(number: str, between: str) -> None:
    assert number_form(between.join(number)) == number_form(number)
