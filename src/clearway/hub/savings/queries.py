"""What was saved: by an access, for a subject, and in all."""

from collections.abc import Iterable
from datetime import date

import msgspec
from django.db.models import Count, Sum

from clearway.core.law.accountability import Range
from clearway.core.share.savings import NOTHING
from clearway.hub.savings import models


class Replacement(msgspec.Struct, frozen=True):
    """A document that a look-up has replaced, and what that is worth."""

    access: str
    document: str
    worth: Range


class Total(msgspec.Struct, frozen=True):
    """How many documents were replaced, and what that is worth."""

    documents: int = 0
    worth: Range = NOTHING


class Line(msgspec.Struct, frozen=True):
    """A total of one month, organisation or kind."""

    of: str
    total: Total


def replaced(accesses: Iterable[str]) -> dict[str, Replacement]:
    """What each of some look-ups has replaced; those that replaced nothing are not there."""
    rows = models.Replaced.objects.filter(access__in=list(accesses))
    return {
        str(row.access): Replacement(str(row.access), row.document, Range(row.low, row.likely, row.high))
        for row in rows
    }


def of_subject(subject: str) -> Total:
    """What a subject did not have to fetch."""
    return _total(
        models.Replaced.objects.filter(subject=subject).aggregate(
            documents=Count("access"), low=Sum("low"), likely=Sum("likely"), high=Sum("high")
        )
    )


def in_all(organisation: str | None = None) -> Total:
    """Everything that was saved, or what one organisation has saved others."""
    rows = models.Sum.objects.all() if organisation is None else models.Sum.objects.filter(organisation=organisation)
    return _total(rows.aggregate(**_SUMS))


def by_month(most: int = 24) -> tuple[Line, ...]:
    """The last months, newest first."""
    return _lines("month", "-month", most)


def by_organisation(most: int = 50) -> tuple[Line, ...]:
    """Organisations, who saved most first."""
    return _lines("organisation", "-worth", most)


def by_kind(most: int = 50) -> tuple[Line, ...]:
    """Kinds of information, what saved most first."""
    return _lines("kind", "-worth", most)


_SUMS = {"documents": Sum("documents"), "low": Sum("low"), "likely": Sum("likely"), "high": Sum("high")}


def _lines(of: str, order: str, most: int) -> tuple[Line, ...]:
    rows = models.Sum.objects.values(of).annotate(
        how_many=Sum("documents"), least=Sum("low"), worth=Sum("likely"), greatest=Sum("high")
    )
    return tuple(
        Line(_said(row[of]), Total(row["how_many"], Range(row["least"], row["worth"], row["greatest"])))
        for row in rows.order_by(order, of)[:most]
    )


def _said(value: date | str) -> str:
    return f"{value:%Y-%m}" if isinstance(value, date) else value


def _total(found: dict[str, object]) -> Total:
    if not found["documents"]:
        return Total()
    worth = {name: found[name] for name in ("low", "likely", "high")}
    return msgspec.convert({"documents": found["documents"], "worth": worth}, Total)
