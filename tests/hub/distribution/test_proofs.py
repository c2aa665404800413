"""Everybody in a part can be shown that they were in it; nobody else can, and what is erased leads nowhere."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from clearway.core.kernel.merkle import EMPTY_ROOT
from clearway.hub.distribution import models, recording
from clearway.hub.distribution.errors import SaltErased
from clearway.hub.distribution.public import proofs
from clearway.hub.exchange import public as exchange
from clearway.platform.calendar import now
from clearway.platform.transparency import keys
from clearway.platform.transparency import log as transparency
from clearway.platform.transparency.notes import Signer
from clearway.platform.transparency.verify import Proven, Refuted
from tests.hub.citizen.people import citizen
from tests.hub.distribution.receiving import Receiver, Register
from tests.portal.people import words

pytestmark = pytest.mark.usefixtures("country")
KEYS = [f"P76{n:05}" for n in range(5)]


@pytest.fixture
def signer() -> Signer:
    return keys.load_or_create(Path(settings.CLEARWAY_VAR) / "keys" / "log.key", settings.CLEARWAY_ORIGIN)


@pytest.fixture
def received() -> Iterator[Receiver]:
    register = Register("proven")
    register.put(*KEYS)
    receiver = Receiver("DL-P1")
    if not exchange.count(f"person/{KEYS[0]}"):
        receiver.agree()
    receiver.subscribe(part_rows=4)
    receiver.drain()
    yield receiver
    register.close()


def _logged(signer: Signer) -> None:
    while (done := transparency.sequence(signer, at=now())) is not None and not done.is_exhausted:
        pass


def test_a_person_proves_that_they_were_in_a_part(received: Receiver, signer: Signer) -> None:
    _logged(signer)
    for key in KEYS:
        newest = exchange.about(f"person/{key}")[0]
        content = proofs.proof_of(newest.number, f"person/{key}")
        assert content is not None

        assert isinstance(proofs.verify_part_proof(content, signer.vkey), Proven)

        told = json.loads(json.loads(content)["event"])
        assert (told["subject"], told["facts"]["ordinal"]) == (f"person/{key}", newest.ordinal)
        assert not any(other in content.decode() for other in KEYS if other != key)
        altered = content.replace(key.encode(), b"P7699999")
        assert isinstance(proofs.verify_part_proof(altered, signer.vkey), Refuted)
        assert len(content) < 4096


def test_an_erased_salt_erases_what_was_told_and_leaves_the_root(received: Receiver, signer: Signer) -> None:
    _logged(signer)
    erased, other = (exchange.about(f"person/{key}")[0] for key in KEYS[:2])
    stem, _ = recording.place_of(erased.number)
    root = bytes(models.Sending.objects.get(stem=stem).root)

    assert proofs.erase(erased.number)

    with pytest.raises(SaltErased):
        proofs.proof_of(erased.number, erased.subject)
    kept = models.Sending.objects.get(stem=stem)
    assert recording.root_of(bytes(kept.commitments)) == root != EMPTY_ROOT
    content = proofs.proof_of(other.number, other.subject)
    assert content is not None
    assert isinstance(proofs.verify_part_proof(content, signer.vkey), Proven)


def test_a_citizen_finds_the_access_in_their_list_and_takes_its_proof(received: Receiver, signer: Signer) -> None:
    _logged(signer)
    newest, mine = exchange.about(f"person/{KEYS[3]}")[0], citizen(KEYS[3])

    page = words(mine.get("/me/accesses"))
    answer = mine.get(f"/me/accesses/{newest.number}/proof")

    assert newest.number in page
    assert answer.status_code == 200
    assert isinstance(proofs.verify_part_proof(answer.content, signer.vkey), Proven)
    assert b"client:" not in answer.content
    proofs.erase(newest.number)
    assert mine.get(f"/me/accesses/{newest.number}/proof").status_code == 404
    assert citizen(KEYS[2]).get(f"/me/accesses/{newest.number}/proof").status_code == 404


def test_another_persons_access_is_not_proven_to_me(received: Receiver) -> None:
    newest = exchange.about(f"person/{KEYS[0]}")[0]

    assert proofs.proof_of(newest.number, f"person/{KEYS[1]}") is None
