"""What the exchange keeps of look-ups: written in groups by one statement that judges last."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256

import msgspec
import pytest
from django.db import transaction

from clearway.core.kernel import canonical
from clearway.core.share import Case, Question, Ruling
from clearway.gateways.rest.inquiries import setting
from clearway.hub.agreements import public as agreements
from clearway.hub.consents import public as consents
from clearway.hub.disclosures import public as disclosures
from clearway.hub.exchange import events, evidence, models
from clearway.hub.exchange import public as exchange
from clearway.hub.exchange.looking_up import access
from clearway.platform.calendar import now
from clearway.platform.database import hot
from clearway.platform.events.event import committed_bytes
from clearway.platform.events.models import Event
from tests.hub.citizen.looking import ARTICLE, KIND, agreed
from tests.hub.citizen.people import BANK, HOLDER, fresh_number

pytestmark = pytest.mark.usefixtures("country")
Consented = Callable[[str], str]


@pytest.fixture
def consented(monkeypatch: pytest.MonkeyPatch) -> Consented:
    """Lets a person allow the bank to see where they live; says under which number."""
    agreed(monkeypatch)

    def give(person: str) -> str:
        number = consents.ask(person, BANK, KIND, ARTICLE, ("address",), by="user:bank", at=now())
        consents.give(number, subject=person, by=f"person:{person}", at=now())
        return number

    return give


def _rule() -> str:
    return next(one.name for one in agreements.of_organisation(BANK) if one.state == "approved" and one.kind == KIND)


def _access(person: str, ruling: Ruling, outcome: str = "answered", **changes: object) -> evidence.Access:
    at = now()
    asked = Question(
        KIND, frozenset({"address"}), person, BANK, "", "user:bank/k.lee", frozenset({"loan clerk"}), ARTICLE, at, 2,
        Case("L-1", "loan"),
    )  # fmt: skip
    return access(msgspec.structs.replace(asked, **changes), setting(at), ruling, outcome, at=at)


def _allowed(consent: str) -> Ruling:
    return Ruling(True, _rule(), "consent", consent)


def _write(*group: evidence.Access) -> list[int | None]:
    with hot.pool().connection() as store:
        return evidence.write(store, group)


def test_a_group_is_numbered_without_gaps_whoever_it_is_about(consented: Consented) -> None:
    one, other = fresh_number(), fresh_number()
    first, second = _allowed(consented(one)), _allowed(consented(other))

    said = _write(*(_access(*pair) for pair in [(one, first), (other, second), (one, first), (one, first)]))
    again = _write(_access(other, second), _access(one, first))

    assert (said, again) == ([1, 1, 2, 3], [2, 4])
    assert [found.ordinal for found in exchange.about(f"person/{one}")] == [4, 3, 2, 1]
    assert exchange.count(f"person/{one}") == 4


def test_what_is_withdrawn_is_not_written_and_its_neighbours_are(consented: Consented) -> None:
    one, other = fresh_number(), fresh_number()
    gone, stands = consented(one), consented(other)
    consents.withdraw(gone, subject=one, by=f"person:{one}", at=now())

    said = _write(_access(one, _allowed(gone)), _access(other, _allowed(stands)), _access(one, _allowed(gone)))

    assert said == [None, 1, None]
    assert exchange.count(f"person/{one}") == 0
    assert not Event.objects.filter(subject=f"person/{one}", type=events.LookedUp.name).exists()


def test_a_consent_that_ends_meanwhile_is_withdrawn(consented: Consented) -> None:
    person = fresh_number()
    number = consents.ask(person, BANK, KIND, ARTICLE, ("address",), by="user:bank", at=now())
    end = now() + timedelta(hours=1)
    consents.give(number, subject=person, by=f"person:{person}", at=now(), until=end)

    at_end = msgspec.structs.replace(_access(person, _allowed(number)), at=end)

    assert _write(at_end, _access(person, _allowed(number))) == [None, 1]


def test_a_version_that_is_not_approved_is_no_rule_and_one_that_never_was_is_none(consented: Consented) -> None:
    person = fresh_number()
    number, rule = consented(person), _rule()
    name, _, version = rule.rpartition("/")
    agreements.move(name, int(version), "suspended", holder=HOLDER, reason="An audit", by="user:r", at=now())
    try:
        suspended = _write(_access(person, Ruling(True, rule, "consent", number)))
    finally:
        agreements.move(name, int(version), "approved", holder=HOLDER, reason="", by="user:r", at=now())

    assert suspended == [None]
    assert _write(_access(person, Ruling(True, f"{name}/99", "consent", number))) == [None]
    assert _write(_access(person, Ruling(True, rule, "consent", str(uuid.uuid4())))) == [None]
    assert _write(_access(person, Ruling(True, rule, "exemption", "CR-13"))) == [1]


def test_a_denial_is_written_whatever_stands(consented: Consented) -> None:
    person = fresh_number()

    assert _write(_access(person, Ruling(False), "denied"), _access(person, Ruling(False), "holder-away")) == [1, 2]


def test_the_log_is_told_what_was_committed_to(consented: Consented) -> None:
    person = fresh_number()
    odd = 'a "quoted" ,"facts":{}, ,"ordinal":7 \\ ü \n'
    ruling = Ruling(True, _rule(), "emergency", odd)

    _write(_access(person, ruling, case=Case(odd, "loan")), _access(person, ruling))

    for row in Event.objects.filter(subject=f"person/{person}", type=events.LookedUp.name):
        facts = canonical.encode(msgspec.convert(row.facts, events.LookedUp))
        whole = committed_bytes(row.type, at=row.at, subject=row.subject, actor=row.actor, facts=facts)
        assert sha256(bytes(row.salt) + whole).digest() == bytes(row.commitment)
        kept = models.Access.objects.get(number=row.facts["access"])
        assert (kept.ordinal, kept.at) == (row.facts["ordinal"], row.at)
        assert row.actor == f"official:{kept.official_number}"
    assert exchange.about(f"person/{person}")[1].case_number == odd


def test_what_an_order_conceals_is_counted_and_says_so_in_the_log(consented: Consented) -> None:
    person = fresh_number()
    consent = consented(person)
    order = disclosures.conceal(
        f"person/{person}", BANK, case_number="L-1", article="INV-1", until=now() + timedelta(days=1),
        by="user:court", at=now(),
    )  # fmt: skip

    _write(_access(person, _allowed(consent)), _access(person, _allowed(consent), case=Case("L-2", "loan")))

    concealed, open_one = exchange.about(f"person/{person}")[::-1]
    assert (concealed.concealment, open_one.concealment) == (order, "")
    told = Event.objects.filter(subject=f"person/{person}", type=events.LookedUp.name).order_by("id")
    assert [row.facts["concealment"] for row in told] == [order, ""]


def test_a_caller_with_a_transaction_of_its_own_writes_within_it(consented: Consented) -> None:
    person = fresh_number()
    with transaction.atomic():
        kept = evidence.keep(_access(person, _allowed(consented(person))))
        transaction.set_rollback(True)

    assert kept is not None
    assert kept.ordinal == 1
    assert exchange.count(f"person/{person}") == 0
