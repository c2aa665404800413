"""A supervisor revokes a receipt after a second look; the file and whoever checks the receipt are told."""

import pytest

from clearway.clearance.receipts.gathering import receipt_of
from clearway.platform.calendar import now
from clearway.stations.controls import public as controls
from clearway.stations.declarations.public import DeclarationFile
from clearway.stations.release import public as release
from clearway.stations.release.public import Receipt
from tests.clearance.officer.desk import OTHER_OFFICE, actor, control, do, events, in_hand, person, yellow
from tests.portal.people import member, signed_in, words

REASON = {"reason": "issued in error"}


def _released() -> tuple[DeclarationFile, Receipt]:
    file = yellow()
    after = do(file, controls.CloseCheck(control(file), "conform"), by=actor(in_hand(file)))
    assert after.state == "released"
    made = receipt_of(after.mrn, at=now())
    assert made is not None
    return after, made


def test_the_file_shows_its_receipt_and_only_a_supervisor_is_offered_to_revoke_it() -> None:
    file, made = _released()

    for_officers = words(signed_in(person("officer")).get(f"/office/files/{file.mrn}"))
    for_supervisors = words(signed_in(person("supervisor")).get(f"/office/files/{file.mrn}"))

    assert made.number in for_officers
    assert f"/office/files/{file.mrn}/receipt" not in for_officers
    assert f'href="/office/files/{file.mrn}/receipt"' in for_supervisors


def test_nobody_else_revokes_it() -> None:
    file, made = _released()
    address = f"/office/files/{file.mrn}/receipt"

    for name, status in (
        (person("officer"), 403),
        (person("supervisor", OTHER_OFFICE), 404),
        (member("owner"), 403),
    ):
        assert signed_in(name).post(address, {**REASON, "sure": "1"}).status_code == status
    found = release.receipt(file.id)
    assert found is not None
    assert (found.number, found.revoked) == (made.number, None)


def test_it_is_looked_at_once_more_before_it_is_done() -> None:
    file, _ = _released()

    looked = signed_in(person("supervisor")).post(f"/office/files/{file.mrn}/receipt", REASON)

    assert looked.status_code == 200
    assert "It was issued in error." in words(looked)
    found = release.receipt(file.id)
    assert found is not None
    assert found.revoked is None


def test_a_revoked_receipt_is_told_in_the_file_and_at_the_public_check() -> None:
    file, made = _released()
    client = signed_in(person("supervisor"))

    done = client.post(f"/office/files/{file.mrn}/receipt", {**REASON, "sure": "1"})

    assert (done.status_code, done["Location"]) == (302, f"/office/files/{file.mrn}")
    assert "release.receipt-revoked.v1" in events(file)
    history = words(client.get(f"/office/files/{file.mrn}/history"))
    assert "The receipt was revoked" in history
    assert "It was issued in error." in history
    public = words(signed_in(None).get("/receipt", {"number": made.number}))
    assert "This receipt is revoked. It is no longer good." in public
    assert "It was issued in error." in public
    again = client.get(f"/office/files/{file.mrn}/receipt")
    assert "no longer good" in words(again)
    assert 'name="reason"' not in words(again)


def test_it_is_revoked_once() -> None:
    file, made = _released()
    client = signed_in(person("supervisor"))

    client.post(f"/office/files/{file.mrn}/receipt", {**REASON, "sure": "1"})
    second = client.post(f"/office/files/{file.mrn}/receipt", {"reason": "data corrected", "sure": "1"})

    assert second.status_code == 409
    assert "was revoked before" in words(second)
    assert made.number in words(second)


@pytest.mark.parametrize("reason", ["", "key compromised", "because"])
def test_a_reason_is_one_of_those_that_everybody_can_be_told(reason: str) -> None:
    file, _ = _released()

    answer = signed_in(person("supervisor")).post(
        f"/office/files/{file.mrn}/receipt", {"reason": reason, "sure": "1"}
    )

    assert answer.status_code == 400
    assert 'role="alert"' in words(answer)


def test_what_is_not_released_has_none_to_revoke() -> None:
    file = yellow()
    client = signed_in(person("supervisor"))

    assert "there is no receipt to revoke" in words(client.get(f"/office/files/{file.mrn}/receipt"))
    assert client.post(f"/office/files/{file.mrn}/receipt", {**REASON, "sure": "1"}).status_code == 409


def test_a_receipt_that_nobody_asked_for_yet_is_never_good_once_it_is_revoked() -> None:
    file = yellow()
    do(file, controls.CloseCheck(control(file), "conform"), by=actor(in_hand(file)))
    assert release.receipt(file.id) is None

    signed_in(person("supervisor")).post(f"/office/files/{file.mrn}/receipt", {**REASON, "sure": "1"})

    made = receipt_of(file.mrn, at=now())
    assert made is not None
    assert made.revoked is not None
