"""What cannot be read is refused with a code, a place, what was found and what would pass; all of it at once."""

import pytest

from clearway.core.facts.declaration import Declaration
from clearway.core.facts.documents import AdditionalDocument
from clearway.core.facts.goods import GoodsItem, GoodsShipment
from clearway.core.facts.parties import Submitter
from clearway.formats.limits import MOST_BYTES
from clearway.formats.message import Message
from clearway.formats.refusal import Fault, Unreadable, Unwritable
from clearway.formats.wco import declaration

DEC = "urn:wco:datamodel:WCO:DEC-DMS:2"
MD = "urn:wco:datamodel:WCO:DocumentMetaData-DMS:2"
ITEM = "<GoodsShipment><GovernmentAgencyGoodsItem>{}</GovernmentAgencyGoodsItem></GoodsShipment>"


def whole(inside: str, *, code: str = "9") -> bytes:
    return f'<Declaration xmlns="{DEC}"><FunctionCode>{code}</FunctionCode>{inside}</Declaration>'.encode()


def item(inside: str) -> bytes:
    return whole(ITEM.format(f"<SequenceNumeric>1</SequenceNumeric>{inside}"))


def faults(content: bytes) -> tuple[Fault, ...]:
    with pytest.raises(Unreadable) as refusal:
        declaration.read(content)
    return refusal.value.faults


def codes(content: bytes) -> list[str]:
    return [fault.code for fault in faults(content)]


def test_an_unknown_element_is_named_with_its_place() -> None:
    (fault,) = faults(item("\n<Commodity>\n<Colour>red</Colour></Commodity>"))

    assert (fault.code, fault.at, fault.found) == ("FMT-105", "42A/67A/68A[1]/23A/Colour (line 3)", "Colour")
    assert "Classification" in fault.facts["known"]


def test_an_element_of_another_namespace_is_unknown() -> None:
    assert codes(whole('<ID xmlns="urn:other">1</ID>')) == ["FMT-105"]


def test_an_element_inside_a_value_is_unknown() -> None:
    assert codes(whole("<ID>a<b/></ID>")) == ["FMT-105"]


def test_an_unknown_attribute_is_refused() -> None:
    (fault,) = faults(whole('<ID schemeID="x">1</ID>'))

    assert (fault.code, fault.at, fault.found) == ("FMT-106", "42A/D014 (line 1)", "schemeID")


def test_hints_to_a_schema_processor_are_passed_over() -> None:
    xsi = "http://www.w3.org/2001/XMLSchema-instance"
    hint = f' xmlns:xsi="{xsi}" xsi:schemaLocation="a b" xmlns='
    content = whole("<ID>1</ID>").replace(b" xmlns=", hint.encode(), 1)

    assert declaration.read(content).declaration.mrn == "1"


@pytest.mark.parametrize(
    "twice",
    [
        "<ID>1</ID><ID>1</ID>",
        "<Agent><ID>1</ID></Agent><Agent><ID>2</ID></Agent>",
        "<GoodsShipment><UCR><ID>1</ID></UCR><CustomsValuation/><CustomsValuation/></GoodsShipment>",
    ],
)
def test_what_stands_once_is_not_given_twice(twice: str) -> None:
    assert codes(whole(twice)) == ["FMT-107"]


@pytest.mark.parametrize("stray", ["loose", "<Agent>loose<ID>1</ID></Agent>", "<Agent><ID>1</ID>loose</Agent>"])
def test_text_between_elements_is_refused(stray: str) -> None:
    assert codes(whole(stray)) == ["FMT-108"]


def test_an_item_without_its_number_is_refused() -> None:
    (fault,) = faults(whole(ITEM.format("<TransactionNatureCode>1</TransactionNatureCode>")))

    assert (fault.code, fault.facts["tag"]) == ("FMT-109", "SequenceNumeric")


@pytest.mark.parametrize("number", ["ten", "1,5", "1e3", "0x10", "\u0661", "NaN", "1 0", "--1", "."])
def test_what_is_no_number_is_refused(number: str) -> None:
    assert codes(whole(f"<TotalGrossMassMeasure>{number}</TotalGrossMassMeasure>")) == ["FMT-110"]


@pytest.mark.parametrize(
    ("amount", "code"),
    [
        ("9" * 40, "FMT-022"),
        ("12345678901234.5678", "FMT-022"),
        ("0.0001", "FMT-022"),
        ("-1", "FMT-023"),
        ("9" * 100, "FMT-022"),
    ],
)
def test_an_amount_keeps_its_size(amount: str, code: str) -> None:
    (fault,) = faults(whole(f'<InvoiceAmount currencyID="EUR">{amount}</InvoiceAmount>'))

    assert (fault.code, fault.at) == (code, "42A/109 (line 1)")
    assert fault.found.startswith(amount[:70])


@pytest.mark.parametrize("amount", ["9999999999999", "1234567890123.456", "0.120", "+5", ".5", "5.", "0001", "-0"])
def test_an_amount_within_its_size_passes(amount: str) -> None:
    message = declaration.read(whole(f'<InvoiceAmount currencyID="EUR">{amount}</InvoiceAmount>'))

    assert message.declaration.invoice_amount is not None


def test_an_amount_needs_a_currency() -> None:
    assert codes(whole("<InvoiceAmount>5</InvoiceAmount>")) == ["FMT-111"]
    assert codes(whole('<InvoiceAmount currencyID="eur">5</InvoiceAmount>')) == ["FMT-014"]
    assert codes(whole('<InvoiceAmount currencyID="EURO">5</InvoiceAmount>')) == ["FMT-013"]


def test_masses_become_kilograms_exactly_or_are_refused() -> None:
    def mass(unit: str, number: str) -> str:
        content = whole(f'<TotalGrossMassMeasure unitCode="{unit}">{number}</TotalGrossMassMeasure>')
        return f"{declaration.read(content).declaration.total_gross_mass:f}"

    assert [mass("KGM", "1.5"), mass("TNE", "1.5"), mass("GRM", "1500")] == ["1.5", "1500.0", "1.500"]
    assert codes(whole('<TotalGrossMassMeasure unitCode="LBR">1</TotalGrossMassMeasure>')) == ["FMT-113"]


def test_a_mass_too_large_in_kilograms_is_refused() -> None:
    assert codes(whole('<TotalGrossMassMeasure unitCode="TNE">9999999999999999</TotalGrossMassMeasure>')) == [
        "FMT-022"
    ]


@pytest.mark.parametrize(
    ("inside", "code"),
    [
        ("<ID>" + "1" * 71 + "</ID>", "FMT-013"),
        ("<TypeCode>IMAX</TypeCode>", "FMT-013"),
        ("<BorderTransportMeans><ModeCode>x</ModeCode></BorderTransportMeans>", "FMT-014"),
        (
            "<BorderTransportMeans><RegistrationNationalityCode>G</RegistrationNationalityCode></BorderTransportMeans>",
            "FMT-014",
        ),
        ("<ID>a\u0085b</ID>", "FMT-012"),
        ("<GoodsItemQuantity>1.5</GoodsItemQuantity>", "FMT-022"),
        ("<GoodsItemQuantity>123456</GoodsItemQuantity>", "FMT-022"),
    ],
)
def test_a_value_keeps_its_form(inside: str, code: str) -> None:
    assert codes(whole(inside)) == [code]


def test_a_function_the_model_does_not_have_is_refused() -> None:
    (fault,) = faults(whole("", code="5"))

    assert (fault.code, fault.found, fault.facts["choice"]) == ("FMT-015", "5", "9, 13, 14")


def test_all_faults_are_named_at_once() -> None:
    content = whole(
        "<Nonsense/><InvoiceAmount>x</InvoiceAmount><TypeCode>TOOLONG</TypeCode><Agent><Age>3</Age></Agent>"
    )

    assert codes(content) == ["FMT-105", "FMT-110", "FMT-111", "FMT-013", "FMT-105"]


def test_no_more_than_a_hundred_faults_are_named() -> None:
    assert len(faults(whole("<Nonsense/>" * 5000))) == 100


def test_a_document_type_is_refused_whatever_it_holds() -> None:
    (fault,) = faults(b'<?xml version="1.0"?>\n<!DOCTYPE Declaration>' + whole(""))

    assert (fault.code, fault.at) == ("FMT-102", "line 2, column 1")


def test_no_entity_reaches_a_file() -> None:
    dtd = b'<!DOCTYPE d [<!ENTITY secret SYSTEM "file:///etc/passwd">]>'

    assert codes(dtd + whole("<ID>&secret;</ID>")) == ["FMT-102"]


def test_no_entity_grows() -> None:
    growth = [f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10)]
    bomb = f'<!DOCTYPE d [<!ENTITY e0 "aaaaaaaaaa">{"".join(growth)}]>'.encode()

    assert codes(bomb + whole("<ID>&e9;</ID>")) == ["FMT-102"]


@pytest.mark.parametrize("encoding", ["UTF-7", "UTF-16", "ISO-8859-1", "EUC-KR", "no-such-thing"])
def test_another_encoding_is_refused_by_name(encoding: str) -> None:
    (fault,) = faults(f'<?xml version="1.0"{" " * 999}encoding="{encoding}"?>'.encode() + whole(""))

    assert (fault.code, fault.found) == ("FMT-103", encoding)


def test_bytes_of_another_encoding_are_refused() -> None:
    assert codes(whole("").decode().encode("utf-16")) == ["FMT-103"]
    assert codes(whole("").decode().encode("utf-32")) == ["FMT-103"]
    assert codes(f'<?xml version="1.0"?>{whole("").decode()}'.encode("cp500")) == ["FMT-103"]
    assert codes(whole("<ID>Zürich</ID>").decode().encode("latin-1")) == ["FMT-101"]


@pytest.mark.parametrize("content", [b"", b"   ", b"hello", b"\x00\x01", b"{}", b"UNA:+.? '", b"\xef\xbb\xbf"])
def test_what_is_no_xml_is_refused(content: bytes) -> None:
    assert codes(content) in (["FMT-101"], ["FMT-103"])


def test_a_truncated_message_is_refused_with_its_last_place() -> None:
    (fault,) = faults(whole("\n<ID>1</ID>")[:-10])

    assert (fault.code, fault.facts["line"]) == ("FMT-101", "2")


def test_other_xml_is_refused_by_the_name_of_its_root() -> None:
    (fault,) = faults(b'<note xmlns="urn:x"/>')

    assert (fault.code, fault.found) == ("FMT-115", "{urn:x}note")


def test_metadata_without_a_declaration_is_refused() -> None:
    assert codes(f'<MetaData xmlns="{MD}"/>'.encode()) == ["FMT-109"]


def test_metadata_with_two_declarations_is_refused() -> None:
    one = whole("").decode()

    assert "FMT-107" in codes(f'<MetaData xmlns="{MD}">{one}{one}</MetaData>'.encode())


def test_a_message_of_fifty_megabytes_is_refused_unread() -> None:
    assert codes(b"<a>" + b"x" * 50_000_000 + b"</a>") == ["FMT-002"]
    assert codes(b"<" * (MOST_BYTES + 1)) == ["FMT-002"]


def test_a_million_items_are_refused() -> None:
    assert codes(whole("<GoodsShipment>" + "<i/>" * 1_000_000 + "</GoodsShipment>")) == ["FMT-104"]


def test_the_thousandth_item_is_one_too_many() -> None:
    one = "<GovernmentAgencyGoodsItem><SequenceNumeric>1</SequenceNumeric></GovernmentAgencyGoodsItem>"

    assert len(declaration.read(whole(f"<GoodsShipment>{one * 999}</GoodsShipment>")).declaration.items) == 999
    (fault,) = faults(whole(f"<GoodsShipment>{one * 3000}</GoodsShipment>"))
    assert (fault.code, fault.at) == ("FMT-003", "42A/67A/68A[1000] (line 1)")


def test_depth_is_bounded() -> None:
    assert codes(b"<a>" * 100_000 + b"</a>" * 100_000) == ["FMT-101"]


def test_comments_blanks_and_instructions_are_ignored() -> None:
    content = whole("<!-- <ID>2</ID> --><ID> A<!-- b -->B \n</ID>\n\t<?print me?>")

    assert declaration.read(content).declaration.mrn == "AB"


def test_blanks_inside_a_text_become_one() -> None:
    content = item("<Commodity><Description>Steel \n\t tubes</Description></Commodity>")

    assert declaration.read(content).declaration.items[0].description == "Steel tubes"


def test_prefixes_are_the_senders_own() -> None:
    content = f'<x:Declaration xmlns:x="{DEC}"><x:FunctionCode>9</x:FunctionCode></x:Declaration>'.encode()

    assert declaration.read(content).declaration.function_code == "9"


def test_an_empty_element_says_nothing() -> None:
    facts = declaration.read(
        whole("<ID/><Agent/><ExitOffice/><TypeCode> </TypeCode><GoodsShipment><UCR/></GoodsShipment>")
    )

    assert facts.declaration == declaration.read(whole("")).declaration


def test_an_empty_entry_of_a_list_keeps_its_place() -> None:
    content = item("<AdditionalDocument/><AdditionalDocument><ID>2</ID></AdditionalDocument>")

    documents = declaration.read(content).declaration.items[0].documents

    assert [document.id for document in documents] == [None, "2"]


def test_facts_without_a_place_in_the_model_are_not_left_out_silently() -> None:
    licence = AdditionalDocument(id="1", name="Licence", submitter=Submitter(id="X"))
    facts = Declaration(
        function_code="9",
        documents=(AdditionalDocument(id="1"), licence),
        goods_shipment=GoodsShipment(items=(GoodsItem(sequence=1, documents=(licence,)),)),
    )

    with pytest.raises(Unwritable) as refusal:
        declaration.write(Message("json", facts))

    assert refusal.value.paths == (
        "documents/2/name",
        "documents/2/submitter",
        "goods_shipment/items/1/documents/1/submitter/id",
    )
