"""What the log hands out is enough for anybody to check it without us."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from clearway.platform.transparency import errors, log, proofs
from clearway.platform.transparency.verify import Proven, verify, verify_bundle, verify_growth
from tests.platform.transparency import build, recorded
from tests.platform.transparency.build import AT, SIGNER

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _log() -> Iterator[None]:
    with recorded.stand_in_table() as table:
        recorded.record_known(600)
        for limit in (1, 299, 300):
            log.sequence(SIGNER, at=AT, table=table, limit=limit)
        yield


def test_an_export_is_the_copy_anybody_would_compute(tmp_path: Path) -> None:
    latest = proofs.export(tmp_path)

    assert latest is not None
    assert latest.size == 600
    assert build.read(tmp_path) == build.files(build.commitments(600))
    assert isinstance(verify(tmp_path, SIGNER.vkey), Proven)


def test_a_later_export_adds_to_the_earlier_one(tmp_path: Path) -> None:
    build.write(tmp_path, build.files(build.commitments(300)))

    proofs.export(tmp_path)

    assert build.read(tmp_path).items() >= build.files(build.commitments(600)).items()
    note = build.checkpoint(build.commitments(300))
    assert isinstance(verify(tmp_path, SIGNER.vkey, older_notes=[note]), Proven)


@pytest.mark.parametrize("number", [0, 1, 255, 256, 599])
def test_a_bundle_proves_its_event_offline(number: int) -> None:
    bundle = proofs.bundle(number, build.event(number), build.salt(number)).encoded()

    answer = verify_bundle(bundle, SIGNER.vkey)

    assert answer == Proven(build.NAME, 600, build.subtree(build.commitments(600)), number)


def test_no_bundle_is_made_for_an_event_that_was_altered() -> None:
    with pytest.raises(errors.EventAltered, match="at place 5"):
        proofs.bundle(5, build.event(6), build.salt(5))


def test_no_bundle_is_made_for_an_event_that_has_not_entered_yet() -> None:
    with pytest.raises(errors.EventNotInLog, match="600"):
        proofs.bundle(600, build.event(600), build.salt(600))


@pytest.mark.parametrize(("older", "newer"), [(1, 300), (300, 600), (1, 600), (600, 600)])
def test_checkpoints_are_shown_to_belong_together(older: int, newer: int) -> None:
    notes = [build.checkpoint(build.commitments(size)) for size in (older, newer)]

    assert isinstance(verify_growth(*notes, proofs.growth(older, newer), SIGNER.vkey), Proven)
