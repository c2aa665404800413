from pathlib import Path

import msgspec

from clearway.formats import json
from clearway.formats.answer import Answer
from clearway.formats.edifact import cusdec, cusres
from clearway.formats.message import Message

FOLDER = Path(cusdec.__file__ or "").parent.parent


def example(name: str) -> bytes:
    return (FOLDER / name).read_bytes()


def test_the_declaration_of_the_example_is_read_as_its_json() -> None:
    assert (
        cusdec.read(example("cusdec/example.edi")).declaration
        == json.read(example("cusdec/example.json")).declaration
    )


def test_the_json_of_the_example_is_written_as_its_declaration() -> None:
    envelope = cusdec.read(example("cusdec/example.edi")).envelope
    declaration = json.read(example("cusdec/example.json")).declaration

    assert cusdec.write(Message("edifact", declaration, envelope)) == example("cusdec/example.edi")


def test_the_answer_of_the_example_is_read_as_its_json() -> None:
    expected = msgspec.json.decode(example("cusres/example.json"), type=Answer)

    assert cusres.read_response(example("cusres/example.edi")) == expected


def test_the_json_of_the_example_is_written_as_its_answer() -> None:
    answer = msgspec.json.decode(example("cusres/example.json"), type=Answer)

    written = cusres.write_response(answer, sender="DMCUSTOMS", recipient="DM4400217", interchange_reference="9001")

    assert written == example("cusres/example.edi")
