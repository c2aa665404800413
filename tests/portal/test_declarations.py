"""The day's list, and four questions about each declaration."""

import html
import json
import re

import msgspec
import pytest
from django.test import Client

from clearway.clearance import amend, conductor, stored
from clearway.clearance.record import Submitted
from clearway.clearance.trader import fields, telling
from clearway.core.facts.declaration import Declaration
from clearway.core.facts.documents import Amendment
from clearway.formats.wco import declaration as wco
from clearway.platform.calendar import now
from clearway.platform.events import log
from clearway.platform.events.log import Told
from clearway.platform.identity.actor import Actor
from tests.conftest import BROKER, demonstration
from tests.portal.people import STRANGER, fresh, lodged, member, signed_in, words

pytestmark = pytest.mark.usefixtures("country")

#: A party of its own, so that its list holds only what a test has lodged.
QUIET = "DL0000001041"


@pytest.fixture
def owner() -> Client:
    return signed_in(member("owner"))


def test_who_has_lodged_nothing_is_told_so() -> None:
    page = words(signed_in(member("owner", "DL0000001033")).get("/"))

    assert "No declaration was lodged for you yet." in page
    assert "Nothing. Every declaration below waits for somebody else, or is done." in page


def test_the_list_has_newest_first_and_names_what_needs_the_trader(owner: Client) -> None:
    fine, refused = lodged(), lodged("6-net-above-gross")

    page = words(owner.get("/"))

    needing = page[page.index('class="needing"') : page.index("Latest declarations")]
    assert refused in needing
    assert fine not in needing
    rows = page[page.index("<tbody>") :]
    assert rows.index(refused) < rows.index(fine)


def test_the_list_is_turned_page_by_page_and_nothing_is_left_out() -> None:
    client = signed_in(member("owner", QUIET))
    numbers = {lodged(party=QUIET) for _ in range(27)}

    seen: set[str] = set()
    address: str | None = "/"
    while address:
        page = words(client.get(address))
        seen |= set(re.findall(r'<th scope="row"[^>]*><a href="/declarations/([^"]+)"', page))
        older = re.search(r'href="(/\?before=\d+)"', page)
        address = older.group(1) if older else None

    assert seen >= numbers


@pytest.mark.parametrize("before", ["-1", "x", "9" * 40, "٣", "1 OR 1=1"])
def test_a_wrong_page_of_the_list_is_its_first(owner: Client, before: str) -> None:
    assert owner.get("/", {"before": before}).status_code == 200


def test_a_declaration_is_found_by_either_of_its_numbers(owner: Client) -> None:
    reference = fresh("FIND")
    number = lodged(reference=reference)

    for asked in (number, reference, f"  {number} "):
        assert owner.get("/", {"q": asked})["Location"] == f"/declarations/{number}"


@pytest.mark.parametrize("asked", ["nothing", "<script>alert(1)</script>", "\x00", "x" * 5000, "%", "'; --"])
def test_what_is_not_found_is_said_and_never_run(owner: Client, asked: str) -> None:
    response = owner.get("/", {"q": asked})

    assert response.status_code == 200
    assert "<script" not in words(response)
    assert "Nothing of yours is known under" in words(response)


@pytest.mark.parametrize("number", ["x", "x" * 300, "%00", "26DL00000000000RXT'--", "..%2F..%2Fetc"])
def test_an_unknown_number_has_no_page(owner: Client, number: str) -> None:
    assert owner.get(f"/declarations/{number}").status_code == 404


def test_another_partys_declaration_is_as_unknown_as_one_that_never_was() -> None:
    reference = fresh("SECRET")
    number = lodged(reference=reference)
    stranger = signed_in(member("owner", STRANGER))

    theirs = stranger.get(f"/declarations/{number}")
    nobodys = stranger.get("/declarations/26DL00000000000XXX")

    assert theirs.status_code == nobodys.status_code == 404
    hidden = re.compile(r'value="[^"]*"')
    assert hidden.sub("", words(theirs)) == hidden.sub("", words(nobodys))
    assert "Nothing of yours" in words(stranger.get("/", {"q": reference}))


def test_the_file_says_where_it_stands_and_what_it_waits_for(owner: Client) -> None:
    page = words(owner.get(f"/declarations/{lodged()}"))

    assert page.count('<li class="stop stop-behind"') == 4
    assert page.count('<li class="stop stop-next" aria-current="step"') == 1
    assert "The agreement of other agencies" in page
    assert re.search(r"(Green|Blue|Yellow|Red) lane", page)


def test_a_refused_file_shows_each_finding_at_its_place(owner: Client) -> None:
    number = lodged("6-net-above-gross")
    decision = stored.decision_of(number, 1)
    assert decision is not None

    page = html.unescape(words(owner.get(f"/declarations/{number}")))

    assert "Item 1 · Net mass (kg)" in page
    assert 'class="stop stop-stopped"' in page
    for finding in decision.findings:
        facts = {**finding.facts, "found": finding.found or ""}
        for said in (finding.rule, finding.law, finding.sentence.format(**facts), finding.remedy.format(**facts)):
            assert said in page
        assert f"#{finding.at}" in page


def test_every_amount_is_shown_with_every_step(owner: Client) -> None:
    number = lodged("2-tableware-and-linen")
    decision = stored.decision_of(number, 1)
    assert decision is not None
    assert decision.assessment is not None

    page = html.unescape(words(owner.get(f"/declarations/{number}/amounts"))).replace("\u202f", "")

    for line in (*decision.assessment.lines, *decision.assessment.values):
        assert line.law in page
        for step in line.steps:
            assert step.sentence.format(**step.operands) in page
            assert step.result in page
        assert all(parameter.value in page for parameter in line.parameters)
    assert f"{decision.assessment.total.amount}\u00a0DML" in page


def test_everything_that_was_declared_is_shown_once_at_its_place(owner: Client) -> None:
    received = demonstration("2-tableware-and-linen", reference=fresh("FACTS"))
    actor = Actor(name="client:tests", party=BROKER, permissions=frozenset({"declarations:write"}))
    answer = conductor.lodge(received.submitted, by=actor)

    page = html.unescape(words(owner.get(f"/declarations/{answer.mrn}/declared")))

    places = re.findall(r'<div id="([^"]+)">', page)
    assert len(places) == len(set(places))
    assert sorted(places) == sorted(_places(received.declaration))
    assert "Porcelain tableware, decorated, in sets of six" in page
    assert "China" in page or "Japan" in page


def _places(fact: object, at: str = "") -> list[str]:
    """Every path under which a fact says something; amounts and quantities are said whole."""
    if fact in (None, ()):
        return []
    if isinstance(fact, tuple):
        return [place for n, one in enumerate(fact, start=1) for place in _places(one, f"{at}/{n}")]
    if isinstance(fact, msgspec.Struct) and type(fact).__name__ not in ("Money", "Quantity"):
        names = fact.__struct_fields__
        return [place for name in names for place in _places(getattr(fact, name), f"{at}/{name}".lstrip("/"))]
    return [at]


def test_every_field_of_the_facts_has_words() -> None:
    names = {name for schema in _schemas() for name in schema}

    assert names - set(fields.LABELS) == set()
    assert set(fields.LABELS) - names == set()


def _schemas() -> list[tuple[str, ...]]:
    kinds: dict[type, None] = {}

    def walk(kind: object) -> None:
        for inner in getattr(kind, "__args__", ()):
            walk(inner)
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct) and kind not in kinds:
            kinds[kind] = None
            for field in msgspec.structs.fields(kind):
                walk(field.type)

    walk(Declaration)
    return [kind.__struct_fields__ for kind in kinds]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("goods_shipment/items/2/net_mass", "Item 2 · Net mass (kg)"),
        ("goods_shipment/items/12/documents/3/id", "Item 12 · Document 3 · Number"),
        ("declarant/id", "Declarant · Number"),
        ("", "The whole declaration"),
    ],
)
def test_a_place_is_said_in_words(path: str, said: str) -> None:
    assert fields.place(path) == said


def test_an_amended_declaration_shows_both_versions(owner: Client) -> None:
    received = demonstration(reference=fresh("TWICE"))
    actor = Actor(name="user:somebody", party=BROKER, permissions=frozenset({"declarations:write"}))
    first = conductor.lodge(received.submitted, by=actor)
    why = Amendment(reason_code="32", pointers=wco.steps("total_gross_mass"))
    asked = {"function_code": "13", "type_code": "COR", "reference": fresh("CHANGE"), "mrn": first.mrn}
    change = msgspec.structs.replace(received.declaration, **asked, amendments=(why,))
    amend.amend(Submitted(change, "json", b"{}"), ("total_gross_mass",), number=None, by=actor)

    history = words(owner.get(f"/declarations/{first.mrn}/history"))

    assert "Amended" in history
    assert "by somebody" in history
    assert f"/declarations/{first.mrn}/declared?version=1" in history
    assert f"/declarations/{first.mrn}/declared?version=2" in history
    for version, status in (("1", 200), ("2", 200), ("3", 404), ("x", 404)):
        address = f"/declarations/{first.mrn}/declared?version={version}"
        assert owner.get(address).status_code == status, version


def test_an_event_that_traders_do_not_know_is_not_told() -> None:
    inspected = Told(1, now(), "inspections.planned.v1", "user:officer", {"reason": "informer"})

    assert telling.told([inspected]) == ()
    assert telling.told([msgspec.structs.replace(inspected, type="declarations.lodged.v1")])[0].details == (
        "by officer",
    )


def test_the_pages_say_nothing_that_only_officers_may_know(owner: Client) -> None:
    number = lodged()
    decision = stored.decision_of(number, 1)
    assert decision is not None
    assert decision.selection is not None

    pages = "".join(
        words(owner.get(f"/declarations/{number}{page}")) for page in ("", "/amounts", "/declared", "/history")
    )

    assert decision.selection.draw not in pages
    assert all(reason.rule not in pages for reason in decision.selection.reasons)
    assert log.about(f"declaration/{number}")[1].facts["record_hash"] not in pages


def test_markup_in_what_was_declared_stays_text(owner: Client) -> None:
    attack = '<img src=x onerror="alert(1)">{% x %}{{ y }}'
    facts = json.loads(demonstration(reference=fresh("XSS")).content)
    facts["goodsShipment"]["items"][0]["description"] = attack
    actor = Actor(name="client:tests", party=BROKER, permissions=frozenset({"declarations:write"}))
    declaration = msgspec.convert(facts, Declaration, strict=False)
    number = conductor.lodge(Submitted(declaration, "json", b"{}"), by=actor).mrn

    for page in ("", "/amounts", "/declared", "/history"):
        said = words(owner.get(f"/declarations/{number}{page}"))
        assert "<img src=x" not in said
    assert html.escape(attack) in words(owner.get(f"/declarations/{number}/declared"))
