"""A scenario is written, tried and published under two names, and every step is on record."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from clearway.core.watch import ScenarioRefused
from clearway.gateways.console.overseeing import building
from clearway.platform.events import log
from clearway.watch.authoring import errors
from clearway.watch.authoring import public as authoring
from clearway.watch.authoring.public import Written, comparing, queries, testing, writing
from clearway.watch.findings import public as findings
from clearway.watch.rulebook import public as rulebook
from tests.watch.authoring.written import AREA, AT, FIRST, ID, MINISTRY, SECOND, begun
from tests.watch.cases.forgotten import TODAY, District
from tests.watch.country import DEMOLAND

pytestmark = pytest.mark.django_db
REACH = frozenset({"DL0101"})


@pytest.fixture
def district() -> District:
    return District()


def draft(number: int) -> queries.Draft:
    found = queries.find(number, MINISTRY)
    assert found is not None
    return found


def to_trial(district: District, number: int) -> None:
    writing.send(number, "trial", office=MINISTRY, book=district.book, by=FIRST, at=AT)
    district.book = writing.publish(number, office=MINISTRY, by=SECOND, at=AT)
    findings.adopt(district.book, TODAY, at=AT)


def test_a_shape_and_its_fixtures_make_a_scenario_without_a_fault(district: District) -> None:
    number = begun(district.book)
    found = queries.read(draft(number), district.book)

    assert found.faults == () and found.sources == ("building_permits", "tax_assessments")
    told = testing.outcomes(found, district.book)
    assert [one.says for one in told if not one.holds] == [] and len(told) == 8
    assert testing.survivors(found, district.book) == ()


def test_a_refusal_has_its_place_its_code_and_what_would_pass(district: District) -> None:
    number = begun(district.book)
    text = "SELECT p.building AS case_key,\n  p.area / 2 AS money\nFROM building_permits p"
    writing.write(number, Written(text=text), office=MINISTRY, by=FIRST, at=AT)

    (fault,) = queries.read(draft(number), district.book).faults

    assert (fault.code, fault.part, fault.line) == ("WAT-005", "text", 2) and fault.allowed
    with pytest.raises(errors.NotReady):
        writing.send(number, "trial", office=MINISTRY, book=district.book, by=FIRST, at=AT)


def test_a_fixture_that_comes_out_otherwise_keeps_it_from_being_sent(district: District) -> None:
    number = begun(district.book)
    cases = draft(number).cases
    cases["fires"][0]["money"] = "99.00"
    writing.write(number, Written(cases=cases), office=MINISTRY, by=FIRST, at=AT)

    with pytest.raises(errors.NotReady, match="Nothing was assessed"):
        writing.send(number, "trial", office=MINISTRY, book=district.book, by=FIRST, at=AT)


def test_nobody_publishes_what_they_wrote_or_sent(district: District) -> None:
    number = begun(district.book)
    writing.write(number, Written(card={"law": "Another Act"}), office=MINISTRY, by="user:third", at=AT)
    writing.send(number, "trial", office=MINISTRY, book=district.book, by="user:fourth", at=AT)

    for name in (FIRST, "user:third", "user:fourth"):
        with pytest.raises(errors.SecondNameMissing):
            writing.publish(number, office=MINISTRY, by=name, at=AT)
    with pytest.raises(errors.StateUnfit):
        writing.write(number, Written(text="SELECT 1"), office=MINISTRY, by=FIRST, at=AT)
    with pytest.raises(errors.WritingUnknown):
        writing.publish(number, office="DL01", by=SECOND, at=AT)
    writing.publish(number, office=MINISTRY, by=SECOND, at=AT)

    assert draft(number).published_by == SECOND and rulebook.current().scenario(ID).card.status == "trial"


def test_what_a_trial_finds_is_told_to_no_official(district: District) -> None:
    number = begun(district.book)
    to_trial(district, number)
    district.forgets("B7")

    (seen,) = findings.findings(tenants=["DL0101"], states=("seen",), scenario=ID)
    assert seen.case_key == "B7" and seen.told_at is None
    assert findings.findings(tenants=["DL0101"], states=("open",), scenario=ID) == ()


def test_what_is_live_was_on_trial_and_back_tested_and_a_later_load_of_the_pack_keeps_it(district: District) -> None:
    number = begun(district.book)
    to_trial(district, number)
    district.forgets("B7")
    with pytest.raises(errors.NotReady, match="back-tested"):
        writing.send(number, "live", office=MINISTRY, book=district.book, by=FIRST, at=AT)

    testing.ask(number, (), 2, office=MINISTRY, reach=REACH, today=TODAY, by=FIRST, at=AT)
    assert authoring.perform(district.book, at=AT) and not authoring.perform(district.book, at=AT)
    (test,) = queries.tests(number)
    assert (test.state, test.days) == ("done", ["2024-12-31", "2025-12-31", TODAY.isoformat()])
    assert test.result["days"][-1]["new"] == "1" and test.result["new"][0]["case"] == "B7"

    writing.send(number, "live", office=MINISTRY, book=district.book, by=FIRST, at=AT)
    writing.publish(number, office=MINISTRY, by=SECOND, at=AT)
    district.book = rulebook.load(DEMOLAND, by="tests", at=AT)
    assert district.book.scenario(ID).card.status == "live"
    district.told()
    assert [one.case_key for one in findings.findings(tenants=["DL0101"], scenario=ID)] == ["B7"]

    told = [one.type.removeprefix("watch.scenario-") for one in log.about(f"scenario/{ID}")]
    assert told == ["begun.v1", "sent.v1", "published.v1", "tested.v1", "sent.v1", "published.v1"]


def test_a_change_of_what_is_live_is_compared_with_it_and_takes_its_place(district: District) -> None:
    district.forgets("B7")
    number = writing.change("LT-01", office=MINISTRY, book=district.book, by=FIRST, at=AT)
    text = draft(number).text.replace("p.kind <> 'repair'", "p.kind <> 'new'")
    writing.write(number, Written(text=text), office=MINISTRY, by=FIRST, at=AT)
    testing.ask(number, ("DL0101",), 0, office=MINISTRY, reach=REACH, today=TODAY, by=FIRST, at=AT)
    authoring.perform(district.book, at=AT)

    (test,) = queries.tests(number)
    (day,) = test.result["days"]
    assert (day["found"], day["was"], day["gone"], day["was_money"]) == ("0", "1", "1", "36000.00")
    assert [one["case"] for one in test.result["gone"]] == ["B7"]
    assert queries.next_states(draft(number), district.book) == ("live", "trial", "retired")


def test_a_number_that_is_taken_or_unfit_and_a_government_without_records_are_refused(district: District) -> None:
    for scenario, area in (("LT-01", AREA), ("lt-1", AREA), ("LT-96", "nowhere")):
        with pytest.raises(errors.NumberUnfit):
            writing.begin(scenario, area, office=MINISTRY, book=district.book, by=FIRST, at=AT, written=Written())
    number = begun(district.book)
    with pytest.raises(errors.GovernmentUnfit):
        testing.ask(number, ("DL0202",), 0, office=MINISTRY, reach=REACH, today=TODAY, by=FIRST, at=AT)


def test_another_text_is_compared_over_a_folder_of_records(tmp_path: Path) -> None:
    book = rulebook.read(rulebook.gather(DEMOLAND), fixtures=False)
    rows = building("B1", TODAY)
    for name in book.scenario("LT-01").sources:
        columns = [one.name for one in book.sources.table(name).columns]
        lines = [",".join(columns), *([",".join(rows[name].get(one, "") for one in columns)] if name in rows else [])]
        (tmp_path / f"{name}.csv").write_text("\n".join(lines) + "\n")
    text = book.scenario("LT-01").query.text.replace("p.kind <> 'repair'", "p.kind <> 'new'")

    past, now = comparing.in_folder(tmp_path, DEMOLAND, "LT-01", text, [date(2020, 12, 31), TODAY])
    assert (past.found, past.was) == (0, 0)
    assert (now.found, now.was, len(now.gone), now.was_money) == (0, 1, 1, Decimal("36000.00"))
    with pytest.raises(ScenarioRefused):
        list(comparing.in_folder(tmp_path, DEMOLAND, "LT-99", text, [TODAY]))
