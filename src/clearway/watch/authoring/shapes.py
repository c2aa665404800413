"""The common shapes of scenarios: what each asks for, and what it says of a case."""

from typing import Final

import msgspec
from django.utils.translation import gettext_noop as noop

KEY, DAY, AMOUNT, ANY, NUMBER, WORD = "key", "day", "amount", "any", "number", "word"


class Field(msgspec.Struct, frozen=True):
    """What is asked for a shape; columns of one ``record`` are of one source."""

    name: str
    kind: str
    label: str
    record: str = ""
    is_needed: bool = True


class Shape(msgspec.Struct, frozen=True):
    """A common shape: what it is, what is asked for it, and what it says of a case."""

    name: str
    title: str
    about: str
    fields: tuple[Field, ...]
    heading: str
    explanation: str
    clears: str


def _only(record: str, name: str, label: str, word: str) -> tuple[Field, Field]:
    return Field(name, ANY, label, record, is_needed=False), Field(f"{name}_is", WORD, word, "", is_needed=False)


_WHERE: Final = noop("Only rows in which this column …")
_IS: Final = noop("… is this text")
_MONEY: Final = noop("Money: the column that is summed up")

SHAPES: Final[dict[str, Shape]] = {
    one.name: one
    for one in (
        Shape(
            "absence", noop("Something is missing after a deadline"),
            noop("Something has happened, and what must follow within so many days was never recorded."),
            (
                Field("event", KEY, noop("What happened: the column that leads to the case"), "event"),
                Field("event_day", DAY, noop("The day on which it happened"), "event"),
                *_only("event", "event_where", _WHERE, _IS),
                Field("days", NUMBER, noop("So many days are allowed")),
                Field("answer", KEY, noop("What must follow: the column that leads to the case"), "answer"),
                Field("answer_day", DAY, noop("The day on which it was recorded"), "answer", is_needed=False),
                *_only("answer", "answer_where", _WHERE, _IS),
                Field("money", AMOUNT, _MONEY, "event", is_needed=False),
            ),
            noop("{second}: nothing within {days} days"),
            noop(
                "{first}: case {case_key} has waited since {since}. Within {days} days a record in {second} was due"
                " and none was found."
            ),
            noop("A record in {second} for case {case_key}."),
        ),
        Shape(
            "overlap", noop("Two periods overlap"),
            noop("Two records of one case hold at the same time, and only one of them may."),
            (
                Field("first", KEY, noop("The first record: the column that leads to the case"), "first"),
                Field("first_from", DAY, noop("Its first day"), "first"),
                Field("first_until", DAY, noop("Its last day; nothing where it is open"), "first"),
                *_only("first", "first_where", _WHERE, _IS),
                Field("second", KEY, noop("The second record: the column that leads to the case"), "second"),
                Field("second_from", DAY, noop("Its first day"), "second"),
                Field("second_until", DAY, noop("Its last day; nothing where it is open"), "second"),
                *_only("second", "second_where", _WHERE, _IS),
                Field("money", AMOUNT, _MONEY, "first", is_needed=False),
            ),
            noop("{first} and {second} at the same time"),
            noop("Case {case_key}: a period of {first} and one of {second} overlap from {since}."),
            noop("One of the two periods of case {case_key} ends before the other begins."),
        ),
        Shape(
            "ended", noop("A status stands after its end"),
            noop("Something has ended, and a record still says that it goes on."),
            (
                Field("end", KEY, noop("What has ended: the column that leads to the case"), "end"),
                Field("end_day", DAY, noop("The day on which it ended"), "end"),
                *_only("end", "end_where", _WHERE, _IS),
                Field("days", NUMBER, noop("So many days are allowed")),
                Field("status", KEY, noop("What still stands: the column that leads to the case"), "status"),
                Field("status_where", ANY, noop("The column of its status"), "status"),
                Field("status_where_is", WORD, noop("The status that should be over")),
                Field("money", AMOUNT, _MONEY, "status", is_needed=False),
            ),
            noop("{second} stands after the end of {first}"),
            noop("Case {case_key}: {first} ended on {since}; {second} still stands {days} days later."),
            noop("The status of case {case_key} in {second} ends."),
        ),
        Shape(
            "ledgers", noop("Two ledgers disagree"),
            noop("The same amount is kept in two places, and the two differ."),
            (
                Field("first", KEY, noop("The first ledger: the column that leads to the case"), "first"),
                Field("first_amount", AMOUNT, noop("Its amounts"), "first"),
                *_only("first", "first_where", _WHERE, _IS),
                Field("second", KEY, noop("The second ledger: the column that leads to the case"), "second"),
                Field("second_amount", AMOUNT, noop("Its amounts"), "second"),
                *_only("second", "second_where", _WHERE, _IS),
                Field("least", NUMBER, noop("They may differ by so much")),
            ),
            noop("{first} and {second} disagree"),
            noop("Case {case_key}: {first} has {first_sum}, {second} has {second_sum}."),
            noop("The amounts of case {case_key} in {first} and {second} agree."),
        ),
        Shape(
            "relation", noop("Two who are related deal with one another"),
            noop("A record names two, and a register says that they are related."),
            (
                Field("deal", KEY, noop("The record: the column that leads to the case"), "deal"),
                Field("one", ANY, noop("The one it names"), "deal"),
                Field("other", ANY, noop("The other it names"), "deal"),
                *_only("deal", "deal_where", _WHERE, _IS),
                Field("tie_one", ANY, noop("The register of relations: the one"), "tie"),
                Field("tie_other", ANY, noop("The register of relations: the other"), "tie"),
                Field("money", AMOUNT, _MONEY, "deal", is_needed=False),
            ),
            noop("{first} between two whom {second} relates"),
            noop("Case {case_key} of {first} names {party} and {counterpart}, who are related by {second}."),
            noop("Somebody else decides about case {case_key}, or the relation in {second} is corrected."),
        ),
        Shape(
            "outlier", noop("One amount stands out"),
            noop("An amount is many times what the other records of the same case are on average."),
            (
                Field("first", KEY, noop("The record: the column that leads to the case"), "first"),
                Field("first_amount", AMOUNT, noop("Its amounts"), "first"),
                *_only("first", "first_where", _WHERE, _IS),
                Field("times", NUMBER, noop("So many times the average of the others")),
                Field("least", NUMBER, noop("There are so many records at least")),
            ),
            noop("One amount of {first} is more than {times} times the others"),
            noop(
                "Case {case_key}: {first} has an amount of {highest}, more than {times} times the average of the"
                " others."
            ),
            noop("The amount of case {case_key} in {first} is explained or corrected."),
        ),
    )
}  # fmt: skip
