import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from clearway.formats.edifact import charset, interchange, syntax
from clearway.formats.edifact.interchange import Interchange, Limits
from clearway.formats.edifact.syntax import Segment
from clearway.formats.refusal import Fault, Unreadable
from tests.formats.edifact import directory

SLOW = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))


def interchange_of(*segments: str, header: str = "UNB+UNOC:3+A+B+260301:1200+7'") -> bytes:
    return (header + "".join(segments)).encode("iso8859-1")


def message(*body: str, count: int | None = None, reference: str = "1", repeated: str | None = None) -> str:
    counted = len(body) + 2 if count is None else count
    repeats = reference if repeated is None else repeated
    return f"UNH+{reference}+CUSDEC:D:23A:UN'{''.join(body)}UNT+{counted}+{repeats}'"


def refused(given: bytes, **limits: int) -> list[Fault]:
    with pytest.raises(Unreadable) as refusal:
        interchange.read(given, limits=Limits(**limits))
    return list(refusal.value.faults)


def split(text: str) -> list[Segment]:
    return [syntax.opened(piece) for piece in syntax.cut(text)]


def without_trailing_blanks(segments: list[Segment]) -> list[Segment]:
    """Nothing is said by components and elements that are empty at the end."""
    bare = []
    for segment in segments:
        elements = [trimmed(part) or [""] for part in segment]
        while elements and elements[-1] == [""]:
            elements.pop()
        bare.append(elements)
    return bare


def trimmed(parts: list[str]) -> list[str]:
    parts = list(parts)
    while parts and not parts[-1]:
        parts.pop()
    return parts


#: A segment begins with its tag; what the library makes of a tag that is missing or released is of no use.
PIECES = st.lists(st.sampled_from([*"AB1 .*:+?\r\n", "?'", "??", "?+"]), max_size=12).map("".join)


@SLOW
@given(st.lists(PIECES, max_size=6))
@example(["A+B??", "C?'D"])
@example(["A?+B:C?:D++E", " \r\nF:::G"])
def test_our_way_of_splitting_and_the_library_agree(pieces: list[str]) -> None:
    text = "'".join(["UNH+1", *(f"TAG{piece}" for piece in pieces), ""])
    try:
        whole = syntax.split_by_library(text)
    except Exception:  # noqa: BLE001 - whatever the library refuses, we may refuse as well
        return
    ours = split(text)
    assume(all(segment[0][0].startswith(("TAG", "UNH")) for segment in ours))

    assert without_trailing_blanks(ours) == without_trailing_blanks(whole)


TEXTS = st.text(min_size=1, max_size=20)


@SLOW
@given(st.lists(st.lists(st.lists(TEXTS, min_size=1, max_size=3), min_size=1, max_size=3), min_size=1, max_size=4))
def test_what_is_joined_is_split_again(bodies: list[list[list[str]]]) -> None:
    segments: list[Segment] = [[["ABC"], *body] for body in bodies]
    joined = syntax.join(segments, with_advice=False)

    assert split(joined) == segments


def test_other_service_characters_are_taken_from_una() -> None:
    content = b"UNA|*,# ~UNB*UNOC|3*A*B*260301|1200*7~UNH*1*CUSDEC|D|23A|UN~FTX*AAA***a+b:c#~d~UNT*3*1~UNZ*1*7~"

    (read,) = interchange.read(content).messages

    assert read.segments()[1][4] == ["a+b:c~d"]
    assert read.kind == "CUSDEC:D:23A:UN"


@pytest.mark.parametrize(
    "advice", ["UNA:::? '", "UNA:+.?", "UNAABCDEF", "UNA:+.?  ", "UNA:+.?+'", "UNA:+.?:'", "UNA:+.?\xe9"]
)
def test_service_characters_that_cannot_work_are_refused(advice: str) -> None:
    (fault,) = refused(advice.encode("iso8859-1") + b"UNB+UNOC:3+A+B+260301:1200+7'UNZ+0+7'")

    assert fault.code == "FMT-201"


@pytest.mark.parametrize("content", [b"", b"   ", b"<xml/>", b"UNH+1+CUSDEC:D:23A:UN'", b"\xff\xfeU\x00N\x00B\x00"])
def test_what_is_no_interchange_is_refused(content: bytes) -> None:
    (fault,) = refused(content)

    assert fault.code == "FMT-200"


def test_a_segment_without_its_end_is_refused() -> None:
    (fault,) = refused(interchange_of("UNH+1+CUSDEC:D:23A:UN'BGM+1"))

    assert (fault.code, fault.at) == ("FMT-204", "segment 3")


@pytest.mark.parametrize("name", ["UNOX", "UNOZ", "1234", ""])
def test_an_unknown_character_set_is_refused(name: str) -> None:
    (fault,) = refused(interchange_of(message(), header=f"UNB+{name}:3+A+B+260301:1200+7'"))

    assert fault.code == "FMT-202"


@pytest.mark.parametrize(
    ("name", "data", "text"),
    [
        ("UNOA", b"TEXT (1)", "TEXT (1)"),
        ("UNOB", b"Text, 1", "Text, 1"),
        ("UNOC", b"Stra\xdfe", "Straße"),
        ("UNOD", b"\xa3\xf3d\xbc", "Łódź"),
        ("UNOE", b"\xb1\xd6\xdd", "\u0411\u0436\u043d"),
        ("UNOY", "서울 Đà Nẵng".encode(), "서울 Đà Nẵng"),
        ("UNOW", "서울".encode(), "서울"),
    ],
)
def test_text_is_read_in_the_set_that_is_named(name: str, data: bytes, text: str) -> None:
    content = b"UNB+%s:3+A+B+260301:1200+7'UNH+1+X:D:23A:UN'FTX+AAA+++%s'UNT+3+1'UNZ+1+7'" % (name.encode(), data)

    (read,) = interchange.read(content).messages

    assert read.segments()[1][4] == [text]


@pytest.mark.parametrize(
    ("name", "data"), [("UNOA", b"text"), ("UNOB", b"a@b"), ("UNOA", b"\xe9"), ("UNOY", b"\xe9")]
)
def test_a_character_outside_the_set_is_refused_with_its_place(name: str, data: bytes) -> None:
    content = b"UNB+%s:3+A+B+260301:1200+7'FTX+AAA+++%s'UNZ+0+7'" % (name.encode(), data)

    (fault,) = refused(content)

    assert fault.code == "FMT-203"
    assert fault.at.startswith("byte ")


@pytest.mark.parametrize("said", ["4", "0", "", "x", "-3", "3.0", "\uff19", "9" * 40])
def test_a_wrong_segment_count_is_a_fault_that_says_what_was_counted(said: str) -> None:
    text = message("BGM+1'", count=0).replace("UNT+0", f"UNT+{said}")
    content = f"UNB+UNOY:4+A+B+260301:1200+7'{text}UNZ+1+7'".encode()

    (read,) = interchange.read(content).messages

    (fault,) = read.found
    assert (fault.code, fault.at) == ("FMT-206", "message 1, segment 3 UNT, element 1")
    assert fault.facts["counted"] == "3"


def test_another_reference_in_the_trailer_is_a_fault() -> None:
    (read,) = interchange.read(interchange_of(message("BGM+1'", repeated="2"), "UNZ+1+7'")).messages

    assert [(fault.code, fault.found) for fault in read.found] == [("FMT-208", "2")]


def test_a_wrong_message_count_refuses_the_whole_interchange() -> None:
    (fault,) = refused(interchange_of(message(), message(reference="2"), "UNZ+3+7'"))

    assert (fault.code, fault.facts["counted"]) == ("FMT-207", "2")


def test_groups_are_counted_where_there_are_any() -> None:
    group = f"UNG+CUSDEC+A+B+260301:1200+5+UN+D:23A'{message()}{message(reference='2')}UNE+2+5'"

    assert len(interchange.read(interchange_of(group, "UNZ+1+7'")).messages) == 2
    assert refused(interchange_of(group.replace("UNE+2", "UNE+1"), "UNZ+1+7'"))[0].code == "FMT-207"


@pytest.mark.parametrize(
    "segments",
    [
        ["BGM+1'", "UNZ+0+7'"],
        [message()],
        [message(), "UNZ+1+7'", message(reference="2")],
        ["UNB+UNOC:3+A+B+260301:1200+7'", "UNZ+0+7'"],
        ["UNT+2+1'", "UNZ+0+7'"],
        ["UNE+0+1'", "UNZ+0+7'"],
        ["UNG+CUSDEC+A+B+260301:1200+5'", "UNZ+1+7'"],
    ],
)
def test_service_segments_out_of_place_are_refused(segments: list[str]) -> None:
    assert "FMT-209" in [fault.code for fault in refused(interchange_of(*segments))]


def test_a_message_that_is_cut_off_does_not_hide_the_next() -> None:
    read = interchange.read(interchange_of("UNH+1+CUSDEC:D:23A:UN'BGM+1'", message(reference="2"), "UNZ+2+7'"))

    assert [[fault.code for fault in each.found] for each in read.messages] == [["FMT-209"], []]


@pytest.mark.parametrize(
    "limits",
    [{"content": 20}, {"messages": 1}, {"segments": 4}, {"in_message": 1}, {"released": 5}],
    ids=lambda limit: next(iter(limit)),
)
def test_what_is_too_large_is_refused(limits: dict[str, int]) -> None:
    content = interchange_of(message("FTX+AAA+++a?'b'"), message(reference="2"), "UNZ+2+7'")

    (fault,) = refused(content, **limits)

    assert fault.code == "FMT-205"


def sample(name: str) -> Interchange:
    return interchange.read((directory.SAMPLES / name).read_bytes(), is_lenient=True)


@directory.needs_directory
@pytest.mark.parametrize(
    ("name", "kind", "counted", "codes"),
    [
        ("d00b_iftsta.edi", "IFTSTA:D:00B:UN", 31, ["FMT-208"]),
        ("d01b_ifcsum.edi", "IFCSUM:D:01B:UN", 27, ["FMT-206"]),
        ("d04b_baplie.edi", "BAPLIE:D:04B:UN", 19, []),
        ("d95b_coprar.edi", "COPRAR:D:95B:UN", 29, ["FMT-206", "FMT-209"]),
        ("paxlst_d02b.txt", "PAXLST:D:02B:UN", 107, ["FMT-206", "FMT-208", "FMT-208"]),
    ],
)
def test_real_interchanges_are_read_leniently_and_their_faults_are_told(
    name: str, kind: str, counted: int, codes: list[str]
) -> None:
    read = sample(name)

    (only,) = read.messages
    assert (only.kind, len(only.pieces)) == (kind, counted)
    assert [fault.code for fault in (*only.found, *read.found)] == codes


def test_every_character_set_has_an_encoding() -> None:
    assert all("A".encode(encoding) == b"A" for encoding in charset.ENCODINGS.values())
