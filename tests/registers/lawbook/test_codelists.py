"""Demoland's code lists: all that rules read, five titles a code, forms, periods, and the codes of real messages."""

import ast
import os
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from clearway.core.facts.consignment import TransportMeans
from clearway.core.facts.declaration import Declaration
from clearway.core.facts.goods import GoodsItem, GoodsShipment
from clearway.core.law.codelist import CodeEntry, CodeList
from clearway.core.law.lawbook import Lawbook
from clearway.formats.refusal import Unreadable
from clearway.formats.wco.declaration import read
from clearway.registers.lawbook.packs import check, compile_pack
from clearway.registers.lawbook.packs.codelists import overlap
from tests.registers.lawbook.build_pack import DEMOLAND, REPOSITORY

CORPUS = Path(os.environ.get("CLEARWAY_CORPUS", REPOSITORY / "../shared/data"))
SCENARIOS = CORPUS / "wco-declarations-hmrc/scenarios"
RULES = REPOSITORY / "src/clearway/core/validate"

BOOK: Lawbook = compile_pack(DEMOLAND)
LISTS: dict[str, CodeList] = BOOK.codelists
LANGUAGES = ("en", "ko", "vi", "es", "fr")
TODAY = date(2026, 6, 1)
#: Their rows come from packages, which do not have every name in every language.
PACKAGED = ("countries", "currencies")
TREATMENTS = {"release", "export", "transit", "warehouse", "temporary", "inward", "outward"}

FORMS = {
    "additional_information": r"[0-9]{5}|[A-Z]{2,5}[0-9]{0,3}",
    "additional_procedures": r"000|[A-F][0-9]{2}",
    "amendment_reasons": r"[0-9]{2}",
    "authorisation_categories": r"[A-Z0-9]{2,4}",
    "cancellation_reasons": r"[0-9]",
    "charge_types": r"[AB][A-Z]",
    "classification_types": r"[A-Z]{2,3}",
    "communication_types": r"[A-Z]{2}",
    "container_indicators": r"[01]",
    "control_grounds": r"[DR][0-9]{2}",
    "countries": r"[A-Z]{2}",
    "currencies": r"[A-Z]{3}",
    "declaration_types": r"(IM|EX)[A-Z]|T[12][AD]?|TIR|COR|INV|GPR",
    "document_status": r"[A-Z]{2}",
    "document_types": r"[A-Z]([0-9]{3}|ZZZ)",
    "freight_payments": r"[A-Z]",
    "function_codes": r"[0-9]{1,2}",
    "guarantee_types": r"[0-9A-Z]",
    "incoterms": r"[A-Z]{3}",
    "location_qualifiers": r"[T-Z]",
    "location_types": r"[A-D]",
    "origin_types": r"[12]",
    "package_types": r"[0-9A-Z]{2}",
    "payment_methods": r"[A-Z]",
    "preferences": r"[1-4][0-9]{2}",
    "previous_document_categories": r"[XYZ]",
    "previous_document_types": r"[0-9A-Z]{3}",
    "procedure_combinations": r"[0-9]{4}",
    "procedures": r"[0-9]{2}",
    "representation": r"[23]",
    "role_codes": r"[A-Z]{2}|FR[0-9]",
    "specific_circumstances": r"[A-Z][0-9A-Z]{0,2}",
    "tax_types": r"[A-Z][A-Z0-9]{2}",
    "transaction_natures": r"[1-9]{1,2}|80",
    "transport_identification": r"[0-9]{2}",
    "transport_modes": r"[1-9]",
    "unit_qualifiers": r"[A-Z]",
    "units": r"[A-Z0-9]{2,3}",
    "valuation_methods": r"[1-7]",
    "warehouse_types": r"[R-Z]",
}


def entries(*names: str) -> Iterator[tuple[str, CodeEntry]]:
    """Every entry of some lists, or of all."""
    for name in names or LISTS:
        for versions in LISTS[name].entries.values():
            yield from ((name, entry) for entry in versions)


def own() -> Iterator[tuple[str, CodeEntry]]:
    """Every entry whose words are the country's."""
    return entries(*(name for name in LISTS if name not in PACKAGED))


def faults_of_lists() -> list[str]:
    return [str(fault) for fault in check(DEMOLAND) if fault.file.startswith("codelists/")]


@cache
def lists_named_by_rules() -> frozenset[str]:
    """Names of lists in the rules: a text that follows the law in a call, or is asked of it."""
    found = set()
    for path in sorted(RULES.rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call):
                found.update(_lists_named(call))
    return frozenset(found)


def _lists_named(call: ast.Call) -> Iterator[str]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    of_law = isinstance(call.func, ast.Attribute) and name == "code"
    for before, argument in zip([None, *call.args], call.args, strict=False):
        follows = before is not None and isinstance(before, ast.Name) and before.id == "law"
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            if follows or (of_law and before is None):
                yield argument.value


def test_the_lists_have_no_fault() -> None:
    assert faults_of_lists() == []


def test_every_list_that_rules_name_exists() -> None:
    named = lists_named_by_rules()

    assert {"declaration_types", "document_types", "procedures", "cancellation_reasons"} <= named
    assert named <= set(LISTS)


def test_every_list_has_a_form_and_a_law() -> None:
    assert set(LISTS) == set(FORMS)
    assert all(one.law and one.title and one.entries for one in LISTS.values())


def test_every_code_has_the_form_of_its_list() -> None:
    assert [(name, one.code) for name, one in entries() if not re.fullmatch(FORMS[name], one.code)] == []


def test_every_code_has_five_titles() -> None:
    missing = [(name, one.code) for name, one in own() if any(not one.titles.get(language) for language in LANGUAGES)]

    assert missing == []


def test_titles_are_clean_and_short() -> None:
    odd = [
        (name, one.code, title)
        for name, one in own()
        for title in one.titles.values()
        if title != " ".join(title.split()) or len(title) > 130 or set(title) & set("|<>{}") or title.endswith(".")
    ]

    assert odd == []


def test_korean_titles_are_in_korean_and_vietnamese_ones_differ_from_english() -> None:
    hangul = re.compile("[가-힣]")
    words = [(name, one) for name, one in own() if len(one.titles["en"].split()) > 1]

    assert [(name, one.code) for name, one in words if not hangul.search(one.titles["ko"])] == []
    assert [(name, one.code) for name, one in words if one.titles["vi"] == one.titles["en"]] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_codes_in_force_on_one_day_have_titles_of_their_own(language: str) -> None:
    found = defaultdict(list)
    for name, one in own():
        if one.period.covers(TODAY):
            found[name, one.titles[language].lower()].append(one.code)

    assert {title: codes for title, codes in found.items() if len(codes) > 1} == {}


def test_periods_of_a_code_do_not_overlap() -> None:
    for name, one in LISTS.items():
        for code, versions in one.entries.items():
            pairs = pairwise(versions)
            assert not any(overlap(first.period, second.period) for first, second in pairs), (name, code)


def test_some_codes_have_ended_and_some_are_to_come() -> None:
    days = [(one.period.since, one.period.until) for _, one in own()]

    assert sum(1 for _, until in days if until and until < TODAY) >= 15
    assert sum(1 for since, _ in days if since >= date(2026, 1, 1)) >= 5


def test_flags_say_yes_or_nothing() -> None:
    flags = [(name, one.code, key, said) for name, one in own() for key, said in one.attributes.items()]

    assert [flag for flag in flags if flag[2].startswith(("needs_", "writes_")) and flag[3] != "yes"] == []


def test_every_procedure_has_a_treatment_and_the_authorisations_it_needs() -> None:
    known = LISTS["authorisation_categories"].entries
    for _, one in entries("procedures"):
        attributes = one.attributes
        assert attributes["kind"] in TREATMENTS
        assert attributes["regime"] in {"import", "export", "transit"}
        assert set(attributes.get("authorisations", "").split()) <= set(known)
        assert not attributes.get("needs_authorisation") or attributes["authorisations"]


def test_a_combination_joins_two_procedures_and_lives_no_longer_than_the_first() -> None:
    procedures = LISTS["procedures"]
    for code, (one, *_) in LISTS["procedure_combinations"].entries.items():
        requested, previous = one.attributes["requested"], one.attributes["previous"]
        assert (code[:2], code[2:]) == (requested, previous)
        assert previous == "00" or previous in procedures.entries
        period = procedures.entries[requested][0].period
        assert period.until is None or (one.period.until is not None and one.period.until <= period.until)


def test_a_procedure_that_needs_another_before_it_never_stands_alone() -> None:
    combinations = LISTS["procedure_combinations"].entries
    for _, one in entries("procedures"):
        assert (f"{one.code}00" in combinations) != (one.attributes.get("needs_previous") == "yes"), one.code


def test_reliefs_name_taxes_of_the_list() -> None:
    for name, one in entries("procedures", "additional_procedures"):
        relieved = set(one.attributes.get("relieves", "").split())
        assert relieved <= {"*", *LISTS["tax_types"].entries}, (name, one.code)


def test_every_charge_adds_or_deducts_and_is_shared_out() -> None:
    for _, one in entries("charge_types"):
        assert one.attributes["sign"] == ("add" if one.code.startswith("A") else "deduct")
        assert one.attributes["apportion"] in {"value", "mass"}


def test_preferences_for_an_origin_need_proofs_that_are_documents() -> None:
    documents = LISTS["document_types"].entries
    for _, one in entries("preferences"):
        assert (one.attributes.get("needs_proof") == "yes") == (not one.code.startswith("1"))
        for proof in one.attributes.get("proofs", "").split():
            assert documents[proof][0].attributes["kind"] in {"origin", "customs"}


def test_documents_and_warehouses_point_to_categories_of_authorisation() -> None:
    known = LISTS["authorisation_categories"].entries
    documents = LISTS["document_types"].entries

    named = [one.attributes.get("authorisation") for _, one in entries("document_types")]
    assert {code for code in named if code} <= set(known)
    assert {one.attributes["authorisations"] for _, one in entries("warehouse_types")} <= set(known)
    shown = [one.attributes.get("document") for _, one in entries("authorisation_categories")]
    assert {code for code in shown if code} <= set(documents)


def test_what_the_tariff_cites_stands_in_the_lists() -> None:
    measures = [measure for found in BOOK.tariff.measures.values() for measure in found]
    documents = {code for one in measures for condition in one.conditions for code in condition.documents}
    preferences = {code for one in measures for code in one.preference_codes}
    taxes = {type.tax_type for type in BOOK.tariff.types.values() if type.tax_type}

    assert documents <= set(LISTS["document_types"].entries)
    assert preferences <= set(LISTS["preferences"].entries)
    assert taxes <= set(LISTS["tax_types"].entries)


def test_demoland_and_its_currency_stand_beside_what_packages_know() -> None:
    assert LISTS["countries"].entry("DL", TODAY).titles["ko"] == "데모랜드"
    assert LISTS["countries"].entry("KR", TODAY).titles["fr"] == "Corée du Sud"
    assert {"DML", "EUR", "KRW", "VND"} <= set(LISTS["currencies"].entries)


#: Lists whose codes one territory makes for itself, and which of its codes are meant for others too.
SHARED = {
    "additional_information": r"[0-9]{5}",
    "additional_procedures": r"000|[A-F][0-9]{2}",
    "document_types": r"[A-Z].*",
    "procedure_combinations": r"(?!00).*",
    "tax_types": r"[A-F].*",
    "units": r"(?!GBP|GP1).*",
}
#: The part of each list's shared codes in the corpus that Demoland knows at least.
FLOORS = {
    "authorisation_categories": 0.85,
    "countries": 0.92,
    "document_types": 0.9,
    "freight_payments": 0.8,
    "guarantee_types": 0.8,
    "tax_types": 0.87,
    "units": 0.65,
}


def means_codes(means: TransportMeans | None) -> Iterator[tuple[str, str | None]]:
    if means is not None:
        yield "transport_identification", means.identification_type_code
        yield "transport_modes", means.mode_code
        yield "countries", means.nationality


def item_codes(item: GoodsItem) -> Iterator[tuple[str, str | None]]:
    yield "procedure_combinations", item.procedure
    yield "transaction_natures", item.transaction_nature_code
    yield "valuation_methods", item.valuation_method_code
    for one in item.procedures:
        # A request under 00 is for no procedure; what stands after it is one territory's own.
        if not one.previous_code:
            yield "additional_procedures", one.current_code
        elif one.current_code != "00":
            yield "procedures", one.current_code
            yield "procedures", one.previous_code if one.previous_code != "00" else None
    for tax in item.duty_tax_fees:
        yield "tax_types", tax.type_code
        yield "preferences", tax.regime_code
        yield "payment_methods", tax.payment_method_code
        yield "units", tax.specific_base and (tax.specific_base.unit or "").partition("#")[0]
    for document in item.documents:
        yield "document_types", document.code
        yield "document_status", document.status_code
    yield from (("additional_information", one.code) for one in item.information)
    yield from (("charge_types", one.type_code) for one in item.charges)
    yield from (("classification_types", one.type_code) for one in item.classifications)
    yield from (("package_types", one.type_code) for one in item.packages)
    yield from (("origin_types", one.type_code) for one in item.origins)
    yield from (("countries", one.country) for one in item.origins)


def shipment_codes(shipment: GoodsShipment) -> Iterator[tuple[str, str | None]]:
    consignment = shipment.consignment
    if consignment is not None:
        yield from means_codes(consignment.arrival_means)
        yield from means_codes(consignment.departure_means)
        yield "container_indicators", consignment.container_code
        location = consignment.goods_location
        yield "location_types", location and location.type_code
        yield "location_qualifiers", location and location.address and location.address.type_code
    yield "transaction_natures", shipment.transaction_nature_code
    yield "incoterms", shipment.trade_terms and shipment.trade_terms.condition_code
    yield "warehouse_types", shipment.warehouse and shipment.warehouse.type_code
    yield from (("charge_types", one.type_code) for one in shipment.charges)
    yield from (("role_codes", one.role_code) for one in (*shipment.authorised_operators, *shipment.fiscal_parties))
    for bearer in (shipment, *shipment.items):
        for one in bearer.previous_documents:
            yield "previous_document_types", one.type_code
            yield "previous_document_categories", one.category_code
    for item in shipment.items:
        yield from item_codes(item)


def declaration_codes(declaration: Declaration) -> Iterator[tuple[str, str | None]]:
    yield "declaration_types", declaration.type_code
    yield "function_codes", declaration.function_code
    yield "representation", declaration.agent and declaration.agent.function_code
    yield "freight_payments", declaration.carriage and declaration.carriage.freight_payment_code
    reasons = "cancellation_reasons" if declaration.purpose == "cancellation" else "amendment_reasons"
    yield from ((reasons, one.reason_code) for one in declaration.amendments)
    yield from (("authorisation_categories", one.category_code) for one in declaration.authorisations)
    yield from (("guarantee_types", one.type_code) for one in declaration.guarantees)
    yield from means_codes(declaration.border_means)
    if declaration.goods_shipment is not None:
        yield from shipment_codes(declaration.goods_shipment)


def corpus_codes() -> dict[str, set[str]]:
    """The distinct codes of real declarations, by the list they belong to, without one territory's own."""
    found = defaultdict(set)
    for path in sorted(path for path in SCENARIOS.rglob("*") if path.suffix.lower() == ".xml"):
        try:
            declaration = read(path.read_bytes()).declaration
        except Unreadable:
            continue
        for name, code in declaration_codes(declaration):
            if code and re.fullmatch(SHARED.get(name, ".*"), code):
                found[name].add(code)
    return found


def unknown_on(day: date, name: str, codes: Iterable[str]) -> list[str]:
    return sorted(code for code in codes if LISTS[name].entry(code, day) is None)


@pytest.mark.skipif(not SCENARIOS.is_dir(), reason=f"no corpus at {CORPUS}: set CLEARWAY_CORPUS")
def test_most_codes_of_real_declarations_are_known() -> None:
    found = corpus_codes()

    known = {name: 1 - len(unknown_on(TODAY, name, codes)) / len(codes) for name, codes in found.items()}
    for name, codes in sorted(found.items()):
        unknown = " ".join(unknown_on(TODAY, name, codes)) or "none"
        sys.stdout.write(f"{name}: {known[name]:.0%} of {len(codes)} codes known; unknown: {unknown}\n")
    assert len(found) >= 30
    assert {name: part for name, part in known.items() if part < FLOORS.get(name, 1.0)} == {}
    total = sum(len(codes) for codes in found.values())
    assert sum(known[name] * len(codes) for name, codes in found.items()) / total >= 0.94
