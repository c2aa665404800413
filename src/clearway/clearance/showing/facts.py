"""What was declared, as tables: every fact with its place, its words, and the title of its code."""

from collections.abc import Iterator
from datetime import UTC, datetime, time
from decimal import Decimal

import msgspec
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from clearway.clearance.showing.figures import grouped, in_words, stated
from clearway.clearance.showing.places import BETWEEN, label
from clearway.core.facts.basis import Fact, Quantity
from clearway.core.facts.declaration import Declaration
from clearway.core.facts.documents import AdditionalDocument
from clearway.core.facts.goods import GoodsItem, Procedure
from clearway.core.kernel.money import Money
from clearway.core.law.lawbook import Law

#: From which list the code in a field comes: by the kind of fact and its field, or by the field wherever it stands.
CODELISTS = {
    ("Declaration", "type_code"): "declaration_types",
    ("Packaging", "type_code"): "package_types",
    ("DutyTaxFee", "type_code"): "tax_types",
    ("Charge", "type_code"): "charge_types",
    ("Guarantee", "type_code"): "guarantee_types",
    ("PreviousDocument", "type_code"): "previous_document_types",
    ("PreviousDocument", "category_code"): "previous_document_categories",
    ("Classification", "type_code"): "classification_types",
    ("Origin", "type_code"): "origin_types",
    ("Warehouse", "type_code"): "warehouse_types",
    ("Communication", "type_code"): "communication_types",
    ("Location", "type_code"): "location_types",
    ("Address", "type_code"): "location_qualifiers",
    ("AuthorisationHolder", "category_code"): "authorisation_categories",
    ("Agent", "function_code"): "representation",
    ("Declaration", "function_code"): "function_codes",
    ("AdditionalInformation", "code"): "additional_information",
    ("Procedure", "previous_code"): "procedures",
    "country": "countries",
    "export_country": "countries",
    "nationality": "countries",
    "condition_code": "incoterms",
    "mode_code": "transport_modes",
    "identification_type_code": "transport_identification",
    "transaction_nature_code": "transaction_natures",
    "valuation_method_code": "valuation_methods",
    "payment_method_code": "payment_methods",
    "freight_payment_code": "freight_payments",
    "regime_code": "preferences",
    "role_code": "role_codes",
    "status_code": "document_status",
    "container_code": "container_indicators",
    "specific_circumstances_code": "specific_circumstances",
    "currency": "currencies",
}
_OFFICES = frozenset({"declaration_office", "exit_office", "presentation_office", "supervising_office", "office"})


class Row(msgspec.Struct, frozen=True):
    """One fact: its path, its words, what was said, and the title where that is a code."""

    at: str
    label: str
    value: str
    title: str = ""


class Section(msgspec.Struct, frozen=True):
    """Facts that belong together."""

    at: str
    title: str
    rows: tuple[Row, ...]


def header(declaration: Declaration, law: Law) -> tuple[Section, ...]:
    """Everything that is said once for the whole declaration."""
    sections = [*_sections(declaration, "", _("The declaration"), law)]
    if declaration.goods_shipment is not None:
        sections += _sections(declaration.goods_shipment, "goods_shipment", _("The goods as a whole"), law)
    return tuple(section for section in sections if section.rows)


def items(declaration: Declaration, law: Law, *, first: int, last: int) -> tuple[Section, ...]:
    """What is said for some of the items, counted from 1."""
    return tuple(
        Section(at, f"{label('items')} {number}", tuple(_rows(item, at, "", law)))
        for number, item in enumerate(declaration.items[first - 1 : last], start=first)
        for at in [f"goods_shipment/items/{number}"]
    )


def _sections(fact: Fact, at: str, title: str, law: Law) -> Iterator[Section]:
    """The fact's own values first, then each fact that stands within it; the goods items have pages of their own."""
    plain, within = [], []
    for name in fact.__struct_fields__:
        value, said = getattr(fact, name), label(name, type(fact).__name__)
        if not _is_nested(value):
            plain += _rows_of(value, _join(at, name), said, law, of=(fact, name))
        elif name not in ("goods_shipment", "items"):
            within += _nested(value, _join(at, name), said, law)
    yield Section(at, title, tuple(plain))
    yield from within


def _nested(value: Fact | tuple[Fact, ...], at: str, title: str, law: Law) -> Iterator[Section]:
    if isinstance(value, Fact):
        yield Section(at, title, tuple(_rows(value, at, "", law)))
        return
    for number, one in enumerate(value, start=1):
        yield Section(f"{at}/{number}", f"{title} {number}", tuple(_rows(one, f"{at}/{number}", "", law)))


def _rows(fact: Fact, at: str, words: str, law: Law) -> Iterator[Row]:
    for name in fact.__struct_fields__:
        said = label(name, type(fact).__name__)
        joined = f"{words}{BETWEEN}{said}" if words and said else words or said
        yield from _rows_of(getattr(fact, name), _join(at, name), joined, law, of=(fact, name))


def _rows_of(value: object, at: str, words: str, law: Law, *, of: tuple[Fact, str] | None = None) -> Iterator[Row]:
    match value:
        case None | ():
            return
        case Money() | Quantity():
            yield Row(at, words, *_measured(value, law))
        case Fact():
            yield from _rows(value, at, words, law)
        case tuple():
            for number, one in enumerate(value, start=1):
                yield from _rows_of(one, f"{at}/{number}", f"{words} {number}".strip(), law)
        case _:
            yield Row(at, words, _text(value), _title(of, str(value), law) if of else "")


def _measured(value: Money | Quantity, law: Law) -> tuple[str, str]:
    if isinstance(value, Money):
        return stated(value.amount, value.currency), ""
    return f"{grouped(value.value)} {value.unit or ''}".strip(), _entry_title(law, "units", value.unit)


def _text(value: object) -> str:
    if isinstance(value, Decimal):
        return grouped(value)
    if isinstance(value, datetime):
        return _moment(value)
    return str(value)


def _moment(value: datetime) -> str:
    """A moment as the office's clock had it; a day that was declared without an hour stays a day."""
    if value.tzinfo is None:
        return f"{value:%Y-%m-%d %H:%M}"
    if value.astimezone(UTC).time() == time():
        return f"{value.astimezone(UTC):%Y-%m-%d}"
    return f"{localtime(value):%Y-%m-%d %H:%M}"


def _title(of: tuple[Fact, str], code: str, law: Law) -> str:
    fact, name = of
    if name in _OFFICES:
        office = law.country.offices.get(code)
        return in_words(office.titles) if office else ""
    if isinstance(fact, AdditionalDocument) and name == "type_code":
        return _entry_title(law, "document_types", fact.code)
    if isinstance(fact, Procedure) and name == "current_code":
        return _entry_title(law, "procedures" if fact.previous_code else "additional_procedures", code)
    codelist = CODELISTS.get((type(fact).__name__, name)) or CODELISTS.get(name)
    return _entry_title(law, codelist, code) if codelist else ""


def _entry_title(law: Law, codelist: str, code: str | None) -> str:
    if codelist not in law.book.codelists:
        return ""
    entry = law.code(codelist, code)
    return in_words(entry.titles) if entry else ""


def _is_nested(value: object) -> bool:
    if isinstance(value, tuple):
        return bool(value) and isinstance(value[0], Fact)
    return isinstance(value, Fact) and not isinstance(value, Quantity)


def _join(at: str, name: str) -> str:
    return f"{at}/{name}" if at else name


def item_title(item: GoodsItem) -> str:
    """What an item is called in a heading: its commodity code and its description."""
    return BETWEEN.join(part for part in (item.commodity, item.description) if part)
