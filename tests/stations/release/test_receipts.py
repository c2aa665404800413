"""A release has one receipt: signed once, checked by anybody, revoked with a reason."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal

import msgspec
import pytest
from django.db import connections

from clearway.clearance.receipts.gathering import receipt_of
from clearway.core.release.check import Checked, check
from clearway.core.release.keylist import KeyList
from clearway.platform.calendar import now
from clearway.platform.events import log
from clearway.platform.identity.actor import Actor, Forbidden
from clearway.stations.release import public as release
from clearway.stations.release.errors import AlreadyRevoked, NotReleased, ReceiptUnknown
from clearway.stations.release.public import Receipt
from tests.stations.release.released import lodged, released

pytestmark = pytest.mark.usefixtures("country")

SUPERVISOR = Actor(name="user:supervisor", office="DL000101", permissions=frozenset({"receipts:revoke"}))


def _receipt(mrn: str) -> Receipt:
    made = receipt_of(mrn, at=now())
    assert made is not None
    return made


def _checked(made: Receipt) -> Checked:
    return check(made.file, KeyList.opened(release.publish(at=now())))


def test_a_receipt_says_what_a_gate_needs_and_nothing_of_the_lane() -> None:
    file = released()

    said = _receipt(file.mrn).statement

    assert (said.mrn, said.version, said.office, said.issuer) == (file.mrn, 1, "DL000101", "clearway.demoland")
    assert (said.importer, said.declarant) == (file.importer, file.declarant)
    assert said.goods.containers == ("CSQU3054383",)
    assert (said.goods.gross_mass, said.goods.packages, said.goods.items) == (Decimal(430), Decimal(20), 2)
    assert said.charges.amount > 0
    assert said.record.startswith("sha256:")
    assert not {"lane", "submitter", "reference"} & set(msgspec.to_builtins(said))


def test_goods_that_may_not_leave_have_no_receipt() -> None:
    file = lodged("3-export")
    if release.order_of(file.id) is not None:
        pytest.skip("it was released at once")

    assert receipt_of(file.mrn, at=now()) is None
    with pytest.raises(NotReleased):
        release.issue(file.id, _contents(released().mrn), at=now())
    assert receipt_of("26DL00000000000000", at=now()) is None


def _contents(mrn: str) -> release.Contents:
    said = _receipt(mrn).statement
    names = set(release.Contents.__struct_fields__)
    return release.Contents(**{k: v for k, v in msgspec.structs.asdict(said).items() if k in names})


def test_asked_again_the_receipt_is_the_same_to_the_byte() -> None:
    file = released()

    first, later = _receipt(file.mrn), receipt_of(file.mrn, at=now() + timedelta(days=40))

    assert later == first
    told = [one.type for one in log.about(f"declaration/{file.mrn}")]
    assert told.count("release.receipt-issued.v1") == 1


def test_asked_by_many_at_once_it_is_made_once() -> None:
    mrn = released().mrn

    def ask(_: int) -> bytes:
        try:
            return _receipt(mrn).file
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(ask, range(16)))) == 1


def test_a_good_receipt_is_valid_in_both_spellings() -> None:
    made = _receipt(released().mrn)
    keys = KeyList.opened(release.publish(at=now()))

    assert check(made.file, keys).verdict == "valid"
    assert check(made.compact.encode(), keys) == check(made.file, keys)
    assert check(made.file, keys).statement == made.statement


def test_a_changed_key_leaves_what_the_old_one_signed_valid() -> None:
    before = _receipt(released().mrn)

    kid = release.rotate(by="terminal", at=now())
    after = _receipt(released().mrn)

    assert before.kid != after.kid == kid
    assert (_checked(before).verdict, _checked(after).verdict) == ("valid", "valid")
    assert next(one for one in release.key_list().keys if one.kid == before.kid).valid_until is not None


def test_nothing_that_a_revoked_key_signed_is_good() -> None:
    release.rotate(by="terminal", at=now())
    made = _receipt(released().mrn)

    release.revoke_key(made.kid, by="terminal", at=now())
    later = _receipt(released().mrn)

    checked = _checked(made)
    assert (checked.verdict, checked.revoked) == ("revoked", None)
    assert checked.key is not None and checked.key.revoked_at is not None
    assert later.kid != made.kid
    assert _checked(later).verdict == "valid"


def test_a_receipt_is_revoked_once_with_a_reason_that_everybody_sees() -> None:
    made, other = _receipt(released().mrn), _receipt(released().mrn)
    number = KeyList.opened(release.publish(at=now())).number

    revoked = release.revoke(made.number, reason="goods detained", by=SUPERVISOR, at=now())

    checked = _checked(made)
    assert (checked.verdict, checked.revoked) == ("revoked", revoked.revoked)
    assert checked.revoked is not None and checked.revoked.reason == "goods detained"
    assert _checked(other).verdict == "valid"
    assert KeyList.opened(release.publish(at=now())).number == number + 1
    assert _receipt(made.statement.mrn).revoked == checked.revoked
    with pytest.raises(AlreadyRevoked):
        release.revoke(made.number, reason="issued in error", by=SUPERVISOR, at=now())


def test_revoking_needs_the_permission_and_a_receipt() -> None:
    made = _receipt(released().mrn)

    with pytest.raises(Forbidden):
        release.revoke(made.number, reason="issued in error", by=Actor(name="user:nobody"), at=now())
    with pytest.raises(ReceiptUnknown):
        release.revoke(made.number[:-1], reason="issued in error", by=SUPERVISOR, at=now())
    assert _checked(made).verdict == "valid"


def test_the_list_is_the_same_while_it_is_true_and_signed_anew_the_next_day() -> None:
    _receipt(released().mrn)
    at = now()
    first = release.publish(at=at)

    assert release.publish(at=at + timedelta(hours=1)) == first
    tomorrow = KeyList.opened(release.publish(at=at + timedelta(days=1, seconds=1)))
    assert tomorrow.number == KeyList.opened(first).number + 1
    assert tomorrow.pin == KeyList.opened(first).pin
    assert tomorrow.next_update > at + timedelta(days=7)
