"""What is sealed is read again by the house alone, and only for the purpose it was sealed for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from clearway.platform.sealing import SealBroken, seal, unseal


@given(text=st.text(max_size=200))
def test_whatever_is_sealed_opens_again_and_is_not_read_in_between(text: str) -> None:
    sealed = seal(text, purpose="tests")

    assert unseal(sealed, purpose="tests") == text
    assert len(text) < 8 or text not in sealed


def test_it_opens_for_no_other_purpose() -> None:
    with pytest.raises(SealBroken):
        unseal(seal("text", purpose="tests"), purpose="other tests")


def test_another_secret_opens_nothing_until_the_former_one_is_named(settings: Settings) -> None:
    former = settings.SECRET_KEY
    sealed = seal("text", purpose="tests")

    settings.SECRET_KEY = "another secret of the house"
    with pytest.raises(SealBroken):
        unseal(sealed, purpose="tests")
    settings.SECRET_KEY_FALLBACKS = [former]
    assert unseal(sealed, purpose="tests") == "text"


@pytest.mark.parametrize("altered", ["", "gAAAA", "whsec_plain", "ü"])
def test_what_was_not_sealed_does_not_open(altered: str) -> None:
    with pytest.raises(SealBroken):
        unseal(altered, purpose="tests")
