"""A citizen takes the whole list away, with its sealed counter, and anybody checks it."""

import json
from pathlib import Path

import pytest
from django.conf import settings

from clearway.hub.exchange import models
from clearway.platform.calendar import now
from clearway.platform.transparency import keys, log
from clearway.platform.transparency.lists import Whole
from clearway.platform.transparency.notes import Signer
from clearway.platform.transparency.verify import Refuted, verify_list
from tests.hub.citizen.looking import look
from tests.hub.citizen.people import citizen
from tests.hub.citizen.test_who_looked import person
from tests.portal.people import words
from tests.proofs.verifiers import Verifiers

__all__ = ["person"]
pytestmark = pytest.mark.usefixtures("country")


def signed() -> Signer:
    signer = keys.load_or_create(Path(settings.CLEARWAY_VAR) / "keys" / "log.key", settings.CLEARWAY_ORIGIN)
    while (batch := log.sequence(signer, at=now())) and not batch.is_exhausted:
        pass
    return signer


def test_the_whole_list_is_found_whole_by_both_verifiers(person: str, tmp_path: Path) -> None:
    for _ in range(3):
        look(person)
    signer = signed()

    answer = citizen(person).get("/me/accesses/list")

    assert answer.status_code == 200, words(answer)
    found = verify_list(answer.content, signer.vkey)
    assert isinstance(found, Whole)
    assert (found.subject, len(found.places)) == (f"person/{person}", 3)
    (tmp_path / "list.json").write_bytes(answer.content)
    assert Verifiers().both(tmp_path / "list.json", signer.vkey, []) == ("", "")
    given = json.loads(answer.content)
    for index in range(3):
        shorter = given | {"entries": [one for at, one in enumerate(given["entries"]) if at != index]}
        refuted = verify_list(json.dumps(shorter).encode(), signer.vkey)
        assert isinstance(refuted, Refuted)
        assert refuted.code == "LOG-113"


def test_an_access_taken_from_the_record_shows_against_a_list_kept_before(person: str, tmp_path: Path) -> None:
    for _ in range(2):
        look(person)
    signer, client = signed(), citizen(person)
    (tmp_path / "kept.json").write_bytes(client.get("/me/accesses/list").content)
    models.Access.objects.filter(subject=f"person/{person}", ordinal=2).delete()
    models.Subject.objects.filter(name=f"person/{person}").update(accesses=1)

    (tmp_path / "list.json").write_bytes(client.get("/me/accesses/list").content)

    kept = ["--older", str(tmp_path / "kept.json")]
    assert Verifiers().both(tmp_path / "list.json", signer.vkey, kept) == ("LOG-113", "LOG-113")
