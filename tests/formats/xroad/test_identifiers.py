"""Identifiers and addresses go out and come back the same, and whatever is wrong in one is named."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from clearway.formats.refusal import Unreadable
from clearway.formats.xroad import address, identifiers
from clearway.formats.xroad.identifiers import Client, Represented, Server, Service

SIGNS = "ABCXYZabcxyz0189'()+,-.=?/"
PART = st.text(st.sampled_from(SIGNS), min_size=1, max_size=20)
CLIENT = st.builds(Client, PART, PART, PART, PART)
#: Whatever a line may hold: no line ends, no fragment, no blank.
REST = st.text(st.characters(min_codepoint=33, max_codepoint=126, exclude_characters="?#"), max_size=30)


@given(CLIENT)
@example(Client("DL", "GOV", "BAR/MEMBER", "a?b"))
def test_a_client_comes_back_as_it_went_out(one: Client) -> None:
    assert identifiers.client(str(one)) == one
    assert str(one).count("/") == 3


@given(PART, PART, PART, PART)
def test_so_do_servers_and_those_whom_somebody_speaks_for(a: str, b: str, c: str, d: str) -> None:
    assert identifiers.server(str(Server(a, b, c, d))) == Server(a, b, c, d)
    assert identifiers.represented(str(Represented(a, b))) == Represented(a, b)
    assert identifiers.represented(str(Represented(a))) == Represented(a)


@given(CLIENT, PART, REST, st.none() | REST)
def test_what_follows_the_service_is_not_touched(provider: Client, code: str, path: str, query: str | None) -> None:
    target = f"/r1/{Service(provider, code)}/{path}" + ("" if query is None else f"?{query}")

    read = address.read(target)

    assert (read.service, read.path, read.query) == (Service(provider, code), f"/{path}", query)
    assert read.target == target


def test_each_part_is_encoded_alone() -> None:
    read = address.read("/r1/INST/CLASS/MEMBER/SUB/BAR%2FSERVICE/pets%2F1?x=%2f&&y")

    assert read.service.code == "BAR/SERVICE"
    assert (read.path, read.query) == ("/pets%2F1", "x=%2f&&y")
    assert str(read.service) == "INST/CLASS/MEMBER/SUB/BAR%2FSERVICE"
    assert address.read("/r1/I/C/M/S/X").path == ""
    assert address.read("/r1/I/C/M/S/X/").path == "/"
    assert address.read("/r1/I/C/M/S/X?").query == ""


@pytest.mark.parametrize(
    ("target", "code", "at"),
    [
        ("/r2/I/C/M/S/X", "FMT-405", "path"),
        ("I/C/M/S/X", "FMT-405", "path"),
        ("", "FMT-405", "path"),
        ("/r1/I/C/M/S", "FMT-406", "path"),
        ("/r1/", "FMT-406", "path"),
        ("/r1/I/C//S/X", "FMT-402", "path/member"),
        ("/r1/I/C/M/S/?x", "FMT-402", "path/service"),
        ("/r1/I/C/M/S/" + "x" * 256, "FMT-402", "path/service"),
        ("/r1/I/C/M/S/a%2", "FMT-404", "path/service"),
        ("/r1/I/C/M/S/a%zz", "FMT-404", "path/service"),
        ("/r1/I/C/M/%C3%28/X", "FMT-404", "path/subsystem"),
        ("/r1/I/C/M/S/a_b", "FMT-403", "path/service"),
        ("/r1/I/C/M/S/a%0Ab", "FMT-403", "path/service"),
        ("/r1/I/C/M/S/a:b", "FMT-403", "path/service"),
        ("/r1/\u0130/C/M/S/a", "FMT-403", "path/instance"),
    ],
)
def test_a_wrong_address_is_named_with_its_place_what_was_found_and_what_would_pass(
    target: str, code: str, at: str
) -> None:
    with pytest.raises(Unreadable) as wrong:
        address.read(target)

    [fault] = wrong.value.faults
    assert (fault.code, fault.at) == (code, at)
    assert fault.sentence
    assert fault.passes


def test_everything_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(Unreadable) as wrong:
        identifiers.client("a_b//%zz/ok")

    assert [(one.code, one.at) for one in wrong.value.faults] == [
        ("FMT-403", "X-Road-Client/instance"),
        ("FMT-402", "X-Road-Client/class"),
        ("FMT-404", "X-Road-Client/member"),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["", "a/b/c", "a/b/c/d/e", "/a/b/c"])
def test_a_client_has_four_parts(text: str) -> None:
    with pytest.raises(Unreadable):
        identifiers.client(text)


@given(st.text() | st.text(st.sampled_from("/r1?%2FAa_\x00\udc80é"), max_size=40).map(lambda text: f"/r1/{text}"))
def test_no_address_and_no_identifier_is_anything_but_read_or_refused(text: str) -> None:
    for read in (address.read, identifiers.client, identifiers.server, identifiers.represented, address.verb):
        try:
            read(text)
        except Unreadable as wrong:
            assert wrong.faults
            assert all(one.code and one.sentence and one.passes for one in wrong.faults)
            assert all(one.found.isprintable() or one.found == "" for one in wrong.faults)


@pytest.mark.parametrize("text", ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE"])
def test_the_verbs_of_the_protocol(text: str) -> None:
    assert address.verb(text) == text
    with pytest.raises(Unreadable):
        address.verb(text.lower())
