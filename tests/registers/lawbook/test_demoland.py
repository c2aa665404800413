"""The pack that is shipped: without a fault, complete, and in every language it promises."""

import csv
import os
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clearway.core.law.lawbook import Lawbook
from clearway.registers.lawbook.packs import check, compile_pack
from clearway.registers.lawbook.packs.packaged import harmonized_codes
from clearway.registers.lawbook.packs.titles import goods_title
from tests.registers.lawbook.build_pack import DEMOLAND, REPOSITORY

CORPUS = Path(os.environ.get("CLEARWAY_CORPUS", REPOSITORY / "../shared/data"))
NOMENCLATURE = CORPUS / "reference/hs2022/harmonized-system.csv"

BOOK: Lawbook = compile_pack(DEMOLAND)
TARIFF = BOOK.tariff
FIRST_DAY = date(2020, 1, 1)
DECLARABLE = sorted(code for code, lines in TARIFF.lines.items() if any(line.is_declarable for line in lines))
DAYS = st.dates(FIRST_DAY, date(2029, 12, 31))


def table(name: str) -> list[dict[str, str]]:
    with (DEMOLAND / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_the_pack_has_no_fault() -> None:
    assert [str(fault) for fault in check(DEMOLAND)] == []


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(DECLARABLE), DAYS, st.sampled_from(["US", "VN", "GB", "KR", "CN", "MM", "FR", None]))
def test_every_line_has_exactly_one_third_country_duty_on_every_day(code: str, day: date, origin: str | None) -> None:
    if TARIFF.declared(code, day) is None:
        return

    duties = [one for one in TARIFF.applicable(code, origin, day) if one.type == "103"]

    assert [one.sid for one in duties] == [TARIFF.third_country_duty(code, day).sid]


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(DECLARABLE), DAYS)
def test_every_line_has_exactly_one_vat(code: str, day: date) -> None:
    assert len([one for one in TARIFF.applicable(code, "US", day) if one.type == "305"]) == 1


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(harmonized_codes()), st.from_regex(r"[0-9]{0,4}", fullmatch=True), DAYS)
def test_what_is_declared_is_a_line_of_the_day(code: str, more: str, day: date) -> None:
    line = TARIFF.declared(code + more, day)

    if line is not None:
        assert line.is_declarable
        assert line.period.covers(day)
        assert (code + more).startswith(line.code)
    elif len(code) == 6 and not TARIFF.is_split(code, day):
        pytest.fail(f"{code + more} stands for nothing, though the subheading is whole")


def test_the_nomenclature_is_the_published_one() -> None:
    if not NOMENCLATURE.exists():
        pytest.skip(f"no corpus at {CORPUS}")
    with NOMENCLATURE.open(encoding="utf-8-sig", newline="") as lines:
        published = {row["hscode"] for row in csv.DictReader(lines) if row["hscode"].isdigit()}

    assert set(harmonized_codes()) == published


def test_at_least_150_subheadings_are_split_nationally() -> None:
    split = {code[:6] for code in TARIFF.lines if len(code) == 8}

    assert len(split) >= 150


def test_a_line_may_open_and_close_within_the_law() -> None:
    assert TARIFF.declared("85098010", date(2023, 12, 31)).code == "850980"
    assert TARIFF.declared("85098010", date(2024, 1, 1)).code == "85098010"
    assert TARIFF.declared("87141010", date(2025, 6, 30)).code == "87141010"
    assert TARIFF.declared("87141010", date(2025, 7, 1)).code == "871410"


@pytest.mark.parametrize("day", ["2024-01-01", "2025-07-01", "2026-01-01", "2027-01-01"])
def test_rates_change_on_the_days_of_the_amending_acts(day: str) -> None:
    on = date.fromisoformat(day)
    changed = [
        code
        for code in TARIFF.measures
        if {one.components for one in TARIFF.measures[code] if one.type == "103" and one.period.covers(on)}
        != {
            one.components
            for one in TARIFF.measures[code]
            if one.type == "103" and one.period.covers(on - timedelta(days=1))
        }
    ]

    assert len(changed) >= 5


def test_every_kind_of_duty_expression_is_used() -> None:
    used = {part.expression for measures in TARIFF.measures.values() for one in measures for part in one.components}

    assert used == {"01", "04", "15", "17"}


def test_chapters_sections_and_national_lines_speak_every_language() -> None:
    spoken = set(BOOK.country.languages)
    chapters = {code[:2] for code in DECLARABLE}

    assert {code for section in TARIFF.sections for code in section.chapters} == chapters
    for code, lines in TARIFF.lines.items():
        if len(code) in (2, 8):
            assert all(set(line.titles) == spoken for line in lines), code


def test_a_title_falls_back_to_the_english_of_the_harmonized_system() -> None:
    day = date(2026, 5, 1)

    assert goods_title(TARIFF, "87", "ko", day) == "철도용 외의 차량"
    assert goods_title(TARIFF, "8703", "ko", day).startswith("Motor cars")
    assert goods_title(TARIFF, "87032390", "fr", day).startswith("Usagés")


def test_prefered_origins_may_claim_less_than_the_full_duty() -> None:
    day = date(2026, 5, 1)
    claimed = {
        measure.area for measure in TARIFF.applicable("64039900", "VN", day) if "300" in measure.preference_codes
    }

    assert claimed == {"3020"}
    areas = {one.area for measures in TARIFF.measures.values() for one in measures if one.type == "142"}
    assert len(areas) >= 4


def test_a_graduated_origin_has_no_general_preference() -> None:
    day = date(2026, 5, 1)

    assert not [one for one in TARIFF.applicable("610910", "IN", day) if one.area == "2020"]
    assert [one for one in TARIFF.applicable("610910", "LK", day) if one.area == "2020"]


def test_a_fastener_from_a_named_maker_pays_its_own_remedy() -> None:
    remedies = [one for one in TARIFF.applicable("731815", "CN", date(2026, 5, 1)) if one.type == "552"]

    assert {one.additional_code for one in remedies} == {None, "C101", "C102", "C103"}
    assert not [one for one in TARIFF.applicable("731815", "CN", date(2027, 4, 1)) if one.type == "552"]


def test_offices_keep_to_their_days_and_roles() -> None:
    offices = BOOK.country.offices

    assert len(offices) >= 12
    assert not offices["DL000402"].period.covers(date(2022, 2, 28))
    assert {"import", "export", "transit", "warehouse"} <= {role for one in offices.values() for role in one.roles}


def test_holidays_reach_from_2024_to_2027() -> None:
    holidays = BOOK.country.calendar.holidays

    assert {day.year for day in holidays} >= {2024, 2025, 2026, 2027}
    assert not BOOK.country.calendar.is_working(date(2026, 1, 1))
    assert not BOOK.country.calendar.is_working(date(2026, 11, 22))
    assert BOOK.country.calendar.is_working(date(2026, 11, 23))


def check_digit(digits: str) -> str:
    """ISO 7064, MOD 11,10."""
    product = 10
    for digit in digits:
        total = (int(digit) + product) % 10 or 10
        product = total * 2 % 11
    return str((11 - product) % 10)


def test_registration_numbers_carry_the_right_check_digit() -> None:
    parties = table("parties.csv")
    own = [party["id"] for party in parties if party["country"] == "DL"]

    assert len(parties) >= 30
    assert len({party["id"] for party in parties}) == len(parties)
    assert all(len(id) == 12 and check_digit(id[2:11]) == id[11] for id in own)


def test_mandates_are_between_known_parties() -> None:
    roles = {party["id"]: party["roles"].split() for party in table("parties.csv")}

    assert all("broker" in roles[one["agent"]] and "trader" in roles[one["trader"]] for one in table("mandates.csv"))


def test_registrations_of_partner_territories_are_recognised() -> None:
    country = BOOK.country

    assert all(country.recognises(id) for id in ("GB553202734852", "XI1", "DE1", "FR1", "KR1", "VN1"))
    assert not country.recognises("ZZ553202734852")
    assert not country.recognises("GB 553")
    assert BOOK.named_lists["recognised_registrations"] == country.recognised_registrations


def test_thirty_currencies_have_a_rate_for_every_month() -> None:
    rates = table("rates/monthly.csv")
    months = {row["day"] for row in rates}

    assert len({row["currency"] for row in rates}) >= 30
    assert {f"{year}-{month:02}-01" for year in range(2023, 2027) for month in range(1, 13)} <= months
    assert len(rates) == len(months) * len({row["currency"] for row in rates})
