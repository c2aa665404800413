"""A pack says who holds what, and by which articles it is shared."""

from decimal import Decimal
from pathlib import Path

import pytest

from clearway.core.law.information import Catalogue
from clearway.registers.lawbook.packs import check, compile_pack
from tests.registers.lawbook import build_pack
from tests.registers.lawbook.build_pack import DEMOLAND, TITLES

FILES = {
    "sharing/holders.csv": (
        f"code,system,since,until,law,{TITLES}\nML800101,rest,2020-01-01,,Act 6,People,Personnes\n"
    ),
    "sharing/articles.csv": f"code,since,until,law,{TITLES}\nCR-12,2020-01-01,,Act 7,Loans,Prêts\n",
    "sharing/elements.csv": (
        f"name,type,sensitivity,{TITLES}\nperson,text,personal,Number,Numéro\nborn,date,personal,Born,Né\n"
        "debt,amount,special,Debt,Dette\n"
    ),
    "sharing/predicates.csv": (
        f"name,field,comparison,bound,until,bands,sensitivity,{TITLES}\n"
        "is_of_age,born,years-at-least,18,,,plain,Of age,Majeur\n"
        "debt_band,debt,band,,,0 1000,personal,Debt within,Dette entre\n"
    ),
    "sharing/kinds.csv": (
        f"code,holder,about,key,since,until,law,fresh_within,price,fields,predicates,{TITLES}\n"
        "RES-001,ML800101,person,person,2020-01-01,,Act 6,24,1.50,person born debt,is_of_age debt_band,"
        "Residence,Domicile\n"
    ),
}


def test_a_pack_may_share_nothing(tmp_path: Path) -> None:
    assert compile_pack(build_pack.pack(tmp_path)).sharing == Catalogue()


def test_a_kind_has_the_elements_and_answers_that_it_lists(tmp_path: Path) -> None:
    catalogue = compile_pack(build_pack.pack(tmp_path, FILES)).sharing

    kind = catalogue.kinds["RES-001"]
    assert (list(kind.fields), list(kind.predicates)) == (["person", "born", "debt"], ["is_of_age", "debt_band"])
    assert (kind.price, kind.predicates["debt_band"].bands) == (Decimal("1.50"), (Decimal(0), Decimal(1000)))
    assert catalogue.holders[kind.holder].system == "rest"
    assert catalogue.articles["CR-12"].titles["fr"] == "Prêts"


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        ("holders", "rest", "fax", "LAW-008"),
        ("holders", ",Act 6", ",", "LAW-011"),
        ("articles", "CR-12", "twelve", "LAW-007"),
        ("elements", "special", "secret", "LAW-008"),
        ("elements", "debt,amount", "born,amount", "LAW-012"),
        ("predicates", "is_of_age,born", "is_of_age,dead", "LAW-013"),
        ("predicates", "debt,band,,,0 1000", "debt,band,,,1000 0", "LAW-007"),
        ("predicates", "debt,band,,,0 1000", "debt,band,,,", "LAW-006"),
        ("predicates", "born,years", "debt,years", "LAW-008"),
        ("kinds", "ML800101", "ML800109", "LAW-013"),
        ("kinds", "person born debt", "person debt", "LAW-013"),
        ("kinds", "person born debt", "person born debt shoes", "LAW-013"),
        ("kinds", "debt_band,", "shoe_band,", "LAW-013"),
        ("kinds", "Residence,Domicile", "Residence,", "LAW-009"),
    ],
)  # fmt: skip
def test_what_cannot_be_shared_is_a_fault_with_its_place(
    tmp_path: Path, file: str, old: str, new: str, code: str
) -> None:
    path = f"sharing/{file}.csv"
    assert old in FILES[path]

    faults = check(build_pack.pack(tmp_path, {**FILES, path: FILES[path].replace(old, new)}))

    assert (path, code) in [(fault.file, fault.code) for fault in faults]


#: What may harm somebody: health, debts, income, family, convictions, help that they get.
HARMFUL = (
    "tax_debt", "customs_debt", "local_tax_debt", "contribution_debt", "bill_debt", "debt", "income", "wage", "rent",
    "profit", "mortgage", "lien", "property_value", "benefit", "monthly", "disability", "vaccinations",
    "checked_up_on", "mother", "father", "spouse", "children", "convictions", "case_number", "outcome", "fine",
    "penalty_points", "service_status", "bankrupt_since", "marks",
)  # fmt: skip


@pytest.fixture(scope="module")
def demoland() -> Catalogue:
    """What the demonstration shares."""
    return compile_pack(DEMOLAND).sharing


def test_the_demonstration_shares_a_whole_administration(demoland: Catalogue) -> None:
    answering = [kind for kind in demoland.kinds.values() if kind.predicates]

    assert len(demoland.kinds) >= 160
    assert len({kind.holder for kind in demoland.kinds.values()}) >= 34
    assert len(answering) >= 30
    assert len(demoland.articles) >= 25
    assert {one.system for one in demoland.holders.values()} == {"rest", "sql", "file"}
    assert {kind.about for kind in demoland.kinds.values()} == {"person", "business", "parcel", "vehicle"}


def test_every_holder_of_the_demonstration_holds_something_and_every_word_is_used(demoland: Catalogue) -> None:
    assert {kind.holder for kind in demoland.kinds.values()} == set(demoland.holders)
    for kind in demoland.kinds.values():
        assert next(iter(kind.fields)) == kind.key == kind.about, kind.code
        assert len(kind.fields) > 1, kind.code
        assert kind.fresh_within > 0, kind.code
    words = (DEMOLAND / "sharing" / "elements.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert {word.split(",")[0] for word in words} == {
        name for kind in demoland.kinds.values() for name in kind.fields
    }


def test_what_may_harm_somebody_is_marked_and_no_answer_gives_it_away(demoland: Catalogue) -> None:
    fields = {name: field for kind in demoland.kinds.values() for name, field in kind.fields.items()}
    assert [name for name in HARMFUL if fields[name].sensitivity != "special"] == []
    for kind in demoland.kinds.values():
        for name, predicate in kind.predicates.items():
            judged = kind.fields[predicate.field].sensitivity
            # A bound that the asker moves, question by question, ends at the value itself.
            moved = predicate.comparison in ("at-least", "at-most", "equals", "band") and not predicate.bound
            if judged == "special" and moved:
                assert predicate.sensitivity != "plain", f"{kind.code} {name}"


def test_titles_are_words_of_their_language_and_no_two_kinds_share_one(demoland: Catalogue) -> None:
    for language in ("en", "ko", "vi", "es", "fr"):
        titles = [kind.titles[language] for kind in demoland.kinds.values()]
        assert len(titles) == len(set(titles)), sorted({one for one in titles if titles.count(one) > 1})
    for kind in demoland.kinds.values():
        assert any("\uac00" <= letter <= "\ud7a3" for letter in kind.titles["ko"]), kind.code


def test_kinds_of_case_are_named_by_the_pack(tmp_path: Path) -> None:
    cases = {"sharing/cases.csv": f"code,{TITLES}\nloan,Loan,Prêt\n"}
    assert compile_pack(build_pack.pack(tmp_path, {**FILES, **cases})).sharing.cases == {
        "loan": {"en": "Loan", "fr": "Prêt"}
    }
