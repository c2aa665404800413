"""The readers of a pack take any text whatever and answer with values or faults, never with an accident."""

from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clearway.core.law.tariff import DutyComponent
from clearway.registers.lawbook.packs import compiling, duty_text, strict_yaml
from clearway.registers.lawbook.packs.faults import FaultList
from clearway.registers.lawbook.packs.gathering import PackFiles, gather
from tests.registers.lawbook.build_pack import FILES, pack

NEARLY_YAML = st.text(st.sampled_from("ab01.:-{}[],&*!|>'\"# \n\t"), max_size=60)


@cache
def smallest() -> PackFiles:
    with TemporaryDirectory() as folder:
        return gather(pack(Path(folder)), FaultList())


def yaml(text: str) -> object:
    faults = FaultList()
    document = strict_yaml.read(text, "x.yaml", faults)
    assert faults.faults == []
    return document.value


def test_words_are_words_and_numbers_are_exact() -> None:
    assert yaml("country: NO") == {"country": "NO"}
    assert yaml("yes: on") == {"yes": "on"}
    assert yaml("rate: 6.50") == {"rate": Decimal("6.50")}
    assert yaml("code: '0901'") == {"code": "0901"}
    assert yaml("2026-01-31: x") == {date(2026, 1, 31): "x"}
    assert yaml("a: null\nb: ~\nc:") == {"a": None, "b": None, "c": None}
    assert yaml("a: true") == {"a": True}


@pytest.mark.parametrize("text", ["0901", "1e5", "12:30", "0x1f", ".5", "+1", "1_000", "1.", "- 010"])
def test_what_only_looks_like_a_number_must_be_quoted(text: str) -> None:
    faults = FaultList()
    strict_yaml.read(f"a: {text}" if text[:2] != "- " else text, "x.yaml", faults)

    assert [fault.code for fault in faults.faults] == ["LAW-007"]


def test_deep_nesting_is_refused_quietly() -> None:
    faults = FaultList()
    strict_yaml.read("[" * 5000, "x.yaml", faults)

    assert [fault.code for fault in faults.faults] == ["LAW-003"]


@settings(max_examples=300, deadline=None)
@given(NEARLY_YAML | st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    faults = FaultList()
    document = strict_yaml.read(text, "x.yaml", faults)

    assert document is not None or faults.faults


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("0123456789. %+/MINAXDLKG"), max_size=30))
def test_a_duty_expression_is_components_or_nothing(text: str) -> None:
    components = duty_text.parse(text)

    if components:
        assert components[0].expression == "01"
        assert all(part.expression in {"04", "15", "17"} for part in components[1:])
        assert all((part.currency is None) == (part.unit is None) for part in components)


def test_a_compound_duty_is_read_as_it_is_written() -> None:
    assert duty_text.parse("6.5 % + 12 DML/100 KGM MIN 9 % MAX 0.5 DML/NAR") == (
        DutyComponent("01", Decimal("6.5")),
        DutyComponent("04", Decimal(12), "DML", "KGM", Decimal(100)),
        DutyComponent("15", Decimal(9)),
        DutyComponent("17", Decimal("0.5"), "DML", "NAR", Decimal(1)),
    )
    assert duty_text.parse("") == ()


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(FILES)), st.binary(max_size=60), st.integers(0, 10_000))
def test_a_pack_with_any_bytes_anywhere_is_read_or_refused(name: str, noise: bytes, place: int) -> None:
    content = smallest().files[name]
    cut = place % (len(content) + 1)
    files = PackFiles({**smallest().files, name: content[:cut] + noise + content[cut:]})
    faults = FaultList()

    compiling.read(files, faults)

    assert all(fault.file and fault.would_pass for fault in faults.faults)


def test_a_folder_that_is_not_there_is_an_empty_pack(tmp_path: Path) -> None:
    faults = {fault.file for fault in compiling.check(tmp_path / "nowhere")}

    assert "pack.toml" in faults
