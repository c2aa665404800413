"""The office's pages: who sees which, what they say and keep to themselves, and what they cost."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from clearway.clearance.giving_out import assign_waiting
from clearway.clearance.officer import words as words_of
from clearway.clearance.officer import work
from clearway.clearance.officer.columns import LABELS, looked_at
from clearway.clearance.officer.urls import PAGES
from clearway.core.target import columns
from clearway.platform.calendar import now
from clearway.platform.identity.permissions import ROLES
from clearway.stations.controls import public as controls
from clearway.stations.declarations.public import DeclarationFile
from tests.clearance.officer.desk import (
    OFFICE,
    OTHER_OFFICE,
    PNG,
    actor,
    alone,
    case,
    control,
    do,
    person,
    quiet_office,
    red,
    stands,
    trader,
    yellow,
)
from tests.conftest import BROKER
from tests.portal import people
from tests.portal.people import STRANGER, member, outsider, signed_in, words

pytestmark = pytest.mark.usefixtures("quiet_office")
__all__ = ["quiet_office"]

PEOPLE = ("anonymous", "outsider", "owner", "officer", "supervisor", "officer of another office")
#: A page weighs at most so much, and asks the store at most so often.
MOST_BYTES, MOST_STATEMENTS = 150 * 1024, 12


def _person(kind: str) -> str | None:
    if kind == "anonymous":
        return None
    if kind == "outsider":
        return outsider()
    if kind == "owner":
        return member("owner", BROKER)
    return person("officer", OTHER_OFFICE) if "another" in kind else person(kind)


def _worked_on() -> tuple[DeclarationFile, str]:
    """A file with something of everything, and whose it is."""
    file = red()
    name = alone()
    assign_waiting(at=now())
    by = actor(name)
    do(file, controls.PlaceHold("A secret tip"), by=by)
    do(file, controls.Ask("Which invoice?"), by=by)
    do(file, controls.OrderInspection(control(file), "All", "Berth 4", now(), 3), by=by)
    done = controls.RecordInspection(case(file).inspections[0].id, "not conform", "Half is missing", 3, (PNG,))
    do(file, done, by=by)
    do(file, controls.Detain("D04", "Told to the trader"), by=by)
    do(file, controls.LodgeAppeal(case(file).notices[0].id, "It is all there"), by=trader())
    return file, name


def _address(name: str, file: DeclarationFile, picture: int = 0) -> str:
    if name in ("worklist", "office-overview"):
        return reverse(name)
    return reverse(name, args=[file.mrn, picture] if name == "office-photograph" else [file.mrn])


@pytest.mark.parametrize("kind", PEOPLE)
def test_every_page_is_shown_to_its_own_office_and_role_alone(kind: str) -> None:
    file, _ = _worked_on()
    picture = case(file).inspections[0].photographs[0]
    client = signed_in(_person(kind))
    role = kind if kind in ROLES else "officer"

    for page in PAGES:
        answer = client.get(_address(page.name, file, picture)).status_code
        if kind == "anonymous":
            expected = 302
        elif kind in ("outsider", "owner") or page.permission not in ROLES[role].permissions:
            expected = 403
        else:
            is_of_a_file = "<" in page.path
            expected = 404 if is_of_a_file and "another" in kind else 200
        assert answer == expected, page.name


def test_officers_show_a_second_factor() -> None:
    name = person()

    answer = signed_in(name, second_factor=False).get("/office")

    assert answer.status_code == 302


def test_every_page_names_its_audience_and_permission() -> None:
    for page in PAGES:
        assert (page.audience, page.permission is None) == ("officer", False)


@pytest.mark.parametrize("kind", ["officer of another office", "owner"])
def test_nobody_else_acts_on_a_file(kind: str) -> None:
    file = yellow()
    client = signed_in(_person(kind))

    for page in PAGES:
        if "POST" in page.methods:
            sent = client.post(_address(page.name, file), {"reason": "x", "question": "x", "of": control(file)})
            assert sent.status_code in (403, 404), page.name
    assert stands(file.mrn).waits_for == "control"
    assert case(file).questions == case(file).holds == ()


def test_the_file_says_to_officers_what_it_keeps_from_traders() -> None:
    file = yellow()
    name = alone()
    assign_waiting(at=now())

    office = words(signed_in(name).get(f"/office/files/{file.mrn}"))
    trader_page = words(signed_in(member("owner", BROKER)).get(f"/declarations/{file.mrn}"))

    assert "T-CLA-01" in office
    assert "T-CLA-01" not in trader_page


def test_a_trader_reads_questions_and_notices_and_no_more() -> None:
    file, name = _worked_on()
    client = signed_in(member("owner", BROKER))

    asked = words(client.get(f"/declarations/{file.mrn}/questions"))
    notices = words(client.get(f"/declarations/{file.mrn}/notices"))

    assert "Which invoice?" in asked
    assert "Told to the trader" in notices
    assert "Customs Act 2018, s. 71(1)(d)" in notices
    for page in (asked, notices):
        assert name not in page
        assert "secret" not in page
        assert "Half is missing" not in page


def test_a_file_invites_to_appeal_only_against_what_stands() -> None:
    file = red()
    name = alone()
    assign_waiting(at=now())
    do(file, controls.Refuse("R03", "Other goods"), by=actor(name))
    do(file, controls.LodgeAppeal(case(file).notices[0].id, "They are the same"), by=trader())
    client = signed_in(member("owner", BROKER))
    assert "and your appeal" in words(client.get(f"/declarations/{file.mrn}"))

    judge = person()
    assign_waiting(at=now())
    do(file, controls.DecideAppeal(case(file).appeals[0].id, "upheld", "They are"), by=actor(judge))

    after = words(client.get(f"/declarations/{file.mrn}"))
    assert "why it no longer stands" in after
    assert "your appeal" not in after


def test_another_partys_questions_and_notices_are_unknown() -> None:
    file, _ = _worked_on()
    client = signed_in(member("owner", STRANGER))

    for part in ("questions", "notices"):
        assert client.get(f"/declarations/{file.mrn}/{part}").status_code == 404
    answered = client.post(f"/declarations/{file.mrn}/questions/answer", {"question": 1, "answer": "x"})
    assert answered.status_code == 404


def test_a_reader_of_the_party_does_not_answer() -> None:
    file, _ = _worked_on()
    client = signed_in(member("reader", BROKER))

    assert client.get(f"/declarations/{file.mrn}/questions").status_code == 200
    for part in ("questions/answer", "notices/appeal"):
        assert client.post(f"/declarations/{file.mrn}/{part}", {"question": 1, "answer": "x"}).status_code == 403


def test_an_answer_without_words_is_told_so_and_keeps_the_page() -> None:
    file, _ = _worked_on()
    client = signed_in(member("owner", BROKER))
    question = case(file).questions[0].id

    sent = client.post(f"/declarations/{file.mrn}/questions/answer", {"question": question, "answer": " "})

    assert sent.status_code == 422
    assert "The answer is missing" in words(sent)


def test_a_photograph_is_a_picture_and_nothing_else() -> None:
    file, name = _worked_on()
    [picture] = case(file).inspections[0].photographs

    sent = signed_in(name).get(f"/office/files/{file.mrn}/photographs/{picture}")

    assert (sent.content, sent["Content-Type"]) == (PNG, "image/png")
    assert sent["X-Content-Type-Options"] == "nosniff"
    assert sent["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "no-store" in sent["Cache-Control"]


@pytest.mark.parametrize("picture", ["0", "999999999", "x", "9" * 30])
def test_a_photograph_of_another_file_is_unknown(picture: str) -> None:
    file, name = _worked_on()
    other = yellow()
    [own] = case(file).inspections[0].photographs
    client = signed_in(name)

    assert client.get(f"/office/files/{file.mrn}/photographs/{picture}").status_code == 404
    assert client.get(f"/office/files/{other.mrn}/photographs/{own}").status_code == 404


def test_what_is_sent_as_a_picture_and_is_none_is_told_so() -> None:
    file = red()
    name = alone()
    assign_waiting(at=now())
    do(file, controls.OrderInspection(control(file), "All", "Berth 4", now(), 3), by=actor(name))
    said = {"result": "conform", "found": "As declared", "packages_opened": 1, "of": case(file).inspections[0].id}
    script = SimpleUploadedFile("goods.png", b"<script>alert(1)</script>", content_type="image/png")

    sent = signed_in(name).post(f"/office/files/{file.mrn}/record", {**said, "photographs": script})

    assert sent.status_code == 422
    assert "it is neither PNG nor JPEG" in words(sent)
    assert stands(file.mrn).waits_for == "control"


def test_who_comes_second_is_told_and_sent_to_the_file() -> None:
    file = yellow()
    name = alone()
    assign_waiting(at=now())
    number = control(file)
    client = signed_in(name)
    result = {"result": "not conform", "found": "No invoice", "of": number}

    first = client.post(f"/office/files/{file.mrn}/check", result)
    second = client.post(f"/office/files/{file.mrn}/check", result)

    assert (first.status_code, second.status_code) == (302, 409)
    assert f"This was already done by {name}" in words(second)


@pytest.mark.parametrize("of", ["", "x", "-1", "9" * 40, "0", "1e3"])
def test_an_act_about_nothing_is_no_failure(of: str) -> None:
    file = yellow()
    name = alone()
    assign_waiting(at=now())

    sent = signed_in(name).post(f"/office/files/{file.mrn}/check", {"result": "conform", "of": of})

    assert sent.status_code in (404, 422)


def test_a_form_that_is_incomplete_says_what_is_missing() -> None:
    file = red()
    name = alone()
    assign_waiting(at=now())

    sent = signed_in(name).post(f"/office/files/{file.mrn}/inspect", {"packages": "-3", "of": control(file)})

    assert sent.status_code == 400
    assert 'href="#id_place"' in words(sent)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_costs_little(page: object) -> None:
    file, _ = _worked_on()
    name = person("supervisor")
    picture = case(file).inspections[0].photographs[0]
    client = signed_in(name)
    address = _address(page.name, file, picture)  # type: ignore[attr-defined] # a page
    client.get(address)

    with CaptureQueriesContext(connection) as seen:
        answer = client.get(address)

    assert answer.status_code == 200
    assert len(answer.content) <= MOST_BYTES
    assert len(seen) <= MOST_STATEMENTS, "\n".join(query["sql"][:160] for query in seen)


def test_the_most_urgent_comes_first() -> None:
    files = [yellow() for _ in range(3)]
    name = alone()
    assign_waiting(at=now())
    do(files[0], controls.Ask("Which invoice?"), by=actor(name))

    open_work = [one for one in work.open_work(OFFICE, at=now()) if one.declaration in {file.id for file in files}]

    assert [one.mrn for one in open_work] == [files[1].mrn, files[2].mrn, files[0].mrn]
    assert words_of.clock_says(open_work[0].clock) == "4 office hours left"
    assert words_of.clock_says(open_work[2].clock) == "stands still: the trader has been asked"


def test_a_page_of_the_worklist_that_is_no_page_is_the_first_or_the_last() -> None:
    client = signed_in(alone())

    for page in ("x", "-1", "999999", ""):
        assert client.get(f"/office?whose=office&page={page}").status_code == 200


@pytest.mark.parametrize("asked", ["x" * 300, "\x00", "%00", "26DL"])
def test_a_number_nobody_knows_is_told_so(asked: str) -> None:
    client = signed_in(alone())

    assert client.get("/office", {"q": asked}).status_code == 200
    assert client.get("/office/files/" + "x" * 300).status_code == 404


def test_a_file_is_found_by_its_number_in_its_own_office_alone() -> None:
    file = yellow()

    found = signed_in(person()).get("/office", {"q": file.mrn})
    elsewhere = signed_in(person("officer", OTHER_OFFICE)).get("/office", {"q": file.mrn})

    assert found["Location"] == f"/office/files/{file.mrn}"
    assert elsewhere.status_code == 200


def test_the_head_of_an_officers_page_names_the_office() -> None:
    page = words(signed_in(people.officer()).get("/office"))

    head = page.partition("</header>")[0]
    assert '· Port Haven, container terminal <span class="house-number">DL000101</span>' in head


def test_what_a_rule_looked_at_is_told_in_words() -> None:
    assert sorted(set(columns.CATALOGUE.index) ^ LABELS.keys()) == []
    assert looked_at({"hs4": "8712", "regime": "import", "description": "import", "is_dangerous": "false"}) == [
        ("Heading of the tariff", "8712"),
        ("Regime", "Import"),
        ("Description", "import"),
        ("Dangerous goods (UN number)", "No"),
    ]


def test_who_decides_has_before_them_what_they_decide_about() -> None:
    file = red()
    name = alone()
    assign_waiting(at=now())
    do(file, controls.PlaceHold("The seal is broken"), by=actor(name))
    do(file, controls.OrderInspection(control(file), "Open the tenth box", "Hall 7", now(), 4), by=actor(name))
    hold, inspection = case(file).holds[0].id, case(file).inspections[0].id
    client = signed_in(name)

    lifting = words(client.get(f"/office/files/{file.mrn}/lift?of={hold}"))
    recording = words(client.get(f"/office/files/{file.mrn}/record?of={inspection}"))
    unknown = words(client.get(f"/office/files/{file.mrn}/lift?of=999999999"))

    assert "The seal is broken" in lifting
    assert all(said in recording for said in ("Open the tenth box", "Hall 7"))
    assert "The seal is broken" not in unknown


def test_a_refused_file_waits_for_whoever_decides_the_appeal() -> None:
    file = red()
    name = alone()
    assign_waiting(at=now())
    do(file, controls.Refuse("R03", "Other goods"), by=actor(name))
    client = signed_in(name)
    before = words(client.get(f"/office/files/{file.mrn}"))
    do(file, controls.LodgeAppeal(case(file).notices[0].id, "They are the same"), by=trader())

    after = words(client.get(f"/office/files/{file.mrn}"))

    assert ("<strong>Nobody</strong>" in before, "An officer&#x27;s decision" in before) == (True, False)
    assert "An officer&#x27;s decision" in after
