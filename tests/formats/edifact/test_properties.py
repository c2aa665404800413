"""What is written is read again as the same facts, for any facts; what is read is facts or faults, whatever it is."""

import random

import msgspec
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from clearway.core.facts.declaration import Declaration
from clearway.core.facts.documents import AdditionalDocument, AdditionalInformation
from clearway.core.facts.goods import Charge, Classification, DutyTaxFee, GoodsItem, GoodsShipment, Origin, Procedure
from clearway.core.facts.parties import Party
from clearway.core.kernel import canonical
from clearway.formats import limits
from clearway.formats.edifact import cusdec, cusres, tree
from clearway.formats.edifact.charset import ENCODINGS
from clearway.formats.message import Message
from clearway.formats.refusal import Unreadable, Unwritable
from tests.formats.edifact import build

SLOW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
WIDE = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))

FULL = build.full()
WRITTEN = cusdec.write(Message("edifact", FULL))


def leaves(facts: Declaration) -> list[str]:
    return ["/".join(map(str, way)) for way, value in tree.leaves(tree.grown(facts)) if value is not tree.EMPTY]


@SLOW
@given(build.declarations())
def test_any_facts_survive_writing_and_reading(facts: Declaration) -> None:
    read = cusdec.read(cusdec.write(Message("edifact", facts))).declaration

    assert read == facts
    assert canonical.encode(read) == canonical.encode(facts)


def test_every_field_of_every_fact_survives() -> None:
    assert limits.broken(FULL) == []
    assert cusdec.read(WRITTEN).declaration == FULL


def test_the_full_declaration_leaves_no_field_of_any_fact_unsaid() -> None:
    def unsaid(fact: msgspec.Struct) -> list[str]:
        values = [(field, getattr(fact, field)) for field in fact.__struct_fields__]
        inner = [each for _, value in values for each in (value if isinstance(value, tuple) else (value,))]
        empty = [f"{type(fact).__name__}.{field}" for field, value in values if value is None or value == ()]
        return empty + [more for each in inner if isinstance(each, msgspec.Struct) for more in unsaid(each)]

    assert unsaid(FULL) == []


@SLOW
@given(st.integers(1, 130), build.texts(limits.limit(AdditionalInformation, "description")))
def test_lists_longer_than_cusdec_has_room_for_survive(count: int, words: str) -> None:
    item = GoodsItem(
        sequence=1,
        classifications=tuple(Classification(id=str(each)) for each in range(count)),
        documents=tuple(AdditionalDocument(type_code="935", id=f"{each}") for each in range(count)),
        information=tuple(AdditionalInformation(description=words) for _ in range(count)),
        origins=tuple(Origin(type_code="1", country="KR") for _ in range(count)),
        procedures=tuple(Procedure(current_code=str(each)) for each in range(count)),
        duty_tax_fees=tuple(DutyTaxFee(type_code="A00") for _ in range(count)),
        charges=tuple(Charge(type_code="AK") for _ in range(count)),
    )
    shipment = GoodsShipment(items=(item, GoodsItem(sequence=7)))
    facts = Declaration(
        function_code="9", information=item.information, documents=item.documents, goods_shipment=shipment
    )

    assert cusdec.read(cusdec.write(Message("edifact", facts))).declaration == facts


def test_entries_that_say_nothing_keep_their_place() -> None:
    item = GoodsItem(
        sequence=1,
        origins=(Origin(), Origin(country="KR"), Origin()),
        procedures=(Procedure(previous_code="00"), Procedure(current_code="4")),
        documents=(AdditionalDocument(id="only-an-id"), AdditionalDocument(type_code="935")),
    )
    facts = Declaration(function_code="9", goods_shipment=GoodsShipment(items=(item,)))

    assert cusdec.read(cusdec.write(Message("edifact", facts))).declaration == facts


def test_a_text_that_fills_several_components_and_segments_comes_back_whole() -> None:
    name = "".join(chr(0x4E00 + each % 900) for each in range(70))
    words = ("' + : ? " * 64).strip()
    item = GoodsItem(sequence=1, description=words, information=(AdditionalInformation(description=words),) * 40)
    facts = Declaration(function_code="9", declarant=Party(name=name), goods_shipment=GoodsShipment(items=(item,)))

    assert cusdec.read(cusdec.write(Message("edifact", facts))).declaration == facts


@SLOW
@given(build.declarations())
def test_every_fact_has_a_pointer_that_leads_back_to_it(facts: Declaration) -> None:
    for path in leaves(facts) + leaves(FULL):
        assert cusdec.path(cusdec.pointer(path)) == path


@SLOW
@given(build.declarations())
def test_every_fact_is_found_where_it_stands_or_in_the_supplement(facts: Declaration) -> None:
    content = cusdec.write(Message("edifact", facts))
    places = cusdec.places(content)
    supplement = content.decode()

    for path in leaves(facts):
        steps = path.split("/")
        is_pointer = "pointers" in steps and "/".join(steps[: steps.index("pointers") + 1]) in places
        assert path in places or f":{path}" in supplement or is_pointer or steps[-1] == "sequence"


@SLOW
@given(build.declarations(), st.sampled_from(sorted(ENCODINGS)))
def test_facts_survive_in_any_character_set_or_are_named(facts: Declaration, charset: str) -> None:
    try:
        content = cusdec.write(Message("edifact", facts), charset_name=charset)
    except Unwritable as refusal:
        assert refusal.paths
        assert charset not in ("UNOY", "UNOW")
        return
    assert cusdec.read(content).declaration == facts


def reads_or_refuses(content: bytes) -> None:
    """Facts, or faults that say where and what; nothing else may come of it."""
    try:
        message = cusdec.read(content)
    except Unreadable as refusal:
        assert_told(refusal)
        return
    assert limits.broken(message.declaration) == []
    assert cusdec.read(cusdec.write(message)).declaration == message.declaration


def assert_told(refusal: Unreadable) -> None:
    assert 1 <= len(refusal.faults) <= 110
    for fault in refusal.faults:
        assert fault.code.startswith("FMT-")
        assert fault.at
        assert fault.at.isprintable()
        assert fault.found.isprintable()
        names = {**fault.facts, "found": fault.found}
        assert fault.sentence.format(**names)
        assert fault.passes.format(**names)


@WIDE
@given(st.binary(max_size=300))
@example(b"")
@example(b"UNA")
@example(b"UNA:+.? '")
@example(b"UNA:+.? 'UNB")
@example(b"UNB+UNOY'")
@example(b"UNB+UNOY:4+a+b+c+d'UNZ+0+d'")
@example(b"UNB+UNOC:3?'")
@example(b"UNB+UNOC:3?\n'")
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    reads_or_refuses(content)
    reads_or_refuses(b"UNB+UNOC:4+A+B+260301:1200+1'" + content)
    reads_or_refuses(b"UNB+UNOY:4+A+B+260301:1200+1'UNH+1+CUSDEC:D:23A:UN'BGM+IMA+R1+9'" + content)


@WIDE
@given(st.randoms(use_true_random=False))
def test_a_damaged_interchange_is_read_or_refused(chance: random.Random) -> None:
    reads_or_refuses(damaged(WRITTEN, chance))


@WIDE
@given(st.randoms(use_true_random=False))
def test_a_message_with_segments_lost_doubled_or_moved_is_read_or_refused(chance: random.Random) -> None:
    segments = WRITTEN.split(b"\n")
    body = segments[3:-3]
    for _ in range(chance.randint(1, 3)):
        at, to = chance.randrange(len(body)), chance.randrange(len(body))
        moved = body.pop(at) if chance.random() < 0.5 else body[at]
        body.insert(to, chance.choice([moved, moved.replace(b"+", b"++", 1), moved.replace(b":", b"::", 1)]))
    content = b"\n".join([*segments[:3], *body, b"UNT+%d+1'" % (len(body) + 2), b"UNZ+1+1'"])

    reads_or_refuses(content)


@WIDE
@given(st.randoms(use_true_random=False))
def test_a_damaged_answer_is_read_or_refused(chance: random.Random) -> None:
    content = damaged(cusres.write_response(build.ANSWER), chance)
    try:
        cusres.read_response(content)
    except Unreadable as refusal:
        assert_told(refusal)


@WIDE
@given(st.text(max_size=80), st.sampled_from(leaves(FULL)))
def test_any_record_of_a_supplement_is_read_or_refused(text: str, path: str) -> None:
    quoted = "".join(f"?{each}" if each in "?+:'" else each for each in text).replace("?\n", "")
    content = (
        "UNB+UNOY:4+A+B+260301:1200+1'UNH+1+CUSDEC:D:23A:UN'BGM+IMA+R1+9'UNS+D'DMS+SUPPLEMENT'LIN+1'"
        f"IMD+F++:::{path}:{quoted}'IMD+F++:::{quoted}:{path}'UNS+S'UNT+8+1'UNZ+1+1'"
    )
    reads_or_refuses(content.encode("utf-8", "replace"))


def damaged(content: bytes, chance: random.Random) -> bytes:
    """A few bytes lost, doubled, exchanged or made up."""
    for _ in range(chance.randint(1, 4)):
        start = chance.randrange(len(content))
        end = min(len(content), start + chance.choice([0, 1, 2, 10, 80]))
        piece = content[start:end]
        made_up = [b"", piece * 2, bytes([chance.randrange(256)]), b"'", b"+", b":", b"?", b"UNH+", b"\xed\x95\x9c"]
        content = content[:start] + chance.choice(made_up) + content[end:]
    return content
