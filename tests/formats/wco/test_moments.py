"""Instants in their forms, and back."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from clearway.formats.refusal import Unreadable
from clearway.formats.wco import declaration
from clearway.formats.wco.moments import instant, written


def zone(**offset: int) -> timezone:
    return timezone(timedelta(**offset))


@pytest.mark.parametrize(
    ("text", "form", "moment"),
    [
        ("20260131", "102", datetime(2026, 1, 31, tzinfo=UTC)),
        ("202601312359", "203", datetime(2026, 1, 31, 23, 59, tzinfo=UTC)),
        ("20260131235958", "204", datetime(2026, 1, 31, 23, 59, 58, tzinfo=UTC)),
        ("20260131235958+0530", "208", datetime(2026, 1, 31, 23, 59, 58, tzinfo=zone(hours=5, minutes=30))),
        ("20260131235958", "304", datetime(2026, 1, 31, 23, 59, 58, tzinfo=UTC)),
        ("20260131235958Z", "304", datetime(2026, 1, 31, 23, 59, 58, tzinfo=UTC)),
        ("20260131235958+09", "304", datetime(2026, 1, 31, 23, 59, 58, tzinfo=zone(hours=9))),
        ("20260131235958-03", "304", datetime(2026, 1, 31, 23, 59, 58, tzinfo=zone(hours=-3))),
        ("20260131235958-0330", "304", datetime(2026, 1, 31, 23, 59, 58, tzinfo=zone(hours=-3, minutes=-30))),
    ],
)
def test_a_form_is_read_with_its_zone(text: str, form: str, moment: datetime) -> None:
    found = instant(text, form)

    assert found == moment
    assert found is not None
    assert found.utcoffset() == moment.utcoffset()


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("20260230", "102"),
        ("2026013", "102"),
        ("20260131", "304"),
        ("20260131240000", "204"),
        ("20260131235958+2500", "208"),
        ("20260131235958Z", "204"),
        ("2026-01-31", "102"),
        ("20260131", "718"),
        ("\u0662\u0660260131", "102"),
        ("", "102"),
    ],
)
def test_what_is_no_instant_of_its_form_is_nothing(text: str, form: str) -> None:
    assert instant(text, form) is None


def test_whole_hours_keep_their_zone_and_others_go_to_utc() -> None:
    at = datetime(2026, 1, 31, 23, 59, 58, tzinfo=zone(hours=9))

    assert written(at) == "20260131235958+09"
    assert written(at.astimezone(UTC)) == "20260131145958Z"
    assert written(at.astimezone(zone(hours=5, minutes=30))) == "20260131145958Z"
    assert written(at.astimezone(zone(hours=-3))) == "20260131115958-03"


DEC, DS = "urn:wco:datamodel:WCO:DEC-DMS:2", "urn:wco:datamodel:WCO:Declaration_DS:DMS:2"


@pytest.mark.parametrize(
    ("inside", "code"),
    [
        ('<d:DateTimeString formatCode="304">20260231000000Z</d:DateTimeString>', "FMT-112"),
        ('<d:DateTimeString formatCode="102">99991231</d:DateTimeString>', "FMT-033"),
        ('<d:DateTimeString formatCode="102">19991231</d:DateTimeString>', "FMT-033"),
        ('<d:DateTimeString formatCode="718">20260101</d:DateTimeString>', "FMT-114"),
        ("<d:DateTimeString>20260101</d:DateTimeString>", "FMT-114"),
        ('<d:DateTimeString formatCode="102" x="1">20260101</d:DateTimeString>', "FMT-106"),
        ('<DateTimeString formatCode="102">20260101</DateTimeString>', "FMT-105"),
        ('<d:DateTimeString formatCode="102">20260101</d:DateTimeString><d:DateTime/>', "FMT-105"),
        ("20260101", "FMT-108"),
    ],
)
def test_a_time_that_cannot_be_read_is_refused(inside: str, code: str) -> None:
    content = f"""<Declaration xmlns="{DEC}" xmlns:d="{DS}"><AcceptanceDateTime>{inside}</AcceptanceDateTime>
        <FunctionCode>9</FunctionCode></Declaration>"""

    with pytest.raises(Unreadable) as refusal:
        declaration.read(content.encode())

    assert refusal.value.faults[0].code == code
    assert refusal.value.faults[0].at.startswith("42A/023")
