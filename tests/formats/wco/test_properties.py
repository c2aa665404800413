"""Any facts that are written are read again as the same; any bytes that are read give facts or faults."""

import random

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml import etree

from clearway.core.facts.declaration import Declaration
from clearway.formats import json, limits
from clearway.formats.message import Envelope, Message
from clearway.formats.refusal import Unreadable
from clearway.formats.wco import declaration
from tests.formats.wco import build, corpus

#: Declarations are large to make up; fewer of them, each with everything in it.
SLOW = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
WIDE = settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))

EXAMPLE = declaration.write(
    Message("wco", Declaration(function_code="9", reference="R1", item_count=1), Envelope(model_version="3.6"))
)


@SLOW
@given(build.declarations())
def test_any_facts_survive_writing_and_reading(facts: Declaration) -> None:
    written = declaration.write(Message("wco", facts))

    assert declaration.read(written).declaration == facts


@SLOW
@given(build.declarations())
def test_any_facts_survive_json(facts: Declaration) -> None:
    assert json.read(json.write(Message("json", facts))).declaration == facts


@SLOW
@given(build.declarations())
def test_what_the_reader_accepts_the_limits_accept(facts: Declaration) -> None:
    assert limits.broken(facts) == []


@corpus.needs_corpus
@SLOW
@given(build.declarations())
def test_any_facts_are_written_as_the_schema_has_them(facts: Declaration) -> None:
    written = declaration.write(Message("wco", facts))

    corpus.declaration_schema().assertValid(etree.fromstring(written))


def reads_or_refuses(content: bytes) -> None:
    """Facts, or faults that say where and what; nothing else may come of it."""
    try:
        message = declaration.read(content)
    except Unreadable as refusal:
        assert 1 <= len(refusal.faults) <= 100
        assert all(fault.code.startswith("FMT-") and fault.at and fault.sentence for fault in refusal.faults)
        assert all(fault.found.isprintable() and fault.at.isprintable() for fault in refusal.faults)
        return
    written = declaration.write(message)
    assert declaration.read(written) == message
    if corpus.ROOT.is_dir():
        corpus.declaration_schema().assertValid(etree.fromstring(written))


@WIDE
@given(st.binary(max_size=400))
@example(b"")
@example(b"\xff\xfe<\x00a\x00")
@example(b"<a/>" + b"\x00")
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    reads_or_refuses(content)


@WIDE
@given(st.text(max_size=300))
def test_any_text_in_an_element_is_read_or_refused(text: str) -> None:
    for tag in ("ID", "TypeCode", "InvoiceAmount", "GoodsItemQuantity", "AcceptanceDateTime", "Agent"):
        reads_or_refuses(EXAMPLE.replace(b"<FunctionalReferenceID>R1<", f"<{tag}>{text}<".encode("utf-8", "replace")))


@WIDE
@given(st.data())
def test_a_damaged_declaration_is_read_or_refused(data: st.DataObject) -> None:
    whole = declaration.write(Message("wco", FULL))
    chance = data.draw(st.randoms(use_true_random=False))

    reads_or_refuses(damaged(whole, chance))


def damaged(content: bytes, chance: random.Random) -> bytes:
    """A few bytes lost, doubled, exchanged or made up; now and then a whole element moved."""
    for _ in range(chance.randint(1, 4)):
        start = chance.randrange(len(content))
        end = min(len(content), start + chance.choice([1, 2, 10, 80]))
        piece = content[start:end]
        made_up = chance.choice(
            [b"", piece * 2, bytes([chance.randrange(256)]), b"<ID>", b"&lt;", b"]]>", b"\xed\x95\x9c"]
        )
        content = content[:start] + made_up + content[end:]
        if chance.random() < 0.3:
            content = moved(content, chance)
    return content


def moved(content: bytes, chance: random.Random) -> bytes:
    """One element, put where another begins."""
    starts = [at for at, byte in enumerate(content) if byte == ord("<")]
    if len(starts) < 3:
        return content
    first, second, third = sorted(chance.sample(starts, 3))
    return content[:first] + content[second:third] + content[first:second] + content[third:]


def _full() -> Declaration:
    """One declaration with most of what the model knows."""
    found: list[Declaration] = []

    @settings(
        max_examples=30, database=None, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck)
    )
    @given(build.declarations())
    def draw(facts: Declaration) -> None:
        found.append(facts)

    draw()
    return max(found, key=lambda facts: len(declaration.write(Message("wco", facts))))


FULL = _full()
