"""Several findings of one scenario are checked or excepted at once, each on record by itself."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from django.db import transaction

from clearway.watch.cases import actions, errors
from clearway.watch.rulebook.public import Book

MOST_AT_ONCE: Final = 50


@transaction.atomic
def check_all(numbers: Sequence[int], text: str, *, tenant: str, by: str, at: datetime) -> int:
    """The same words for several findings; all of them, or none."""
    for number in _chosen(numbers):
        actions.check(number, text, tenant=tenant, by=by, at=at)
    return len(set(numbers))


@transaction.atomic
def exclude_all(
    numbers: Sequence[int], reason: str, evidence: str, until: str, *, book: Book, today: date, tenant: str, by: str,
    at: datetime,
) -> int:  # fmt: skip
    """One reason, evidence and day for several findings; all of them, or none."""
    for number in _chosen(numbers):
        actions.exclude(
            number, reason, evidence, until, book=book, today=today, tenant=tenant, by=by, at=at
        )  # fmt: skip
    return len(set(numbers))


def _chosen(numbers: Sequence[int]) -> list[int]:
    chosen = sorted(set(numbers))
    if not 1 <= len(chosen) <= MOST_AT_ONCE:
        raise errors.NothingChosen(found=str(len(chosen)), most=str(MOST_AT_ONCE))
    return chosen
