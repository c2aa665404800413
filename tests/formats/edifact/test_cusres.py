from datetime import UTC, datetime
from decimal import Decimal

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clearway.core.kernel.finding import Finding
from clearway.core.kernel.money import Money
from clearway.formats.answer import Answer, TaxLine
from clearway.formats.edifact import cusdec, cusres, interchange
from clearway.formats.message import Message
from clearway.formats.refusal import Unreadable, Unwritable
from tests.formats.edifact import build

SLOW = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))

words = st.text(st.characters(exclude_categories=("C", "Z"), include_characters=" ?'+:{}"), min_size=1, max_size=40)
codes = st.text("AB-019", min_size=1, max_size=12)
amounts = st.builds(Money, st.decimals(0, 10**12, places=2), st.just("DML"))
moments = build.moments().map(lambda moment: moment.astimezone(UTC))
findings = st.builds(
    Finding,
    rule=codes,
    severity=st.sampled_from(["reject", "warn", "note"]),
    at=st.sampled_from(["", "declarant/id", "goods_shipment/items/3/net_mass", "goods_shipment/items/3/commodity"]),
    sentence=words,
    found=st.none() | words,
    remedy=st.just("") | words,
    law=st.just("") | words,
    national=st.just("") | codes,
)
lines = st.builds(
    TaxLine,
    item=st.integers(1, 4),
    type_code=codes,
    amount=amounts,
    base=st.none() | amounts,
    base_quantity=st.none() | st.decimals(0, 10**12, places=6),
    rate=st.none() | st.decimals(0, 1, places=28),
    regime_code=st.none() | codes,
)
answers = st.builds(
    Answer,
    reference=st.none() | codes,
    outcome=st.sampled_from(["refused", "accepted", "decided", "cancelled"]),
    answered_at=moments,
    mrn=st.none() | codes,
    version=st.integers(1, 999),
    lodged_at=st.none() | moments,
    lane=st.none() | st.sampled_from(["green", "yellow", "red", "blue"]),
    office=st.none() | codes,
    findings=st.lists(findings, max_size=3).map(tuple),
    lines=st.lists(lines, max_size=5).map(tuple),
    total=st.none() | amounts,
    payable_by=st.none() | moments,
)


@SLOW
@given(answers)
def test_an_answer_is_read_as_it_was_told(answer: Answer) -> None:
    assert cusres.read_response(cusres.write_response(answer)) == answer


def test_a_finding_is_told_with_its_facts_filled_in() -> None:
    finding = Finding(
        "GDS-014", "reject", "declarant", "{net} is too much.", facts={"net": "12"}, remedy="At most {net}."
    )
    answer = Answer(
        reference="R1", outcome="refused", answered_at=datetime(2026, 3, 1, tzinfo=UTC), findings=(finding,)
    )

    (read,) = cusres.read_response(cusres.write_response(answer)).findings

    assert read == cusres.told(finding)
    assert (read.sentence, read.remedy, read.facts) == ("12 is too much.", "At most 12.", {})


def test_an_answer_points_into_the_message_it_answers() -> None:
    lodged = cusdec.write(Message("edifact", build.full()))
    places = cusdec.places(lodged)
    finding = Finding("GDS-014", "reject", "goods_shipment/items/2/net_mass", "Too heavy.")
    answer = Answer(
        reference="R1", outcome="refused", answered_at=datetime(2026, 3, 1, tzinfo=UTC), findings=(finding,)
    )

    written = cusres.write_response(answer, pointer=lambda path: str(places[path])).decode()

    at = str(places["goods_shipment/items/2/net_mass"])
    assert f"FTX+AAI+++{at}'" in written
    assert at.startswith("message 1, segment ")
    number = at.split()[3]
    assert f"ERP+10:2+MEA:{number}'" in written


def test_answers_to_a_batch_stand_in_one_interchange() -> None:
    batch = [msgspec.structs.replace(build.ANSWER, reference=f"R{each}") for each in range(1, 4)]

    read = cusres.read_responses(cusres.write_response(batch))

    assert [each.reference for each in read] == ["R1", "R2", "R3"]
    with pytest.raises(Unreadable):
        cusres.read_response(cusres.write_response(batch))


def test_parts_of_a_second_are_not_told() -> None:
    answer = Answer(reference="R1", outcome="accepted", answered_at=datetime(2026, 3, 1, 8, 0, 0, 123456, tzinfo=UTC))

    assert cusres.read_response(cusres.write_response(answer)).answered_at == datetime(2026, 3, 1, 8, tzinfo=UTC)


def test_what_does_not_fit_is_refused_rather_than_shortened() -> None:
    answer = Answer(reference="R" * 71, outcome="accepted", answered_at=datetime(2026, 3, 1, tzinfo=UTC))

    with pytest.raises(Unwritable) as refusal:
        cusres.write_response(answer)

    assert refusal.value.paths == ("reference",)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ((b":1+27'", b":1+99'"), "FMT-212"),
        ((b"++reject+", b"++perhaps+"), "FMT-212"),
        ((b"DTM+137", b"DTM+999"), "FMT-212"),
        ((b"CUSRES:D:23A", b"CUSRES:D:96B"), "FMT-210"),
        ((b"MOA+161:1:EUR'", b"MOA+161:1'"), "FMT-217"),
        ((b"ERC+GDS-014'\n", b"RFF+AIA:N2'\n"), "FMT-219"),
    ],
)
def test_an_answer_with_something_unknown_is_refused(changed: tuple[bytes, bytes], code: str) -> None:
    written = cusres.write_response(build.ANSWER)
    assert changed[0] in written

    with pytest.raises(Unreadable) as refusal:
        cusres.read_response(written.replace(*changed))

    assert code in [fault.code for fault in refusal.value.faults]


def test_the_amounts_of_an_item_stand_together() -> None:
    taxes = tuple(TaxLine(item, "A00", Money(Decimal(item), "DML")) for item in (1, 1, 2))
    answer = Answer(reference="R1", outcome="decided", answered_at=datetime(2026, 3, 1, tzinfo=UTC), lines=taxes)

    (read,) = interchange.read(cusres.write_response(answer)).messages

    assert [segment[0][0] for segment in read.segments()].count("CST") == 2
