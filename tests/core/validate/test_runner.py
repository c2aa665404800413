"""How rules are asked: which ones, of what, and how their answers become findings."""

from datetime import date
from decimal import Decimal

import msgspec
import pytest

from clearway.core.facts.declaration import Declaration
from clearway.core.facts.documents import AdditionalDocument
from clearway.core.facts.goods import GoodsItem
from clearway.core.kernel.period import Period
from clearway.core.law.lawbook import Law, Lawbook, RuleInForce
from clearway.core.law.parameter import Parameter, ParameterValue
from clearway.core.validate import Breach, rule, runner, unmet, validate
from clearway.core.validate.background import Background
from clearway.core.validate.parts import LISTED, PLACED, AnyParty
from clearway.core.validate.rule import Subject, Unfit
from clearway.core.validate.treatment import Treatment
from tests.core import build

SINCE = Period(date(2020, 1, 1))


def _book(book: Lawbook, *rules: RuleInForce, **parameters: Parameter) -> Lawbook:
    mark = repr((rules, sorted(parameters)))
    return msgspec.structs.replace(book, hash=mark, rules=rules, parameters=book.parameters | parameters)


def _in_force(code: str, period: Period = SINCE, **more: object) -> RuleInForce:
    return msgspec.convert(
        {"code": code, "period": period, "law": "Act, s. 1", "severity": "reject"} | more, RuleInForce
    )


def test_a_finding_carries_the_words_of_the_rule_and_the_law_that_put_it_in_force(book: Lawbook) -> None:
    law = _book(book, _in_force("GDS-014", national="N-1", severity="warn")).on(build.DAY)

    [finding] = validate(build.declaration(build.item(net_mass=121)), law, build.circumstances())

    assert finding.sentence == "Net mass must not exceed gross mass."
    assert (finding.at, finding.found) == ("goods_shipment/items/1/net_mass", "121")
    assert (finding.severity, finding.law, finding.national) == ("warn", "Act, s. 1", "N-1")
    assert finding.remedy.format(**finding.facts) == "Give 120 kg or less."


def test_a_rule_speaks_from_its_first_day_to_its_last(book: Lawbook) -> None:
    period = Period(date(2026, 1, 1), date(2026, 12, 31))
    dated = _book(book, _in_force("GDS-014", period))
    heavy = build.declaration(build.item(net_mass=121))

    def count(day: date) -> int:
        return len(validate(heavy, dated.on(day), build.circumstances()))

    assert [count(date(2025, 12, 31)), count(date(2026, 1, 1)), count(date(2026, 12, 31))] == [0, 1, 1]
    assert count(date(2027, 1, 1)) == 0


def test_a_rule_for_exports_is_not_asked_of_an_import(book: Lawbook) -> None:
    law = _book(book, _in_force("OFF-007", applies_to=["export"])).on(build.DAY)

    assert validate(build.declaration(), law, build.circumstances()) == ()
    assert len(validate(build.export(exit_office=None), law, build.circumstances())) == 1


def test_findings_stand_in_the_order_of_the_document(book: Lawbook) -> None:
    law = book.on(build.DAY)
    first = build.item(net_mass=121, description=None)
    second = build.item(sequence=2, gross_mass=0, net_mass=0)
    wrong = build.declaration(first, second, reference=None, item_count=7)

    places = [finding.at for finding in validate(wrong, law, build.circumstances())]

    items = [place for place in places if place.startswith("goods_shipment/items/")]
    assert places.index("reference") < places.index("item_count") < places.index(items[0])
    assert items == sorted(items, key=lambda place: place.split("/")[2])
    assert items.index("goods_shipment/items/1/description") < items.index("goods_shipment/items/1/net_mass")


def test_a_number_that_is_none_silences_every_other_rule(book: Lawbook) -> None:
    odd = build.declaration(build.item(net_mass=Decimal("NaN"), description=None))

    assert {one.rule for one in validate(odd, book.on(build.DAY), build.circumstances())} == {"NUM-001"}


def test_a_rule_the_core_does_not_know_is_told_when_the_pack_is_checked(book: Lawbook) -> None:
    assert unmet(_book(book, _in_force("XXX-001"))) == ("XXX-001 is in force, but no such rule is known",)
    assert unmet(book) == ()


def test_a_number_of_law_reaches_the_rule_and_is_missed_where_the_law_has_none(
    book: Lawbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    @rule("TST-001")
    def few_items(declaration: Declaration, *, limit: Decimal) -> Breach | None:
        """A declaration has few items."""
        return Breach(at="item_count", facts={"limit": str(limit)}) if len(declaration.items) > limit else None

    monkeypatch.setitem(runner.RULES, "TST-001", few_items)
    limit = Parameter("limit", "Items", "items", (ParameterValue(date(2020, 1, 1), Decimal(0), "Act, s. 2"),))
    law = _book(book, _in_force("TST-001", parameters={"limit": "most_items"}), most_items=limit).on(build.DAY)

    [finding] = validate(build.declaration(), law, build.circumstances())

    assert finding.facts == {"limit": "0"}
    assert unmet(_book(book, _in_force("TST-001"))) == ("TST-001 needs a number called limit",)


def test_a_function_without_a_sentence_or_a_subject_is_no_rule() -> None:
    def silent(item: GoodsItem) -> None:
        return None

    def lost(law: Law) -> None:
        """The law is good."""

    def too_curious(party: AnyParty, treatment: Treatment) -> None:
        """A party has a treatment."""

    with pytest.raises(Unfit):
        rule("TST-002")(silent)
    with pytest.raises(Unfit):
        rule("TST-003")(lost)
    with pytest.raises(Unfit):
        rule("TST-004")(too_curious)


def test_what_a_rule_says_of_a_missing_parent_stands_at_the_parent(book: Lawbook) -> None:
    law = _book(book, _in_force("HDR-013")).on(build.DAY)
    bare = build.declaration(goods_shipment=build.shipment(consignment=None))

    assert [one.at for one in validate(bare, law, build.circumstances())] == ["goods_shipment/consignment"]


def test_a_rule_of_a_part_is_asked_for_each_and_speaks_of_the_part_itself(
    book: Lawbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    @rule("TST-005")
    def document_is_an_invoice(document: AdditionalDocument, law: Law, treatment: Treatment) -> Breach | None:
        """A document is an invoice."""
        return None if document.code == "N935" else Breach(found=f"{treatment.commodity} {law.day.year}")

    monkeypatch.setitem(runner.RULES, "TST-005", document_is_an_invoice)
    law = _book(book, _in_force("TST-005")).on(build.DAY)
    many = build.item(documents=(build.document(), build.document(type_code="380"), build.document(type_code="325")))

    findings = validate(build.declaration(build.item(), many), law, build.circumstances())

    places = [f"goods_shipment/items/2/documents/{n}" for n in (2, 3)]
    assert [(one.at, one.found) for one in findings] == [(place, "69111090 2026") for place in places]
    assert validate(build.declaration(build.item(documents=())), law, build.circumstances()) == ()


@pytest.mark.parametrize("part", [*PLACED, *LISTED])
def test_every_kind_of_part_is_found_wherever_it_stands(part: Subject, book: Lawbook) -> None:
    spoken_of = {one.subject for one in runner.RULES.values()}

    background = Background(build.declaration(), book.on(build.DAY), build.circumstances())

    assert part in spoken_of
    if part in PLACED:
        for at, here in getattr(background, PLACED[part]):
            assert _at(background.declaration, at) == here


def _at(here: object, path: str) -> object:
    for step in path.split("/"):
        here = here[int(step) - 1] if isinstance(here, tuple) else getattr(here, step)
    return here
