"""Look-ups are judged as they are recorded; what follows a pattern waits for the manager and the privacy officer."""

import itertools
import os

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clearway.hub.agreements import public as agreements
from clearway.hub.consents import public as consents
from clearway.hub.exchange import public as exchange
from clearway.hub.misuse import public as misuse
from clearway.hub.misuse.public import FlagUnknown, OwnFlag, Person, Post, WordsMissing
from clearway.platform.calendar import now
from clearway.platform.events import readers
from clearway.platform.events.models import SetAside
from clearway.registers.lawbook import public as lawbook
from tests.conftest import PACK
from tests.hub.citizen.looking import CLERK, Instant, agreed, look
from tests.hub.citizen.people import BANK, fresh_number

pytestmark = pytest.mark.usefixtures("country")
#: The tests look at night, one after another, at persons whose numbers they count up.
OF_THE_TESTS = {"after-hours", "scraping", "sequence"}
_cases = itertools.count(os.getpid() % 100_000 * 1000)


@pytest.fixture(autouse=True)
def _agreed(country: None, monkeypatch: pytest.MonkeyPatch) -> None:
    agreed(monkeypatch)


@pytest.fixture
def person() -> str:
    """Somebody who lets the bank ask."""
    number, at = fresh_number(), now()
    asked = consents.ask(number, BANK, "RES-001", "CR-12", ("address",), by="user:bank", at=at)
    consents.give(asked, subject=number, by=f"person:{number}", at=at)
    return number


def fresh_case() -> str:
    """A case number nobody has used."""
    return f"L-{next(_cases)}"


def judged(*accesses: str) -> set[str]:
    """Which patterns these look-ups follow, once the worker has come round."""
    while readers.read(misuse.READER, at=now()):
        pass
    assert list(SetAside.objects.filter(reader="misuse").values_list("error", flat=True)) == []
    return {one.code for one in misuse.of_accesses(accesses)} - OF_THE_TESTS


def test_a_look_up_in_a_case_with_consent_is_not_flagged(person: str) -> None:
    assert judged(look(person, case=fresh_case()).access) == set()


def test_a_consent_used_in_another_case_is_flagged_with_both_cases(person: str) -> None:
    first, second = fresh_case(), fresh_case()
    look(person, case=first)

    access = look(person, case=second).access

    assert judged(access) == {"consent-reused"}
    [flag] = [one for one in misuse.of_accesses([access]) if one.code == "consent-reused"]
    assert flag.facts == {"first": first, "case": second}
    assert flag.number in {one.number for one in misuse.waiting(BANK)}
    assert flag.number in {one.number for one in misuse.waiting()}
    assert flag.number not in {one.number for one in misuse.waiting("DL0000005026")}


def test_whoever_looks_at_themselves_is_flagged(person: str) -> None:
    misuse.enrol(BANK, Post(CLERK.name), Person(f"person/{person}"))

    assert judged(look(person, case=fresh_case()).access) == {"own-record"}


def test_a_colleague_is_flagged(person: str) -> None:
    misuse.enrol(BANK, Post("user:bank/somebody else"), Person(f"person/{person}"))

    assert judged(look(person, case=fresh_case()).access) == {"colleague"}


def test_a_look_up_is_flagged_once_however_often_it_is_judged(person: str) -> None:
    look(person, case=fresh_case())
    access = look(person, case=fresh_case()).access
    judged(access)
    before = misuse.of_accesses([access])

    [recorded] = exchange.recorded([access])
    misuse.judge_recorded([readers.Happened(0, recorded.at, "exchange.looked-up.v1", "", "", {"access": access})])

    assert misuse.of_accesses([access]) == before


def test_a_flag_is_decided_once_with_words_and_not_by_the_official(person: str) -> None:
    look(person, case=fresh_case())
    access = look(person, case=fresh_case()).access
    judged(access)
    flag = next(one for one in misuse.of_accesses([access]) if one.code == "consent-reused")
    at = now()

    with pytest.raises(WordsMissing):
        misuse.decide(flag.number, "misuse", " ", by="user:manager", at=at, organisation=BANK)
    with pytest.raises(OwnFlag):
        misuse.decide(flag.number, "justified", "It was right.", by=CLERK.name, at=at, organisation=BANK)
    with pytest.raises(FlagUnknown):
        misuse.decide(flag.number, "misuse", "Not ours.", by="user:x", at=at, organisation="DL0000005026")
    misuse.decide(flag.number, "misuse", "There was no second loan.", by="user:manager", at=at, organisation=BANK)
    with pytest.raises(FlagUnknown):
        misuse.decide(flag.number, "justified", "Again.", by="user:manager", at=at, organisation=BANK)

    kept = misuse.find(flag.number, organisation=BANK)
    assert kept is not None
    assert (kept.state, kept.decided_by, kept.words) == ("misuse", "user:manager", "There was no second loan.")
    assert flag.number not in {one.number for one in misuse.waiting(BANK)}
    assert misuse.decided(BANK)[0].number == flag.number


def test_somebody_of_the_officials_household_is_found_by_the_register_and_that_is_on_record(
    person: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    controlled()
    monkeypatch.setattr(Instant, "record", lambda self, kind, key: {"household": "H-7", "address": "1 Quay Road"})
    relative = Post(CLERK.name)
    misuse.enrol(BANK, relative, Person(f"person/{fresh_number()}", household="H-7"))
    try:
        access = look(person, case=fresh_case()).access
        assert judged(access) == set()
        while misuse.compare(now()):
            pass
    finally:
        misuse.enrol(BANK, relative, Person(f"person/{fresh_number()}"))

    assert {one.code for one in misuse.of_accesses([access])} >= {"relative"}
    newest = exchange.about(f"person/{person}")[0]
    assert (newest.article, newest.names, newest.outcome) == ("SHA-14", ("household",), "answered")
    assert judged(newest.number) == set()


def test_who_lives_elsewhere_is_no_relative(person: str, monkeypatch: pytest.MonkeyPatch) -> None:
    controlled()
    monkeypatch.setattr(Instant, "record", lambda self, kind, key: {"household": "H-8", "address": "1 Quay Road"})
    misuse.enrol(BANK, Post(CLERK.name), Person(f"person/{fresh_number()}", household="H-7"))
    try:
        access = look(person, case=fresh_case()).access
        judged(access)
        while misuse.compare(now()):
            pass
    finally:
        misuse.enrol(BANK, Post(CLERK.name), Person(f"person/{fresh_number()}"))

    assert "relative" not in {one.code for one in misuse.of_accesses([access])}


def controlled() -> None:
    """Whoever keeps watch may ask the residents' register."""
    at = now()
    catalogue = lawbook.current(at).sharing
    if any(one.state == "approved" for one in agreements.of_organisation("DL600101")):
        return
    [wanted] = [one for one in lawbook.first_agreements(PACK, catalogue) if one.organisation == "DL600101"]
    made = agreements.propose(wanted, catalogue, by="user:control", at=at)
    holder = catalogue.kinds[wanted.kind].holder
    agreements.move(made.number, made.version, "approved", holder=holder, reason="", by="user:h", at=at)


def test_what_an_official_goes_on_doing_is_one_flag_whose_count_grows_and_costs_no_statement_each() -> None:
    at = now()
    people = [fresh_number() for _ in range(40)]
    for number in people:
        asked = consents.ask(number, BANK, "RES-001", "CR-12", ("address",), by="user:bank", at=at)
        consents.give(asked, subject=number, by=f"person:{number}", at=at)

    def judged_after(chosen: list[str]) -> int:
        for number in chosen:
            look(number, case=fresh_case())
        with CaptureQueriesContext(connection) as asked:
            judged()
        return len(asked)

    few, many = judged_after(people[:30]), judged_after(people[30:])

    [scraping] = [one for one in misuse.waiting(BANK) if one.code == "scraping"]
    assert int(scraping.facts["found"]) >= len(people)
    assert abs(few - many) <= 4
