"""The generated catalogues are what the code says today."""

import pytest

from tools import catalogue


@pytest.mark.parametrize("name", sorted(catalogue.pages()))
def test_a_page_equals_a_fresh_generation(name: str) -> None:
    """`make docs` writes it; nobody edits it."""
    assert (catalogue.FOLDER / name).read_text(encoding="utf-8") == catalogue.pages()[name]
