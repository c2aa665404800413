"""The day's list, and four questions about each declaration."""

import csv
import html
import io
import json
import re

import msgspec
import pytest
from django.test import Client

from clearway.clearance import amend, conductor, stored
from clearway.clearance.record import Submitted
from clearway.clearance.showing import figures, places
from clearway.clearance.trader import telling
from clearway.core.facts.declaration import Declaration
from clearway.core.facts.documents import Amendment
from clearway.formats.wco import declaration as wco
from clearway.platform.calendar import now
from clearway.platform.events import log
from clearway.platform.events.log import Told
from clearway.platform.identity.actor import Actor
from clearway.stations.drafts import public as drafts
from clearway.stations.drafts.public import Beginning
from clearway.stations.payments import public as payments
from tests.conftest import BROKER, TRADER, demonstration
from tests.portal.people import STRANGER, fresh, lodged, member, outsider, signed_in, words

pytestmark = pytest.mark.usefixtures("country")

#: A party of its own, so that its list holds only what a test has lodged.
QUIET = "DL0000001041"


@pytest.fixture
def owner() -> Client:
    return signed_in(member("owner"))


def test_who_has_lodged_nothing_is_told_so() -> None:
    page = words(signed_in(member("owner", "DL0000001033")).get("/"))

    assert "No declaration was lodged for you yet." in page
    assert "Nothing yet." in page
    for address in ("/declare", "/lodge", "/tariff", "/party/mandates", "/party/members", "/account/reached"):
        assert f'href="{address}"' in page, address


def test_who_may_only_read_is_not_told_to_lodge() -> None:
    page = words(signed_in(member("reader", "DL0000001033")).get("/"))

    assert "What is lodged for your party will stand here." in page
    assert 'href="/declare"' not in page


def test_who_belongs_to_nobody_starts_where_it_is_said_how_to_come_in() -> None:
    client = signed_in(outsider())

    assert client.get("/")["Location"] == "/account"
    assert "can invite you" in words(client.get("/account"))


def test_the_day_names_what_needs_the_trader_and_the_list_has_newest_first() -> None:
    owner = signed_in(member("owner", QUIET))
    fine, refused = lodged(party=QUIET), lodged("6-net-above-gross", party=QUIET)

    page = words(owner.get("/"))

    assert refused in page[page.index("Correct what was refused") : page.index("</section>")]
    rows = page[page.index("<tbody>") :]
    assert rows.index(refused) < rows.index(fine)


def test_what_was_refused_and_is_lodged_again_needs_nobody() -> None:
    client, refused = signed_in(member("owner", TRADER)), lodged("6-net-above-gross", party=TRADER)
    new = Beginning(party=TRADER, author="tests", regime="import", title="", answers={}, source=refused)

    def is_named() -> bool:
        page = words(client.get("/"))
        start = page.find("Correct what was refused")
        return start > 0 and refused in page[start : page.index("</section>", start)]

    assert is_named()
    drafts.lodged(drafts.begin(new, at=now()), mrn=lodged(party=TRADER))
    assert not is_named()


@pytest.mark.parametrize("sort", ["", "oldest"])
def test_the_list_is_turned_page_by_page_and_nothing_is_left_out(sort: str) -> None:
    client = signed_in(member("owner", QUIET))
    numbers = {lodged(party=QUIET) for _ in range(27)}

    seen: list[str] = []
    address: str | None = f"/declarations?sort={sort}"
    while address:
        page = words(client.get(address))
        seen += re.findall(r'<th scope="row"[^>]*><a href="/declarations/([^"]+)"', page)
        further = re.search(r'href="(/declarations\?[^"]*behind=[^"]+)"', page)
        address = html.unescape(further.group(1)) if further else None

    assert set(seen) >= numbers
    assert len(seen) == len(set(seen))
    assert seen == sorted(seen, reverse=not sort)


@pytest.mark.parametrize("behind", ["-1", "x", "9" * 40, "2026-01-01/٣", "2026-13-01/1", "1 OR 1=1"])
def test_a_wrong_page_of_the_list_is_its_first(owner: Client, behind: str) -> None:
    assert owner.get("/declarations", {"behind": behind}).status_code == 200


def test_a_list_is_sifted_by_where_and_when_files_stand() -> None:
    client = signed_in(member("owner", TRADER))
    paying, refused = lodged(party=TRADER), lodged("6-net-above-gross", party=TRADER)
    both = {paying, refused}

    def found(**asked: str) -> set[str]:
        page = words(client.get("/declarations", asked))
        return both & set(re.findall(r'<th scope="row"[^>]*><a href="/declarations/([^"]+)"', page))

    assert found() == both
    assert found(state="refused") == {refused}
    assert found(q=refused) == {refused}
    assert found(waits="anybody") == {paying}
    assert found(since="2020-01-01", office="DL000101", regime="import") == both
    assert found(until="2020-01-01") == set()
    assert found(state="nonsense") == both
    assert found(q="nothing") == set()


def test_the_list_is_taken_out_as_a_table_that_no_program_works_out() -> None:
    party = "DL0000001148"
    client = signed_in(member("owner", party))
    number = lodged(party=party, reference="=1+1")
    other = lodged("6-net-above-gross", party=party, reference="@SUM(A1),B")

    answer = client.get("/declarations.csv")
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))  # type: ignore[attr-defined] # a response that streams.

    assert rows[0][:2] == ["Movement reference number", "Reference"]
    assert {row[0]: row[1] for row in rows[1:]} == {number: "'=1+1", other: "'@SUM(A1),B"}


def test_a_declaration_is_found_by_either_of_its_numbers(owner: Client) -> None:
    reference = fresh("FIND")
    number = lodged(reference=reference)

    for asked in (number, reference, f"  {number} "):
        assert owner.get("/", {"q": asked})["Location"] == f"/declarations/{number}"


@pytest.mark.parametrize("asked", ["nothing", "<script>alert(1)</script>", "\x00", "x" * 5000, "%", "'; --"])
def test_what_is_not_found_is_said_and_never_run(owner: Client, asked: str) -> None:
    response = owner.get("/", {"q": asked})

    assert response.status_code == 200
    assert "<script>" not in words(response)
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

    assert page.count('class="at-behind"') == 2 * 4
    assert page.count('class="at-skipped"') == 2
    assert page.count('class="at-next"') == 2
    assert 'role="img" aria-label="Behind: Lodged, Free of errors, Amount worked out, Checked by the rules. ' in page
    assert "Waited for: Paid (waits for your payment). Not needed: Permits agreed." in page
    assert "What comes next:" in page
    assert 'value="http://testserver/track?number=' in page
    assert "Waits for" in page
    assert re.search(r"(Green|Blue|Yellow|Red) lane", page)


def test_a_refused_file_shows_each_finding_at_its_place(owner: Client) -> None:
    number = lodged("6-net-above-gross")
    decision = stored.decision_of(number, 1)
    assert decision is not None

    page = html.unescape(words(owner.get(f"/declarations/{number}")))

    assert "Item 1 · Net mass (kg)" in page
    assert 'class="at-stopped"' in page
    assert "You: correct it and lodge it again" in page
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
            assert step.sentence.format(**step.operands).rstrip(".") in page
            assert step.result in page
        assert all(figures.grouped(parameter.value) in page for parameter in line.parameters)
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

    assert names - set(places.LABELS) == set()
    assert set(places.LABELS) - names == set()


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
    assert places.place(path) == said


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


def test_how_to_pay_says_to_whom_on_which_account_how_much_and_until_when(owner: Client) -> None:
    number = lodged("1-tableware")
    page = html.unescape(words(owner.get(f"/declarations/{number}/amounts")))
    standing = payments.standing(number)
    assert standing is not None
    left = figures.money(standing.left.amount, standing.left.currency)

    paying = page.partition("How to pay")[2].partition("</section>")[0]

    assert "Treasury of Demoland, Customs receipts" in paying
    assert "DL45 0001 0000 0000 0720 24" in paying
    assert left in paying
    assert f"{standing.due_day}" in paying
    file = html.unescape(words(owner.get(f"/declarations/{number}")))
    assert left in file
    assert f"at the latest on {standing.due_day}" in file
    home = html.unescape(words(owner.get("/")))
    assert left in home
    assert f"by {standing.due_day}" in home


def test_who_lodged_and_who_owes_are_both_shown_what_is_to_be_paid_and_what_was_lodged() -> None:
    number = lodged("1-tableware")
    standing = payments.standing(number)
    assert standing is not None

    for party in {BROKER, standing.payer}:
        page = words(signed_in(member("owner", party)).get("/"))
        assert page.partition("<h2>Pay ")[2].partition("</section>")[0].count(number) == 2, party
        assert page.partition("<h2>Latest declarations</h2>")[2].count(number) == 2, party


def test_questions_and_decisions_keep_the_tabs_and_the_heading_of_the_file(owner: Client) -> None:
    number = lodged()
    for tab in ("questions", "notices"):
        page = words(owner.get(f"/declarations/{number}/{tab}"))
        assert f'<h1><span class="mrn">{number}</span></h1>' in page
        assert f'href="/declarations/{number}/{tab}" aria-current="page"' in page
