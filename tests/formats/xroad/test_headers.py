"""Headers say who asks, for whom and under which number; the last one of a name counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearway.formats.refusal import Unreadable
from clearway.formats.xroad import headers
from clearway.formats.xroad.identifiers import Client, Represented, Server

LINE = st.text(st.characters(exclude_characters="\r\n\x00"), max_size=40)
NAME = st.sampled_from(["X-Road-Client", "x-road-id", "X-ROAD-USERID", "X-Road-Issue", "X-Road-Security-Server",
                        "X-Road-Represented-Party", "Accept", "X-Other"])  # fmt: skip


def test_headers_are_read_whatever_their_case() -> None:
    said = headers.read((
        ("x-road-client", "DL/COM/1/a"), ("X-ROAD-ID", "7"), ("x-road-userid", "EE1"), ("X-Road-Issue", "A 1"),
        ("X-Road-Security-Server", "DL/GOV/2/ss1"), ("X-Road-Represented-Party", "COM/9"), ("Accept", "text/csv"),
    ))  # fmt: skip

    assert said.client == Client("DL", "COM", "1", "a")
    assert (said.id, said.user, said.issue, said.accept) == ("7", "EE1", "A 1", "text/csv")
    assert said.server == Server("DL", "GOV", "2", "ss1")
    assert said.represented == Represented("9", "COM")


def test_what_is_absent_is_made_or_left_out() -> None:
    said = headers.read((("X-Road-Client", "DL/COM/1/a"),))

    assert (said.id, said.user, said.server, said.represented) == ("", "", None, None)
    assert said.accept == "application/json"


def test_the_last_client_counts() -> None:
    assert headers.read((("X-Road-Client", "bad"), ("x-road-client", "DL/COM/2/b"))).client.member == "2"
    with pytest.raises(Unreadable):
        headers.read((("X-Road-Client", "DL/COM/2/b"), ("x-road-client", "bad")))


def test_another_name_for_the_client_serves_where_it_is_taken() -> None:
    names = ("X-GovStack-Client", "X-Road-Client")
    said = headers.read((("x-govstack-client", "DL/COM/3/c"),), client_from=names)

    assert said.client.member == "3"


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("X-Road-Id", "", "FMT-412"),
        ("X-Road-Id", "x" * 256, "FMT-412"),
        ("X-Road-UserId", "a\tb", "FMT-412"),
        ("X-Road-Issue", "\udc80", "FMT-412"),
        ("X-Road-Security-Server", "a/b/c", "FMT-401"),
        ("X-Road-Represented-Party", "a/b/c", "FMT-401"),
        ("X-Road-Represented-Party", "", "FMT-402"),
        ("X-Road-Client", "", "FMT-401"),
    ],
)
def test_a_wrong_header_is_named(name: str, value: str, code: str) -> None:
    with pytest.raises(Unreadable) as wrong:
        headers.read((("X-Road-Client", "DL/COM/1/a"), (name, value)))

    [fault] = wrong.value.faults
    assert fault.code == code
    assert fault.at.startswith(name)


def test_without_a_client_it_is_said_what_would_pass() -> None:
    with pytest.raises(Unreadable) as wrong:
        headers.read((("Accept", "*/*"), ("X-Road-Id", "")))

    assert [one.code for one in wrong.value.faults] == ["FMT-411", "FMT-412"]
    assert wrong.value.faults[0].passes == "instance/class/member/subsystem"


@given(st.lists(st.tuples(NAME, LINE), max_size=8))
def test_no_headers_are_anything_but_read_or_refused(lines: list[tuple[str, str]]) -> None:
    for read in (headers.read, headers.user):
        try:
            read(lines)
        except Unreadable as wrong:
            assert wrong.faults
            assert all(one.code and one.sentence and one.passes for one in wrong.faults)
