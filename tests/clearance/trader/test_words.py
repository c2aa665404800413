"""Everything that people are shown by a code has words."""

from clearway.clearance.trader import words
from clearway.platform.identity.permissions import ROLES


def test_every_role_is_said_in_words() -> None:
    assert ROLES.keys() - words.ROLES.keys() == set()
