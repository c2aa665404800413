from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings

from clearway.core.facts.declaration import Declaration
from clearway.formats.edifact import cusdec, cusres, interchange
from clearway.formats.edifact.cusdec.mapping import CUSDEC
from clearway.formats.edifact.cusres.mapping import CUSRES
from clearway.formats.edifact.syntax import Segment
from clearway.formats.edifact.table import Slot
from clearway.formats.message import Message
from tests.formats.edifact import build, directory

pytestmark = directory.needs_directory
SLOW = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def segments(content: bytes) -> list[Segment]:
    return interchange.read(content).messages[0].segments()


def uses(slots: tuple[Slot, ...]) -> Iterator[tuple[str, tuple[int, int], str]]:
    for slot in slots:
        for segment in slot.segments:
            yield from ((slot.tag, at, code) for at, code in segment.says.items())
            yield from uses(segment.slots)


@SLOW
@given(build.declarations())
def test_any_declaration_follows_the_segment_table(facts: Declaration) -> None:
    written = segments(cusdec.write(Message("edifact", facts)))

    assert directory.misplaced(written, directory.message("cusdec")) is None


def test_a_declaration_with_every_fact_is_as_the_directory_has_it() -> None:
    written = segments(cusdec.write(Message("edifact", build.full())))

    assert directory.misplaced(written, directory.message("cusdec")) is None
    assert [wrong for segment in written for wrong in directory.misshapen(segment)] == []


@SLOW
@given(build.declarations())
def test_no_component_of_any_declaration_is_too_long_or_missing(facts: Declaration) -> None:
    written = segments(cusdec.write(Message("edifact", facts)))

    assert [wrong for segment in written for wrong in directory.misshapen(segment)] == []


def test_an_answer_is_as_the_directory_has_it() -> None:
    written = segments(cusres.write_response(build.ANSWER))

    assert directory.misplaced(written, directory.message("cusres")) is None
    assert [wrong for segment in written for wrong in directory.misshapen(segment)] == []


def test_a_segment_out_of_order_would_be_noticed() -> None:
    written = segments(cusdec.write(Message("edifact", build.full())))
    written[3], written[30] = written[30], written[3]

    assert directory.misplaced(written, directory.message("cusdec")) is not None


@pytest.mark.parametrize("slots", [CUSDEC, CUSRES], ids=["CUSDEC", "CUSRES"])
def test_every_code_we_write_is_in_the_code_list_of_its_element(slots: tuple[Slot, ...]) -> None:
    unlisted = []
    for tag, (element, position), code in uses(slots):
        if tag in directory.SERVICE:
            continue
        component = directory.segments()[tag][element - 1][1][position]
        known = directory.codes(component.id)
        if known and code not in known and component.id not in directory.LISTED_ELSEWHERE:
            unlisted.append((tag, component.id, code))

    assert unlisted == []


@pytest.mark.parametrize("slots", [CUSDEC, CUSRES], ids=["CUSDEC", "CUSRES"])
def test_every_row_names_the_element_it_stands_in_and_is_no_wider(slots: tuple[Slot, ...]) -> None:
    wrong = []
    for tag, row in rows(slots):
        if tag in directory.INCOMPLETE:
            continue
        components = directory.segments()[tag][row.at[0] - 1][1]
        stands_in = components[row.at[1] : row.at[1] + row.parts]
        number = row.element.split(".")[-1][:4]
        if any(each.id != number or each.width < row.width for each in stands_in) or len(stands_in) < row.parts:
            wrong.append((tag, row.element, stands_in))

    assert wrong == []


def rows(slots):
    for slot in slots:
        for segment in slot.segments:
            yield from ((slot.tag, row) for row in segment.rows)
            yield from rows(segment.slots)
